"""Forms about one member: data, group, leaving, transfer, exemption."""

from dataclasses import replace
from typing import Any

from django import forms

from branches.forms.organization_field import OrganizationField
from branches.models import Organization, PartyGroup
from members.choices import SUSPENDED_IN_FULL, ExemptionReason, Sex
from members.models import Member
from members.services.enrolling import MemberFacts
from partywork.common import clock
from partywork.common.forms import OfficeForm


class MemberForm(OfficeForm):
    name = forms.CharField(label="姓名", max_length=60)
    sex = forms.ChoiceField(label="性别", choices=Sex.choices, widget=forms.RadioSelect)
    joined_on = forms.DateField(label="入党日期", help_text="支部大会通过接收为预备党员的日期。")
    full_on = forms.DateField(label="转正日期", required=False, help_text="预备党员不填。")
    phone = forms.CharField(label="手机", max_length=20, required=False, help_text="有手机号的可以用它登录。")

    def facts(self) -> MemberFacts:
        data = self.cleaned_data
        return MemberFacts(
            name=data["name"],
            sex=data["sex"],
            joined_on=data["joined_on"],
            full_on=data["full_on"],
            phone=data["phone"] or None,
        )


class NewcomerForm(MemberForm):
    """Whoever is new here may be known elsewhere: the number tells, where the branch has it (E-13)."""

    id_number = forms.CharField(
        label="公民身份号码",
        max_length=24,
        required=False,
        help_text="可以不填；填了能查出是否已在别的党支部。",
    )

    def facts(self) -> MemberFacts:
        return replace(super().facts(), id_number=self.cleaned_data["id_number"].strip())


class NewMemberForm(NewcomerForm):
    since = forms.DateField(
        label="编入本支部的日期", help_text="从这一天起计入应到人数；上级还没有批准的先不编入。"
    )
    group = forms.ModelChoiceField(label="党小组", queryset=PartyGroup.objects.none(), required=False)
    another_person = forms.BooleanField(
        label="确实是另一名同名的党员", required=False, help_text="只在提示重复、核实过以后才勾选。"
    )

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_groups(self.fields["group"], branch)
        self.fields["since"].initial = clock.today()


class GroupForm(OfficeForm):
    group = forms.ModelChoiceField(
        label="党小组", queryset=PartyGroup.objects.none(), required=False, empty_label="不编入小组"
    )
    day = forms.DateField(label="自哪天起")

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_groups(self.fields["group"], branch)
        self.fields["day"].initial = clock.today()


class LeaveBranchForm(OfficeForm):
    """去世. Whoever goes elsewhere goes with a letter; out of the Party only by a decision (MEM-20)."""

    day = forms.DateField(label="去世日期", help_text="从这一天起不再计入本支部。")
    reason = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()


class TransferForm(OfficeForm):
    to = OrganizationField(label="转到", empty_label="请选择")
    day = forms.DateField(label="接收日期", help_text="从这一天起计入新支部，前一天还算在原支部。")
    reason = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, branches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, OrganizationField)
        field.offer(branches)
        self.fields["day"].initial = clock.today()


class ExemptionForm(OfficeForm):
    reason = forms.ChoiceField(
        label="原因", choices=ExemptionReason.choices, help_text="只选类别，不写病情。"
    )
    since = forms.DateField(label="自", help_text="当天起免予到会。")
    until = forms.DateField(label="至", help_text="当天仍免予到会；一次最长期限由上级规定，到期可以续办。")
    contact = forms.ModelChoiceField(
        label="联系人",
        queryset=Member.objects.none(),
        empty_label="请选择",
        required=False,
        help_text="负责送学上门、听取意见的党员。",
    )

    def __init__(
        self, *args: Any, branch: Organization, member: Member, secretary: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = _reasons(secretary=secretary)  # type: ignore[attr-defined]
        field = self.fields["contact"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Member.objects.in_branch_on(branch, clock.today()).exclude(pk=member.pk).by_name()
        self.fields["since"].initial = clock.today()


def _reasons(*, secretary: bool) -> list[tuple[str, str]]:
    """A decision that keeps somebody away is the secretary's to name, and called by its name to him alone (E-52)."""
    suspended = ExemptionReason.SUSPENDED
    plain = [(str(value), str(label)) for value, label in ExemptionReason.choices if value != suspended]
    return [*plain, (str(suspended), f"{SUSPENDED_IN_FULL}（只有书记看得到）")] if secretary else plain


class EndExemptionForm(OfficeForm):
    last_day = forms.DateField(label="最后一天", help_text="从第二天起照常应到。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = clock.today()


def _offer_groups(field: forms.Field, branch: Organization) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = PartyGroup.objects.filter(branch=branch, dissolved_on=None)
    field.empty_label = "不编入小组"
