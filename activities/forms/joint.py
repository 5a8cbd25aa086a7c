"""What is filled in for a joint event: whom to ask, what is common, and the invited branch's answer."""

from collections.abc import Collection
from typing import Any

from django import forms

from activities.choices import Requirement, Venue
from activities.forms.scheduling import AgendaForm, WhenForm
from activities.models import JointEvent, JointPart
from activities.models.joint import COMMON
from activities.reports.joint import branches_called, invitable, rows_to_choose
from branches.models import Organization
from partywork.common import clock
from partywork.common.forms import OfficeForm


class InvitationForm(OfficeForm):
    """Neighbours and branches below are ticked; others are named as in a letter: nobody browses the whole tree."""

    branches = forms.MultipleChoiceField(
        label="邀请哪些支部", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label="其他党组织的支部",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写支部代码或全称，一行一个。",
    )

    def __init__(
        self, *args: Any, organizer: Organization, asked: Collection[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(row.pk): row for row in invitable(organizer) if row.pk not in asked}
        choices = self.fields["branches"]
        assert isinstance(choices, forms.MultipleChoiceField)
        choices.choices = [(pk, row.name) for pk, row in self.known.items()]
        if not self.known:
            del self.fields["branches"]
        if not organizer.is_branch:
            del self.fields["others"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        found = [self.known[pk] for pk in values.get("branches", [])]
        named, unknown = branches_called(values.get("others", ""))
        if unknown:
            self.add_error("others", f"没有找到“{'”“'.join(unknown)}”，请写支部代码或全称。")
        values["chosen"] = [*found, *(row for row in named if row not in found)]
        if not values["chosen"] and not self.errors:
            self.add_error(None, "请至少选一个支部。")
        return values

    @property
    def chosen(self) -> list[Organization]:
        return list(self.cleaned_data["chosen"])


class CommonForm(WhenForm):
    """What a committee settles for all branches of the day it organizes."""

    theme = forms.CharField(label="主题", max_length=200)
    mode = forms.CharField(label="活动方式", max_length=40, required=False)
    requirement = forms.ChoiceField(
        label="主题类别", choices=Requirement.choices, widget=forms.RadioSelect, initial=Requirement.OPTIONAL
    )
    venue = forms.ChoiceField(
        label="形式", choices=Venue.choices, widget=forms.RadioSelect, initial=Venue.ON_SITE
    )
    place = forms.CharField(label="地点或平台", max_length=120, required=False)
    materials = forms.CharField(label="材料", max_length=200, required=False)
    wear_badge = forms.BooleanField(label="请大家佩戴党员徽章", required=False, initial=True)

    def common(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in COMMON}


class NewJointForm(CommonForm, InvitationForm):
    """A day for the branches below, with its first agenda."""

    agenda = AgendaForm.base_fields["agenda"]
    field_order = ("theme", "day", "start", "end", "end_day", "venue", "place", "agenda", "branches")

    def items(self) -> list[tuple[str, int | None, str]]:
        return AgendaForm.items(self)  # type: ignore[arg-type]


class JointChangeForm(CommonForm):
    reason = forms.CharField(
        label="改时间或地点的原因",
        max_length=200,
        required=False,
        help_text="已有支部确认的要写：会通知各支部和他们的党员。",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


def joint_initial(joint: JointEvent) -> dict[str, Any]:
    start, end = (moment.astimezone(clock.OFFICE) for moment in (joint.starts_at, joint.ends_at))
    return {
        **{name: getattr(joint, name) for name in COMMON},
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "end_day": end.date() if end.date() != start.date() else None,
        "revision": joint.revision,
    }


class AdoptionForm(OfficeForm):
    """The branch's own decision: on which day, by which minutes, for which line of its plan."""

    on = forms.DateField(label="支委会决定日期")
    note = forms.CharField(
        label="依据",
        max_length=120,
        required=False,
        help_text="如“第6号支委会记录”；不设支委会的写“支部党员大会”。",
    )
    row = forms.ChoiceField(label="对应年度计划的哪一行", required=False)

    def __init__(self, *args: Any, part: JointPart, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in rows_to_choose(part)}
        choices = self.fields["row"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = [*((pk, str(row)) for pk, row in self.rows.items()), ("", "不对应，另算一次")]
        if not self.rows:
            del self.fields["row"]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"on": data["on"], "note": data["note"], "row": self.rows.get(data.get("row", ""))}


class WhyForm(OfficeForm):
    """One line, read by the organizer."""

    reason = forms.CharField(label="原因", max_length=200, help_text="主办单位看得到。")


class CommonTextForm(OfficeForm):
    text = forms.CharField(
        label="共同文本",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="写大家一起做了什么，一行一件。各支部可以带入自己的纪实表，再补充本支部的内容。",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
