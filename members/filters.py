"""What programs may ask the list of members for."""

from django_filters import ChoiceFilter
from django_filters.rest_framework import FilterSet

from members.choices import Standing
from members.models import DuesRemittance
from partywork.common import clock
from partywork.common.filtering import ChangedSince, MomentFilter, code_filter, month_filter, year_filter


class MemberFilter(FilterSet):  # type: ignore[misc]
    updated_since = MomentFilter(
        field_name="changed_at",
        lookup_expr="gte",
        help_text="只要这一刻起有变动的，ISO 8601。到期转正也算变动。",
    )
    branch = code_filter("branch_code")
    standing = ChoiceFilter(choices=Standing.choices, method="of_standing", help_text="正式或预备，按今天。")

    def of_standing(self, queryset, _name: str, value: str):  # type: ignore[no-untyped-def]
        full = {"full_on__lte": clock.today()}
        return queryset.filter(**full) if value == Standing.FULL else queryset.exclude(**full)


class DuesMonthFilter(FilterSet):  # type: ignore[misc]
    updated_since = MomentFilter(
        field_name="closed_at", lookup_expr="gte", help_text="只要这一刻起结账的，ISO 8601。"
    )
    branch = code_filter("branch__code")
    year = year_filter("month__year")
    month = month_filter("month__month")


class DuesBillFilter(FilterSet):  # type: ignore[misc]
    updated_since = MomentFilter(
        field_name="changed_at", lookup_expr="gte", help_text="只要这一刻起有变动的，ISO 8601。"
    )
    branch = code_filter("branch__code")
    year = year_filter("month__year")
    month = month_filter("month__month")


class DuesRemittanceFilter(ChangedSince):
    branch = code_filter("branch__code")
    year = year_filter("last__year")
    state = ChoiceFilter(choices=DuesRemittance.State.choices, help_text="状态。")
