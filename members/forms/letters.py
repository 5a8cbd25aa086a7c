"""Forms about letters of introduction: issuing, accepting, coming from outside, taking back, correcting."""

from typing import Any

from django import forms

from branches.models import Organization, PartyGroup
from members.choices_letters import Way
from members.forms.dues_fields import MonthField
from members.forms.member import NewcomerForm
from members.services.letters import NewLetter
from members.services.letters_inward import OutsideLetter
from partywork.common import clock
from partywork.common.forms import OfficeForm


class LetterForm(OfficeForm):
    """One box for where to: a branch of ours by its name or code, or another organization in words."""

    to = forms.CharField(
        label="转到哪个党组织",
        max_length=120,
        help_text="系统内的写党支部全称、简称或代码；系统外的照对方名称写。",
        widget=forms.TextInput(attrs={"list": "targets", "autocomplete": "off"}),
    )
    way = forms.ChoiceField(
        label="方式", choices=Way.choices, initial=Way.IN_SYSTEM, widget=forms.RadioSelect
    )
    issued_on = forms.DateField(label="开具日期")
    days = forms.IntegerField(label="有效期（天）", min_value=1, required=False)
    paid_until = MonthField(label="党费交至", required=False, help_text="按党费台账带出，请核对。")
    remark = forms.CharField(label="备注", max_length=200, required=False)

    def new(self) -> NewLetter:
        data = self.cleaned_data
        found = branch_called(data["to"])
        return NewLetter(
            to=found,
            to_name="" if found else data["to"],
            way=data["way"],
            issued_on=data["issued_on"],
            days=data["days"],
            paid_until=data["paid_until"],
            remark=data["remark"],
        )


def branch_called(typed: str) -> Organization | None:
    """The one active branch of that full name, short name or code; None when there is none or more than one."""
    branches = Organization.objects.branches().active_on(clock.today())
    for field in ("code", "name", "short_name"):
        found = list(branches.filter(**{field: typed.strip()})[:2])
        if len(found) == 1:
            only: Organization = found[0]
            return only
    return None


class AcceptForm(OfficeForm):
    """Two things to look at, one click: the day and the group. The word is asked for only when it is late."""

    day = forms.DateField(label="接收日期", help_text="从这一天起计入本支部，前一天还算在原支部。")
    group = forms.ModelChoiceField(
        label="党小组", queryset=PartyGroup.objects.none(), required=False, empty_label="不编入小组"
    )
    late_word = forms.CharField(
        label="过期接收的说明",
        max_length=200,
        required=False,
        help_text="介绍信已过期，请写明为什么仍接收。",
    )

    def __init__(self, *args: Any, branch: Organization | None, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()
        group = self.fields["group"]
        assert isinstance(group, forms.ModelChoiceField)
        if branch is None:
            del self.fields["group"]
            self.fields["day"].help_text = "回执上写的接收日期；从这一天起不再计入本支部。"
        else:
            group.queryset = PartyGroup.objects.filter(branch=branch, dissolved_on=None)
        if not late:
            self.fields["late_word"].widget = forms.HiddenInput()


class OutsideForm(NewcomerForm):
    """A new member with the letter that he brings."""

    source = forms.CharField(label="从哪个党组织转来", max_length=120, help_text="照介绍信写。")
    number = forms.CharField(label="介绍信编号", max_length=40, required=False)
    issued_on = forms.DateField(label="开具日期")
    days = forms.IntegerField(label="有效期（天）", min_value=1, max_value=180, required=False)
    paid_until = MonthField(label="党费交至", required=False)
    since = forms.DateField(label="报到日期", help_text="从这一天起计入本支部。")
    group = forms.ModelChoiceField(
        label="党小组", queryset=PartyGroup.objects.none(), required=False, empty_label="不编入小组"
    )
    late_word = forms.CharField(
        label="过期接收的说明", max_length=200, required=False, help_text="介绍信没有过期的不填。"
    )
    remark = forms.CharField(label="备注", max_length=200, required=False)
    another_person = forms.BooleanField(
        label="确实是另一名同名的党员", required=False, help_text="只在提示重复、核实过以后才勾选。"
    )

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today()
        group = self.fields["group"]
        assert isinstance(group, forms.ModelChoiceField)
        group.queryset = PartyGroup.objects.filter(branch=branch, dissolved_on=None)

    def brought(self) -> OutsideLetter:
        data = self.cleaned_data
        names = ("source", "number", "issued_on", "days", "paid_until", "late_word", "remark")
        return OutsideLetter(**{name: data[name] for name in names})


class ReasonForm(OfficeForm):
    reason = forms.CharField(label="原因", max_length=200)


class CorrectDayForm(OfficeForm):
    day = forms.DateField(label="实际接收日期")
    reason = forms.CharField(label="更正的理由", max_length=200)
