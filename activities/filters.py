"""What programs may ask the lists of plans, activities, sheets and filings for."""

from django_filters import CharFilter, ChoiceFilter, NumberFilter

from activities.choices import ActivityKind, ActivityState, FilingKind, FilingState, PlanState, RecordState
from partywork.common.filtering import ChangedSince, code_filter, month_filter, year_filter


class PlanFilter(ChangedSince):
    branch = code_filter("branch__code")
    year = year_filter("year")
    state = ChoiceFilter(choices=PlanState.choices, help_text="状态。")


class ActivityFilter(ChangedSince):
    branch = code_filter("branch__code")
    year = year_filter("for_year")
    month = month_filter("for_month")
    kind = ChoiceFilter(choices=ActivityKind.choices, help_text="类别。")
    group = CharFilter("group__name", help_text="党小组的名称。")
    gathering = NumberFilter("gathering_id", help_text="同一次集中的编号。")
    state = ChoiceFilter(choices=ActivityState.choices, help_text="状态。")


class RecordSheetFilter(ChangedSince):
    branch = code_filter("activity__branch__code")
    year = year_filter("activity__for_year")
    month = month_filter("activity__for_month")
    state = ChoiceFilter(choices=RecordState.choices, help_text="状态。")


class FilingFilter(ChangedSince):
    branch = code_filter("branch__code")
    year = year_filter("year")
    month = month_filter("month")
    kind = ChoiceFilter(choices=FilingKind.choices, help_text="报送的是什么。")
    state = ChoiceFilter(choices=FilingState.choices, help_text="状态。")
