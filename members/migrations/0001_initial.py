import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('branches', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('large_type', models.BooleanField(default=False, verbose_name='长者模式')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('must_change_password', models.BooleanField(default=False, verbose_name='下次登录改密码')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': '账号',
                'verbose_name_plural': '账号',
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('digest', models.CharField(max_length=128, primary_key=True, serialize=False)),
                ('token_key', models.CharField(db_index=True, max_length=25)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('expiry', models.DateTimeField(blank=True, null=True)),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('rights', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='branches.organization')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='auth_token_set', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created'],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('name_key', models.CharField(db_index=True, max_length=160)),
                ('initials', models.CharField(max_length=30)),
                ('sex', models.CharField(choices=[('male', '男'), ('female', '女')], max_length=6, verbose_name='性别')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='手机')),
                ('joined_on', models.DateField(verbose_name='入党日期')),
                ('full_on', models.DateField(blank=True, null=True, verbose_name='转正日期')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='member', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '党员',
                'verbose_name_plural': '党员',
            },
        ),
        migrations.CreateModel(
            name='ExemptionSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('old_age', '年老体弱行动不便'), ('long_illness', '长期病休'), ('maternity', '产假、哺乳'), ('away', '流动、外出'), ('abroad', '出国（境）'), ('teaching', '教学安排或实习'), ('suspended', '暂停组织生活'), ('other', '其他')], max_length=20, verbose_name='原因')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(verbose_name='至')),
                ('approved_at', models.DateTimeField(auto_now_add=True)),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='branches.organization')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.member', verbose_name='联系人')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exemptions', to='members.member')),
            ],
        ),
        migrations.CreateModel(
            name='MembershipSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('ended_by', models.CharField(blank=True, choices=[('transferred', '转出'), ('died', '去世'), ('expelled', '出党'), ('suspended', '停止党籍'), ('reorganized', '支部调整'), ('corrected', '更正')], max_length=20)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='membership_spells', to='branches.organization')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='branches.partygroup')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spells', to='members.member')),
            ],
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(choices=[('secretary', '书记'), ('deputy_secretary', '副书记'), ('organization_member', '组织委员'), ('publicity_member', '宣传委员'), ('discipline_member', '纪检委员'), ('committee_member', '委员'), ('group_leader', '党小组长'), ('officer', '党务工作者')], max_length=24, verbose_name='职务')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='branches.organization')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('holder', '='), ('organization', '='), ('post', '='), ('period', '&&')], name='post_held_once'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('post', 'secretary')), expressions=[('organization', '='), ('period', '&&')], name='one_secretary')],
            },
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(condition=models.Q(('phone', ''), _negated=True), fields=('phone',), name='a_phone_belongs_to_one_member'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('full_on__isnull', True), ('full_on__gte', models.F('joined_on')), _connector='OR'), name='full_after_joining'),
        ),
        migrations.AddConstraint(
            model_name='exemptionspell',
            constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='exemption_ends_after_start'),
        ),
        migrations.AddIndex(
            model_name='membershipspell',
            index=models.Index(fields=['branch', 'member'], name='spell_branch_member'),
        ),
        migrations.AddConstraint(
            model_name='membershipspell',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('member', '='), ('period', '&&')], name='one_branch_a_day'),
        ),
    ]
