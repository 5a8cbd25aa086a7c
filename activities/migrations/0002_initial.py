import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('activities', '0001_initial'),
        ('branches', '0001_initial'),
        ('members', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='activity',
            name='host',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.member', verbose_name='主持人'),
        ),
        migrations.AddField(
            model_name='activity',
            name='published_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='activity',
            name='recorder',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.member', verbose_name='记录人'),
        ),
        migrations.AddField(
            model_name='activitychange',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='activitychange',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='annualplan',
            name='branch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annual_plans', to='branches.organization'),
        ),
        migrations.AddField(
            model_name='answer',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='answer',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.member'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='marked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='attendance',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='members.member'),
        ),
        migrations.AddField(
            model_name='cataloguetheme',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_themes', to='branches.organization'),
        ),
        migrations.AddField(
            model_name='filing',
            name='activity',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='filing',
            name='branch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='branches.organization'),
        ),
        migrations.AddField(
            model_name='filing',
            name='change',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='activities.activitychange'),
        ),
        migrations.AddField(
            model_name='filing',
            name='plan',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='activities.annualplan'),
        ),
        migrations.AddField(
            model_name='filing',
            name='to',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received_filings', to='branches.organization'),
        ),
        migrations.AddField(
            model_name='filinground',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='filinground',
            name='filing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='activities.filing'),
        ),
        migrations.AddField(
            model_name='filinground',
            name='submitted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='guest',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guests', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='leaverequest',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='leaverequest',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='leaverequest',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaves', to='members.member'),
        ),
        migrations.AddField(
            model_name='makeup',
            name='attendance',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='make_up', to='activities.attendance'),
        ),
        migrations.AddField(
            model_name='makeup',
            name='confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='makeup',
            name='contacted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='makeup',
            name='handed_in_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notice',
            name='activity',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='notice',
            name='recipient',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delivery',
            name='notice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='activities.notice'),
        ),
        migrations.AddField(
            model_name='plannedactivity',
            name='amends',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amended_by', to='activities.plannedactivity'),
        ),
        migrations.AddField(
            model_name='plannedactivity',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='activities.annualplan'),
        ),
        migrations.AddField(
            model_name='plannedactivity',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='activities.cataloguetheme'),
        ),
        migrations.AddField(
            model_name='activity',
            name='row',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='activities', to='activities.plannedactivity'),
        ),
        migrations.AddField(
            model_name='planversion',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planversion',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='activities.annualplan'),
        ),
        migrations.AddField(
            model_name='ratingparticipation',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.member'),
        ),
        migrations.AddField(
            model_name='ratinground',
            name='activity',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rating', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='ratingremark',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='activities.ratinground'),
        ),
        migrations.AddField(
            model_name='ratingparticipation',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='activities.ratinground'),
        ),
        migrations.AddField(
            model_name='ratingtally',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='activities.ratinground'),
        ),
        migrations.AddField(
            model_name='recordsheet',
            name='activity',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='record', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='filing',
            name='record',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='activities.recordsheet'),
        ),
        migrations.AddField(
            model_name='roundremark',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='activities.filinground'),
        ),
        migrations.AddConstraint(
            model_name='annualplan',
            constraint=models.UniqueConstraint(fields=('branch', 'year'), name='one_plan_a_year'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('activity', 'member'), name='one_answer_a_person'),
        ),
        migrations.AddIndex(
            model_name='attendance',
            index=models.Index(fields=['member', 'activity'], name='attendance_of_member'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('activity', 'member'), name='one_mark_a_person'),
        ),
        migrations.AddConstraint(
            model_name='cataloguetheme',
            constraint=models.UniqueConstraint(fields=('organization', 'year', 'title'), name='theme_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='filinground',
            constraint=models.UniqueConstraint(fields=('filing', 'number'), name='round_numbered'),
        ),
        migrations.AddConstraint(
            model_name='filinground',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'waiting'), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='answered_round_says_by_whom'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filinground',
            trigger=pgtrigger.compiler.Trigger(name='round_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='21985ceeca8bd91113040fcfe31c70d494c7304a', operation='DELETE', pgid='pgtrigger_round_stays_84460', table='activities_filinground', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filinground',
            trigger=pgtrigger.compiler.Trigger(name='filed_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."filing_id" IS DISTINCT FROM (NEW."filing_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c6b396b8de6ea1df1242e5ea25d59837335ca472', operation='UPDATE', pgid='pgtrigger_filed_is_frozen_5887d', table='activities_filinground', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filinground',
            trigger=pgtrigger.compiler.Trigger(name='answered_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."outcome" = \'waiting\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='b1a8339e9c6d261f50d964e7b68afab7a07db944', operation='UPDATE', pgid='pgtrigger_answered_once_c94d6', table='activities_filinground', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='guest',
            constraint=models.UniqueConstraint(fields=('activity', 'name', 'kind'), name='guest_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='leaverequest',
            constraint=models.UniqueConstraint(fields=('activity', 'member'), name='one_leave_a_person'),
        ),
        migrations.AddConstraint(
            model_name='makeup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('confirmed_by__isnull', False), ('done_on__isnull', False), models.Q(('method', ''), _negated=True)), _connector='OR'), name='confirmed_make_up_is_complete'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('recipient', 'occasion'), name='one_notice_an_occasion'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try_at'], name='deliveries_waiting'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('notice', 'channel'), name='one_delivery_a_channel'),
        ),
        migrations.AddConstraint(
            model_name='plannedactivity',
            constraint=models.CheckConstraint(condition=models.Q(('month__gte', 1), ('month__lte', 12)), name='month_of_a_year'),
        ),
        migrations.AddConstraint(
            model_name='plannedactivity',
            constraint=models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('end__gte', models.F('start')), _connector='OR'), name='row_ends_after_start'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['branch', 'for_year', 'for_month'], name='activity_branch_month'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['state', 'ends_at'], name='activity_state_end'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='activity_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='held_activity_was_closed'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'announced'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='announced_activity_was_published'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('present__lte', models.F('total'))), name='present_within_total'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('row',), name='one_activity_a_plan_row'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='plan_version_numbered'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planversion',
            trigger=pgtrigger.compiler.Trigger(name='version_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3346c4433fe1ac2fa9a6031ccaaf52fc01507d94', operation='UPDATE OR DELETE', pgid='pgtrigger_version_stays_daab5', table='activities_planversion', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='ratinground',
            constraint=models.CheckConstraint(condition=models.Q(('collected__lte', models.F('issued'))), name='collected_within_issued'),
        ),
        migrations.AddConstraint(
            model_name='ratingparticipation',
            constraint=models.UniqueConstraint(fields=('round', 'member'), name='one_rating_a_person'),
        ),
        migrations.AddConstraint(
            model_name='ratingtally',
            constraint=models.UniqueConstraint(fields=('round', 'criterion', 'grade'), name='one_counter_a_grade'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['state', 'kind', 'branch'], name='filing_queue'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['updated_at', 'id'], name='filing_changed_since'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'plan'), ('plan__isnull', False)), models.Q(('kind', 'theme'), ('activity__isnull', False)), models.Q(('kind', 'change'), ('change__isnull', False)), models.Q(('kind', 'record'), ('record__isnull', False)), _connector='OR'), name='filing_names_its_matter'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'theme')), fields=('activity',), name='theme_filed_once'),
        ),
    ]
