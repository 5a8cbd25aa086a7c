"""Whom the branch looks after, a visit on one page, what was promised, what was brought to the exempt."""

from typing import Any
from uuid import uuid4

from django import forms

from branches.models import Organization
from members.choices_care import OF_MEMBERS, CareKind, Occasion, Receipt, VisitForm, VisitSource
from members.forms.dues_fields import FenField
from members.models import CareVisit, Member
from members.services.visiting import Visit
from partywork.common import clock
from partywork.common.forms import OfficeForm


class CareForm(OfficeForm):
    kind = forms.ChoiceField(
        label="类别", choices=[(kind.value, kind.label) for kind in OF_MEMBERS], widget=forms.RadioSelect
    )
    since = forms.DateField(label="自哪天起")
    consent_on = forms.DateField(
        label="本人同意的日期",
        required=False,
        help_text="困难、患病、受灾要先告诉本人记什么、给谁看、做什么用，本人同意了再登记；年老不用。",
    )
    reason = forms.CharField(
        label="情况",
        max_length=300,
        required=False,
        widget=forms.Textarea,
        help_text="只写帮扶用得上的，不写病名。加密保存，每看一次都有记录。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today()


class EndCareForm(OfficeForm):
    until = forms.DateField(label="最后一天")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.today()


class CareVisitForm(OfficeForm):
    """F-29 on one page; filled in ahead: today, the secretary, who was asked for, the occasion that is near."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    member = forms.ModelChoiceField(
        label="看望谁", queryset=Member.objects.none(), required=False, empty_label="不是党员"
    )
    outsider = forms.CharField(
        label="不是党员的，写姓名", max_length=40, required=False, help_text="困难群众等；姓名加密保存。"
    )
    kind = forms.ChoiceField(label="对象类别", choices=CareKind.choices)
    visited_on = forms.DateField(label="时间")
    visitors = forms.CharField(label="走访人", max_length=120)
    form = forms.ChoiceField(label="形式", choices=VisitForm.choices)
    occasion = forms.ChoiceField(label="时机", choices=Occasion.choices)
    amount = FenField(label="金额（元）", what="金额", required=False)
    goods = forms.CharField(label="物品", max_length=120, required=False)
    source = forms.ChoiceField(label="来源", choices=VisitSource.choices)
    receipt = forms.ChoiceField(label="签收", choices=Receipt.choices)
    paper = forms.FileField(
        label="签收单", required=False, help_text="拍照或扫描，PDF、JPG、PNG；没有可不附。"
    )
    difficulties = forms.CharField(
        label="困难与诉求",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text="不写病名、证件号码。加密保存。",
    )
    settled = forms.CharField(label="落实", max_length=1000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Member.objects.in_branch_on(branch, clock.today()).by_name()
        was = self.initial.get("member")
        if was:
            field.queryset = (field.queryset | Member.objects.filter(pk=was)).distinct().by_name()
        self.fields["once"].initial = uuid4()
        self.fields["visited_on"].initial = clock.today()

    def visit(self) -> Visit:
        data = self.cleaned_data
        return Visit(
            visited_on=data["visited_on"],
            visitors=data["visitors"],
            form=data["form"],
            kind=data["kind"],
            member=data["member"],
            outsider=data["outsider"],
            occasion=data["occasion"],
            amount_fen=data["amount"],
            goods=data["goods"],
            source=data["source"],
            difficulties=data["difficulties"],
            settled=data["settled"],
            receipt=data["receipt"],
        )


def visit_initial(visit: CareVisit) -> dict[str, Any]:
    names = ("kind", "visited_on", "visitors", "form", "occasion", "goods", "source", "receipt", "revision")
    return {name: getattr(visit, name) for name in names} | {
        "once": visit.once,
        "member": visit.member_id,
        "outsider": visit.outsider or "",
        "amount": f"{visit.amount_fen // 100}.{visit.amount_fen % 100:02}" if visit.amount_fen else "",
        "difficulties": visit.difficulties or "",
        "settled": visit.settled or "",
    }


class CareHelpForm(OfficeForm):
    text = forms.CharField(label="要办的事", max_length=300)
    owner = forms.ModelChoiceField(label="由谁办", queryset=Member.objects.none(), empty_label="请选择")
    due = forms.DateField(label="办结期限")

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Member.objects.in_branch_on(branch, clock.today()).by_name()


class OutcomeForm(OfficeForm):
    outcome = forms.CharField(label="办得怎样", max_length=300)


class DeliveryForm(OfficeForm):
    once = forms.UUIDField(widget=forms.HiddenInput)
    delivered_on = forms.DateField(label="日期")
    brought = forms.CharField(label="送去的内容", max_length=160, help_text="如“6月学习材料、党员大会精神”。")
    minutes = forms.IntegerField(label="时长（分钟）", required=False, min_value=1, max_value=600)
    opinions = forms.CharField(
        label="听到的意见", max_length=500, required=False, widget=forms.Textarea, help_text="加密保存。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid4()
        self.fields["delivered_on"].initial = clock.today()
