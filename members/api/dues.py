"""Dues as programs of a committee read them: closed months, bills, remittances; no base, no relief (PI-03)."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
    extend_schema_view,
)
from rest_framework import serializers

from members.access import Capability
from members.filters import DuesBillFilter, DuesMonthFilter, DuesRemittanceFilter
from members.models import DuesBill, DuesMonth, DuesRemittance
from members.reports.dues_api import bills_with_change
from partywork.common.api import ScopedViewSet
from partywork.common.money import to_yuan

BRANCH_HELP = "党支部的代码。"
FIGURES = ("billed", "current", "back", "ahead", "extra", "credit", "adjusted", "host", "large", "counted")


def yuan(fen: int | None) -> str:
    """12.34, as text: a program must not reckon with floating point."""
    return f"{to_yuan(fen or 0)}"


class MonthField(serializers.DateField):
    """2026-06"""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m", read_only=True, **kwargs)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "六月",
            {
                "id": 1,
                "url": "https://party.example.cn/api/v1/dues-months/1/",
                "branch": "DEMO-ZB1",
                "month": "2026-06",
                "closed_at": "2026-06-28T17:30:00+08:00",
                "counted": "172.85",
                "figures": {"billed": "172.85", "current": "172.85", "counted": "172.85"},
            },
        )
    ]
)
class DuesMonthSerializer(serializers.ModelSerializer[DuesMonth]):
    """结了账的月份。结账以后不再变动，更正记在后面的月份里。金额都是以元为单位的文字，两位小数。"""

    url = serializers.HyperlinkedIdentityField(view_name="api-dues-month-detail")
    branch = serializers.CharField(source="branch.code", read_only=True, help_text=BRANCH_HELP)
    month = MonthField(help_text="哪个月，如 2026-06。")
    counted = serializers.SerializerMethodField(help_text="实点合计。")
    figures = serializers.SerializerMethodField(
        help_text="billed 应交，current 当月，back 补交，ahead 预交，extra 自愿多交，credit 留作以后月份，"
        "adjusted 更正应交，host 流入地交纳，large 大额，counted 手里应有。"
    )

    class Meta:
        model = DuesMonth
        fields = ("id", "url", "branch", "month", "closed_at", "counted", "figures")
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.STR)
    def get_counted(self, row: DuesMonth) -> str:
        return yuan(row.counted_fen)

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
    def get_figures(self, row: DuesMonth) -> dict[str, str]:
        return {name: yuan(row.figures.get(name)) for name in FIGURES}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "一名党员的六月",
            {
                "id": 7,
                "url": "https://party.example.cn/api/v1/dues-bills/7/",
                "branch": "DEMO-ZB1",
                "member": 3,
                "month": "2026-06",
                "amount": "34.57",
                "open": "0.00",
                "updated_at": "2026-06-18T09:00:00+08:00",
            },
        )
    ]
)
class DuesBillSerializer(serializers.ModelSerializer[DuesBill]):
    """一名党员一个月的应交。没有计算基数、比例、减免和未交的原因。"""

    url = serializers.HyperlinkedIdentityField(view_name="api-dues-bill-detail")
    branch = serializers.CharField(source="branch.code", read_only=True, help_text=BRANCH_HELP)
    month = MonthField(help_text="哪个月，如 2026-06。")
    amount = serializers.SerializerMethodField(help_text="应交，含更正。")
    open = serializers.SerializerMethodField(help_text="还没有交的；0.00 是交清了。")
    updated_at = serializers.DateTimeField(source="changed_at", read_only=True)

    class Meta:
        model = DuesBill
        fields = ("id", "url", "branch", "member", "month", "amount", "open", "updated_at")
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.STR)
    def get_amount(self, row: DuesBill) -> str:
        return yuan(row.amount_fen + row.adjusted_fen)  # type: ignore[attr-defined]

    @extend_schema_field(OpenApiTypes.STR)
    def get_open(self, row: DuesBill) -> str:
        return yuan(max(row.amount_fen + row.moved_fen, 0))  # type: ignore[attr-defined]


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "第二季度",
            {
                "id": 2,
                "url": "https://party.example.cn/api/v1/dues-remittances/2/",
                "branch": "DEMO-ZB1",
                "to": "DEMO-GW",
                "first": "2026-04",
                "last": "2026-06",
                "expected": "518.55",
                "remitted": "518.55",
                "large": "0.00",
                "difference_reason": "",
                "due_on": "2026-06-10",
                "handed_on": "2026-06-09",
                "days_late": 0,
                "state": "received",
                "state_label": "上级已收讫",
                "receipt_number": "2026-018",
                "received_on": "2026-06-11",
                "updated_at": "2026-06-11T10:00:00+08:00",
            },
        )
    ]
)
class DuesRemittanceSerializer(serializers.ModelSerializer[DuesRemittance]):
    """一次上缴：哪几个月、应上缴、实上缴、差额的原因、收据。"""

    url = serializers.HyperlinkedIdentityField(view_name="api-dues-remittance-detail")
    branch = serializers.CharField(source="branch.code", read_only=True, help_text=BRANCH_HELP)
    to = serializers.CharField(source="to.code", read_only=True, help_text="上缴到的党组织的代码。")
    first = MonthField(help_text="从哪个月。")
    last = MonthField(help_text="到哪个月。")
    expected = serializers.SerializerMethodField(help_text="账上应上缴。")
    remitted = serializers.SerializerMethodField(help_text="实上缴。")
    large = serializers.SerializerMethodField(help_text="同时上转的大额党费，不在 remitted 里。")
    days_late = serializers.IntegerField(read_only=True, help_text="晚了几天，按时的是 0。")
    state_label = serializers.CharField(source="get_state_display", read_only=True)

    class Meta:
        model = DuesRemittance
        fields = (
            "id",
            "url",
            "branch",
            "to",
            "first",
            "last",
            "expected",
            "remitted",
            "large",
            "difference_reason",
            "due_on",
            "handed_on",
            "days_late",
            "state",
            "state_label",
            "receipt_number",
            "received_on",
            "updated_at",
        )
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.STR)
    def get_expected(self, row: DuesRemittance) -> str:
        return yuan(row.expected_fen)

    @extend_schema_field(OpenApiTypes.STR)
    def get_remitted(self, row: DuesRemittance) -> str:
        return yuan(row.remitted_fen)

    @extend_schema_field(OpenApiTypes.STR)
    def get_large(self, row: DuesRemittance) -> str:
        return yuan(row.large_fen)


@extend_schema_view(
    list=extend_schema(summary="党费：结了账的月份", description="没有结账的月份不在这里。"),
    retrieve=extend_schema(summary="党费：一个结了账的月份"),
)
class DuesMonthViewSet(ScopedViewSet):
    capability = Capability.READ_DUES
    changed_field = "closed_at"
    queryset = DuesMonth.objects.filter(state=DuesMonth.State.CLOSED).select_related("branch")
    serializer_class = DuesMonthSerializer
    filterset_class = DuesMonthFilter


@extend_schema_view(
    list=extend_schema(
        summary="党费：账单", description="每名党员每个月一条。请用 branch、year、month 限定。"
    ),
    retrieve=extend_schema(summary="党费：一条账单"),
)
class DuesBillViewSet(ScopedViewSet):
    capability = Capability.READ_DUES
    changed_field = "changed_at"
    queryset = DuesBill.objects.all()
    serializer_class = DuesBillSerializer
    filterset_class = DuesBillFilter

    def get_queryset(self) -> Any:
        return bills_with_change(super().get_queryset())


@extend_schema_view(
    list=extend_schema(summary="党费：上缴"),
    retrieve=extend_schema(summary="党费：一次上缴"),
)
class DuesRemittanceViewSet(ScopedViewSet):
    capability = Capability.READ_DUES
    queryset = DuesRemittance.objects.select_related("branch", "to")
    serializer_class = DuesRemittanceSerializer
    filterset_class = DuesRemittanceFilter
