import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.CreateModel(
            name='WorkdayOverride',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('is_workday', models.BooleanField()),
                ('name', models.CharField(max_length=40)),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=255, unique=True)),
                ('depth', models.PositiveIntegerField()),
                ('numchild', models.PositiveIntegerField(default=0)),
                ('kind', models.CharField(choices=[('committee', '党委（工委）'), ('general_branch', '党总支'), ('branch', '党支部')], max_length=20, verbose_name='类别')),
                ('domain', models.CharField(blank=True, choices=[('government_office', '机关'), ('county_office', '县直机关'), ('institution', '事业单位'), ('state_enterprise', '国有企业'), ('private_enterprise', '非公企业'), ('students', '学校（学生）'), ('teachers', '学校（教工）'), ('association', '社会组织、行业协会'), ('village', '村'), ('community', '社区'), ('park', '园区'), ('retired', '离退休'), ('floating', '流动党员'), ('temporary', '临时党支部'), ('joint', '联合党支部')], max_length=20, verbose_name='领域')),
                ('code', models.CharField(max_length=30, unique=True, verbose_name='代码')),
                ('name', models.CharField(max_length=120, verbose_name='名称')),
                ('short_name', models.CharField(blank=True, max_length=40, verbose_name='简称')),
                ('has_committee', models.BooleanField(default=True, verbose_name='设支委会')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='成立日期')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('dissolution', models.CharField(blank=True, choices=[('dissolved', '撤销'), ('merged', '并入其他党组织')], max_length=20, verbose_name='撤销原因')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='branches.organization')),
            ],
            options={
                'verbose_name': '党组织',
                'verbose_name_plural': '党组织',
            },
        ),
        migrations.CreateModel(
            name='OrganizationName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('name', models.CharField(max_length=120)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='branches.organization')),
            ],
        ),
        migrations.CreateModel(
            name='OrganizationPlacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='branches.organization')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placed_below', to='branches.organization')),
            ],
        ),
        migrations.CreateModel(
            name='Parameter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('value', models.JSONField()),
                ('in_force_from', models.DateField(verbose_name='生效日期')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='理由')),
                ('set_by', models.CharField(blank=True, max_length=60, verbose_name='设定人')),
                ('set_at', models.DateTimeField(auto_now_add=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parameters', to='branches.organization')),
            ],
            options={
                'ordering': ['key', 'in_force_from'],
            },
        ),
        migrations.CreateModel(
            name='PartyGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('dissolved_on', models.DateField(blank=True, null=True)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='party_groups', to='branches.organization')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='organization',
            index=models.Index(fields=['kind', 'path'], name='organization_kind_path'),
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=models.CheckConstraint(condition=models.Q(('dissolved_on__isnull', True), models.Q(('dissolution', ''), _negated=True), _connector='OR'), name='dissolved_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'branch'), _negated=True), models.Q(('domain', ''), _negated=True), _connector='OR'), name='branch_has_domain'),
        ),
        migrations.AddConstraint(
            model_name='organizationname',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('organization', '='), ('period', '&&')], name='one_name_a_day'),
        ),
        migrations.AddConstraint(
            model_name='organizationplacement',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('organization', '='), ('period', '&&')], name='one_place_a_day'),
        ),
        migrations.AddConstraint(
            model_name='parameter',
            constraint=models.UniqueConstraint(fields=('organization', 'key', 'in_force_from'), name='one_parameter_value_a_day'),
        ),
        migrations.AddConstraint(
            model_name='partygroup',
            constraint=models.UniqueConstraint(fields=('branch', 'name'), name='group_name_once_in_branch'),
        ),
    ]
