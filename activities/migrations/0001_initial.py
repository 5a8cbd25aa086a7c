import activities.models.activity
import django.contrib.postgres.fields
import django.db.models.deletion
import partywork.common.clock
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('branches', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_starts_at', models.DateTimeField()),
                ('old_ends_at', models.DateTimeField()),
                ('old_place', models.CharField(blank=True, max_length=120)),
                ('new_starts_at', models.DateTimeField(null=True)),
                ('new_ends_at', models.DateTimeField(null=True)),
                ('new_place', models.CharField(blank=True, max_length=120)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('reason', models.CharField(max_length=200, verbose_name='原因')),
                ('changed_at', models.DateTimeField(default=partywork.common.clock.now)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200, verbose_name='内容')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='分钟')),
                ('person', models.CharField(blank=True, max_length=60, verbose_name='责任人')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AnnualPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('submitted', '已报送'), ('returned', '已退回'), ('approved', '已备案')], default='draft', max_length=10)),
                ('discussed_on', models.DateField(blank=True, null=True, verbose_name='支委会讨论日期')),
                ('note', models.TextField(blank=True, verbose_name='计划说明')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('present', '到会'), ('online', '线上到会'), ('late', '迟到'), ('left_early', '早退'), ('leave_official', '公务请假'), ('leave_sick', '病假'), ('leave_personal', '事假'), ('leave_maternity', '产假'), ('leave_other', '其他请假'), ('absent', '缺席'), ('exempt', '豁免'), ('not_yet', '未到任'), ('unsettled', '待核')], max_length=20, verbose_name='状态')),
                ('method', models.CharField(choices=[('code', '本人扫码'), ('list', '名单登记'), ('leave', '请假批准'), ('close', '结束时生成')], max_length=10, verbose_name='方式')),
                ('standing', models.CharField(choices=[('full', '正式'), ('probationary', '预备')], max_length=20)),
                ('exempt', models.BooleanField(default=False)),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='应到依据')),
                ('group_name', models.CharField(blank=True, max_length=40)),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('marked_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='CatalogueTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('title', models.CharField(max_length=120, verbose_name='主题')),
                ('requirement', models.CharField(choices=[('required', '必选'), ('optional', '自选')], default='optional', max_length=10, verbose_name='类别')),
                ('months', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
            ],
            options={
                'ordering': ['-requirement', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('in_app', '收件箱'), ('email', '电子邮件')], max_length=10)),
                ('state', models.CharField(choices=[('waiting', '待发'), ('sent', '已送达'), ('failed', '未送达')], default='waiting', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('plan', '年度计划'), ('theme', '主题审定'), ('change', '变更报备'), ('record', '纪实表')], max_length=10)),
                ('state', models.CharField(choices=[('submitted', '待审'), ('returned', '已退回'), ('accepted', '已受理')], default='submitted', max_length=10)),
                ('year', models.PositiveSmallIntegerField()),
                ('month', models.PositiveSmallIntegerField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('why_due', models.CharField(blank=True, max_length=300)),
                ('first_submitted_at', models.DateTimeField()),
                ('answer_due_at', models.DateTimeField(null=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['first_submitted_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FilingRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='报送说明')),
                ('submitted_at', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('waiting', '待审'), ('accepted', '受理'), ('returned', '退回')], default='waiting', max_length=10)),
                ('answer', models.TextField(blank=True, verbose_name='审核意见')),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Guest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('kind', models.CharField(choices=[('superior', '上级指导'), ('candidate', '发展对象'), ('activist', '入党积极分子'), ('youth', '团员青年'), ('public', '群众代表'), ('other_branch', '其他支部党员')], max_length=20, verbose_name='身份')),
                ('office', models.CharField(blank=True, max_length=80, verbose_name='单位职务')),
                ('remark', models.TextField(blank=True, verbose_name='点评')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='LeaveRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', '待批'), ('approved', '已批准'), ('refused', '不批准'), ('withdrawn', '已撤回')], default='asked', max_length=10)),
                ('reason', models.CharField(choices=[('official', '公务'), ('sick', '生病'), ('personal', '家事'), ('maternity', '产假'), ('other', '其他')], max_length=12, verbose_name='为什么不能来')),
                ('text', models.CharField(blank=True, max_length=200, verbose_name='补充')),
                ('asked_at', models.DateTimeField()),
                ('after_start', models.BooleanField(default=False, verbose_name='补假')),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision_note', models.CharField(blank=True, max_length=200, verbose_name='批语')),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['asked_at'],
            },
        ),
        migrations.CreateModel(
            name='MakeUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', '未联系'), ('contacted', '已联系'), ('done', '待确认'), ('confirmed', '办结')], default='open', max_length=10)),
                ('due_at', models.DateTimeField(verbose_name='期限')),
                ('why_due', models.CharField(max_length=200)),
                ('contacted_at', models.DateTimeField(null=True)),
                ('cause', models.CharField(blank=True, max_length=200, verbose_name='缺席原因')),
                ('method', models.CharField(blank=True, choices=[('reading', '看学习材料'), ('recording', '看录像'), ('talk', '与委员谈'), ('home', '送学上门'), ('other_session', '参加其他小组的学习')], max_length=20, verbose_name='补课方式')),
                ('done_on', models.DateField(null=True, verbose_name='补课日期')),
                ('gist', models.TextField(blank=True, verbose_name='内容要点')),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['due_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occasion', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('announcement', '活动预告'), ('change', '活动变更'), ('cancellation', '活动取消'), ('reminder', '提醒'), ('leave', '请假'), ('rating', '测评'), ('make_up', '补课'), ('filing', '报送'), ('review', '审核结果')], max_length=20)),
                ('subject', models.CharField(max_length=120)),
                ('body', models.TextField()),
                ('link', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField(default=partywork.common.clock.now)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='PlannedActivity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.PositiveSmallIntegerField(verbose_name='月份')),
                ('start', models.DateField(blank=True, null=True, verbose_name='开始日期')),
                ('end', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('kind', models.CharField(choices=[('party_day', '主题党日'), ('member_meeting', '支部党员大会'), ('committee_meeting', '支委会'), ('group_meeting', '党小组会'), ('lecture', '党课'), ('study', '学习'), ('organizational_life_meeting', '组织生活会'), ('appraisal', '民主评议'), ('other', '其他')], default='party_day', max_length=30, verbose_name='类别')),
                ('mode', models.CharField(blank=True, max_length=40, verbose_name='活动方式')),
                ('content', models.TextField(verbose_name='活动内容')),
                ('requirement', models.CharField(choices=[('required', '必选'), ('optional', '自选')], default='optional', max_length=10, verbose_name='主题类别')),
                ('direction', models.CharField(blank=True, choices=[('central_work', '中心工作'), ('branch_building', '党建目标'), ('real_problems', '解决实际问题'), ('members', '提高党员素质')], max_length=20, verbose_name='方向')),
                ('responsible', models.CharField(blank=True, max_length=60, verbose_name='负责人')),
                ('participants', models.CharField(blank=True, max_length=120, verbose_name='参加对象')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='地点')),
                ('budget', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='经费（元）')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('date_note', models.CharField(blank=True, max_length=200)),
                ('amended_reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['month', 'start', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(default=partywork.common.clock.now)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='RatingParticipation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('has_rated', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='RatingRemark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RatingRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('prepared', '未开始'), ('open', '进行中'), ('closed', '已结束')], default='prepared', max_length=10)),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('issued', models.PositiveIntegerField(default=0, verbose_name='发出')),
                ('collected', models.PositiveIntegerField(default=0, verbose_name='收回')),
                ('satisfied_means', models.CharField(default='broad', max_length=10)),
                ('min_ballots', models.PositiveSmallIntegerField(default=5)),
            ],
        ),
        migrations.CreateModel(
            name='RatingTally',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('criterion', models.CharField(choices=[('theme', '主题特色鲜明'), ('content', '内容充实健康'), ('form', '方式灵活生动'), ('effect', '效果突出显著'), ('overall', '总体评价')], max_length=10)),
                ('grade', models.CharField(choices=[('satisfied', '满意'), ('fairly', '基本满意'), ('dissatisfied', '不满意')], max_length=12)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='RecordSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', '待填写'), ('submitted', '已报送'), ('returned', '已退回'), ('accepted', '已受理')], default='draft', max_length=10)),
                ('content', models.TextField(blank=True, verbose_name='主要内容')),
                ('discussion', models.TextField(blank=True, verbose_name='讨论情况')),
                ('consensus', models.TextField(blank=True, verbose_name='形成的共识')),
                ('actions', models.TextField(blank=True, verbose_name='议定事项')),
                ('shortcomings', models.TextField(blank=True, verbose_name='存在不足')),
                ('reply', models.TextField(blank=True, verbose_name='一句话回应')),
                ('due_at', models.DateTimeField(verbose_name='报送时限')),
                ('why_due', models.CharField(max_length=300)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': '纪实表',
                'verbose_name_plural': '纪实表',
            },
        ),
        migrations.CreateModel(
            name='RoundRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=40, verbose_name='哪一处')),
                ('text', models.CharField(max_length=300, verbose_name='意见')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('party_day', '主题党日'), ('member_meeting', '支部党员大会'), ('committee_meeting', '支委会'), ('group_meeting', '党小组会'), ('lecture', '党课'), ('study', '学习'), ('organizational_life_meeting', '组织生活会'), ('appraisal', '民主评议'), ('other', '其他')], default='party_day', max_length=30, verbose_name='类别')),
                ('state', models.CharField(choices=[('draft', '筹备中'), ('announced', '已预告'), ('held', '已开展'), ('cancelled', '已取消')], default='draft', max_length=10)),
                ('for_year', models.PositiveSmallIntegerField()),
                ('for_month', models.PositiveSmallIntegerField()),
                ('theme', models.CharField(max_length=200, verbose_name='主题')),
                ('mode', models.CharField(blank=True, max_length=40, verbose_name='活动方式')),
                ('requirement', models.CharField(choices=[('required', '必选'), ('optional', '自选')], default='optional', max_length=10, verbose_name='主题类别')),
                ('starts_at', models.DateTimeField(verbose_name='开始')),
                ('ends_at', models.DateTimeField(verbose_name='结束')),
                ('venue', models.CharField(choices=[('on_site', '线下'), ('online', '线上'), ('mixed', '线下加线上')], default='on_site', max_length=10, verbose_name='形式')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='地点或平台')),
                ('materials', models.CharField(blank=True, max_length=200, verbose_name='材料')),
                ('wear_badge', models.BooleanField(default=True, verbose_name='佩戴党员徽章')),
                ('host_reason', models.CharField(blank=True, max_length=120, verbose_name='委托主持的原因')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='支委会定题日期')),
                ('decided_note', models.CharField(blank=True, max_length=120, verbose_name='定题依据')),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('republished_at', models.DateTimeField(blank=True, null=True)),
                ('late_reason', models.CharField(blank=True, max_length=200, verbose_name='迟发原因')),
                ('short_reason', models.CharField(blank=True, max_length=200, verbose_name='时长不足原因')),
                ('low_reason', models.CharField(blank=True, max_length=200, verbose_name='到会不足原因')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='取消原因')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='通报到会时间')),
                ('flag_hung', models.BooleanField(default=False, verbose_name='悬挂党旗')),
                ('sign_in_secret', models.CharField(default=activities.models.activity._secret, editable=False, max_length=40)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('total', models.PositiveIntegerField(default=0, verbose_name='党员总数')),
                ('expected', models.PositiveIntegerField(default=0, verbose_name='应到')),
                ('present', models.PositiveIntegerField(default=0, verbose_name='实到')),
                ('unsettled', models.PositiveIntegerField(default=0, verbose_name='待核')),
                ('made_up', models.PositiveIntegerField(default=0, verbose_name='补课办结')),
                ('judged_by', models.JSONField(blank=True, default=dict)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='branches.organization')),
            ],
            options={
                'verbose_name': '活动',
                'verbose_name_plural': '活动',
                'ordering': ['starts_at', 'pk'],
            },
        ),
    ]
