"""What the secretary ticks and types about the routine content of an event (PD-15, PD-17, PL-18)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from activities.choices import FundSource
from activities.models import Activity, CostLine
from activities.rules.charter import CHAPTERS, LAST, PREAMBLE, part_name
from members.models import Member
from members.reports.roster import on_roster
from partywork.common.forms import OfficeForm


class RoutineForm(OfficeForm):
    oath = forms.BooleanField(label="重温入党誓词", required=False)
    oath_leader = forms.CharField(label="领誓人", max_length=60, required=False)
    flag_hung = forms.BooleanField(label="会场悬挂党旗", required=False)
    badges_worn = forms.BooleanField(label="党员佩戴党徽", required=False)


def routine_initial(activity: Activity) -> dict[str, Any]:
    """As it was noted; before that, what was asked of everybody in the notice."""
    row = getattr(activity, "routine", None)
    return {
        "flag_hung": activity.flag_hung,
        "oath": row.oath if row else False,
        "oath_leader": row.oath_leader if row else (activity.host.name if activity.host else ""),
        "badges_worn": row.badges_worn if row else activity.wear_badge,
    }


def _article_choices() -> list[tuple[int | str, Any]]:
    return [
        (PREAMBLE, "总纲"),
        *(
            (chapter.title, [(part, part_name(part)) for part in range(chapter.first, chapter.last + 1)])
            for chapter in CHAPTERS[1:]
        ),
    ]


class CharterForm(OfficeForm):
    first = forms.TypedChoiceField(label="从", choices=_article_choices, coerce=int)
    last = forms.TypedChoiceField(label="到", choices=_article_choices, coerce=int)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if isinstance(first, int) and isinstance(last, int) and not first <= last <= LAST:
            self.add_error("last", "终点不能在起点之前。")
        return values


class MaterialForm(OfficeForm):
    title = forms.CharField(label="材料", max_length=120)
    origin = forms.CharField(
        label="出处", max_length=120, required=False, help_text="如“第6期学习资料”“图书角”。"
    )
    link = forms.URLField(
        label="网址", required=False, assume_scheme="https", max_length=200, help_text="有电子版的可填。"
    )


class CostForm(OfficeForm):
    purpose = forms.CharField(label="用途", max_length=80)
    planned = forms.DecimalField(
        label="计划（元）", required=False, max_digits=10, decimal_places=2, min_value=Decimal(0)
    )
    spent = forms.DecimalField(
        label="支出（元）", required=False, max_digits=10, decimal_places=2, min_value=Decimal(0)
    )
    source = forms.ChoiceField(label="经费来源", choices=FundSource.choices, initial=FundSource.OFFICE)
    handled_by = forms.ChoiceField(label="经手人", required=False)

    def __init__(self, *args: Any, people: Sequence[Member], **kwargs: Any) -> None:
        """`people`: the branch of that day, read once for all the forms of the page."""
        super().__init__(*args, **kwargs)
        self.people = {str(member.pk): member for member in people}
        field = self.fields["handled_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "还没有支出"), *((key, member.name) for key, member in self.people.items())]

    def clean_handled_by(self) -> Member | None:
        return self.people.get(self.cleaned_data["handled_by"])


def people_of(activity: Activity) -> list[Member]:
    return list(on_roster(activity.branch_id, activity.day).by_name())


def cost_initial(cost: CostLine) -> dict[str, Any]:
    return {
        "purpose": cost.purpose,
        "planned": cost.planned,
        "spent": cost.spent,
        "source": cost.source,
        "handled_by": cost.handled_by_id,
    }
