"""Plans and activities as programs read them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from activities.api import examples
from activities.models import Activity, AnnualPlan, Gathering, PlannedActivity
from activities.reports.attendance_counts import attendance_counts

BRANCH_HELP = "党支部代码，见 organizations。"


class PlanRowSerializer(serializers.ModelSerializer[PlannedActivity]):
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    requirement_label = serializers.CharField(source="get_requirement_display", read_only=True)
    direction_label = serializers.CharField(source="get_direction_display", read_only=True)

    class Meta:
        model = PlannedActivity
        fields = (
            "id",
            "month",
            "start",
            "end",
            "kind",
            "kind_label",
            "mode",
            "content",
            "requirement",
            "requirement_label",
            "direction",
            "direction_label",
            "responsible",
            "participants",
            "place",
            "budget",
            "remark",
            "amends",
            "amended_reason",
        )
        read_only_fields = fields
        extra_kwargs = {"amends": {"help_text": "备案后调整的：被它代替的那一行的 id。"}}


@extend_schema_serializer(examples=[examples.PLAN])
class PlanSerializer(serializers.ModelSerializer[AnnualPlan]):
    """年度计划和现行的各行；被调整掉的行不再列出。"""

    url = serializers.HyperlinkedIdentityField(view_name="api-plan-detail")
    branch = serializers.CharField(source="branch.code", read_only=True, help_text=BRANCH_HELP)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    rows = PlanRowSerializer(many=True, read_only=True)

    class Meta:
        model = AnnualPlan
        fields = (
            "id",
            "url",
            "branch",
            "year",
            "state",
            "state_label",
            "discussed_on",
            "note",
            "revision",
            "rows",
            "updated_at",
        )
        read_only_fields = fields


class RateSerializer(serializers.Serializer[Any]):
    """比例用两个整数表示，不取小数。"""

    numerator = serializers.IntegerField(read_only=True)
    denominator = serializers.IntegerField(read_only=True)


class AttendanceCountsSerializer(serializers.Serializer[Any]):
    """到会人数，活动结束时定下；没有人名。"""

    total = serializers.IntegerField(read_only=True, help_text="党员总数。")
    expected = serializers.IntegerField(read_only=True, help_text="应到：总数减去没有到会的豁免人员。")
    present = serializers.IntegerField(read_only=True, help_text="实到，补课不算。")
    unsettled = serializers.IntegerField(read_only=True, help_text="待核：没有任何登记的人。")
    made_up = serializers.IntegerField(read_only=True, help_text="补课已办结。")
    judged_by = serializers.ChoiceField(
        choices=[("total", "按党员总数"), ("expected", "按应到")],
        read_only=True,
        help_text="按哪个分母评判。",
    )
    required_pct = serializers.IntegerField(read_only=True, help_text="要求的百分数，如 80。")
    required = serializers.IntegerField(  # type: ignore[assignment]
        read_only=True, help_text="要求到会多少人。"
    )
    met = serializers.BooleanField(
        read_only=True, allow_null=True, help_text="够不够；还有待核人员、一时不能判定，或全部豁免时为 null。"
    )
    total_rate = RateSerializer(read_only=True, help_text="实到比总数。")
    expected_rate = RateSerializer(read_only=True, help_text="实到比应到。")


class JointSerializer(serializers.Serializer[Any]):
    """联合活动：同一个 id 的活动是几个支部一起办的同一次，各有各的到会和纪实表。"""

    id = serializers.IntegerField(read_only=True, help_text="联合活动的 id，各支部相同。")
    organizer = serializers.CharField(read_only=True, help_text="主办的党组织，代码。")


@extend_schema_serializer(examples=[examples.ACTIVITY])
class ActivitySerializer(serializers.ModelSerializer[Activity]):
    """一次活动。`year`、`month` 是它所算的月份，可能和举办日期不同月。"""

    url = serializers.HyperlinkedIdentityField(view_name="api-activity-detail")
    branch = serializers.CharField(source="branch.code", read_only=True, help_text=BRANCH_HELP)
    plan_row = serializers.PrimaryKeyRelatedField[PlannedActivity](
        source="row", read_only=True, help_text="来自年度计划的哪一行；计划外的为 null。"
    )
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    year = serializers.IntegerField(source="for_year", read_only=True)
    month = serializers.IntegerField(source="for_month", read_only=True)
    requirement_label = serializers.CharField(source="get_requirement_display", read_only=True)
    venue_label = serializers.CharField(source="get_venue_display", read_only=True)
    minutes = serializers.IntegerField(read_only=True, help_text="时长，分钟。")
    attendance = serializers.SerializerMethodField(help_text="活动结束前为 null。")
    group = serializers.CharField(
        source="group.name", default=None, read_only=True, help_text="哪个党小组的会；不是党小组会的为 null。"
    )
    gathering = serializers.PrimaryKeyRelatedField[Gathering](
        read_only=True, help_text="同一次集中的各项同号；单独开的为 null。"
    )
    joint = serializers.SerializerMethodField(help_text="几个支部联合办的；自己办的为 null。")

    class Meta:
        model = Activity
        fields = (
            "id",
            "url",
            "branch",
            "plan_row",
            "kind",
            "kind_label",
            "group",
            "gathering",
            "state",
            "state_label",
            "year",
            "month",
            "theme",
            "mode",
            "requirement",
            "requirement_label",
            "starts_at",
            "ends_at",
            "minutes",
            "venue",
            "venue_label",
            "place",
            "published_at",
            "closed_at",
            "late_reason",
            "short_reason",
            "low_reason",
            "cancel_reason",
            "attendance",
            "joint",
            "updated_at",
        )
        read_only_fields = fields

    @extend_schema_field(AttendanceCountsSerializer(allow_null=True))
    def get_attendance(self, activity: Activity) -> dict[str, Any] | None:
        counts = attendance_counts(activity)
        return AttendanceCountsSerializer(counts).data if counts is not None else None

    @extend_schema_field(JointSerializer(allow_null=True))
    def get_joint(self, activity: Activity) -> dict[str, Any] | None:
        part = getattr(activity, "joint_part", None)
        if part is None or not part.is_adopted:
            return None
        return {"id": part.joint_id, "organizer": part.joint.organizer.code}
