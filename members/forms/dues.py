"""What the keeper of the dues fills in: counting a month, a payment, an assessment, a relief, a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from members.choices_dues import DelayReason, DuesKind, PayMethod, ReliefApprover
from members.forms.dues_fields import FenField, MonthField, YuanField
from members.rules.dues_months import later, month_of
from members.services.dues_assessing import RELIEF_MONTHS, Facts
from members.services.dues_collecting import CREDIT, EXTRA, Payment
from partywork.common import clock
from partywork.common.forms import OfficeForm


class _Once(OfficeForm):
    """A form whose second click does nothing: it carries a number of its own."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid4()


class CountForm(_Once):
    """The end of a month: how the money came, and how much of it is there."""

    method = forms.ChoiceField(
        label="勾选的人怎样交的", choices=PayMethod.choices, initial=PayMethod.CASH, widget=forms.RadioSelect
    )
    counted = FenField(
        label="实点合计（元）",
        what="实点合计",
        may_be_negative=True,
        help_text="把现金点一遍、把到账的加起来，连同本月另外登记的。对得上才能结账；一分钱没有收到填 0。",
    )

    def __init__(self, *args: Any, closing: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counted"].required = closing


class PaymentForm(_Once):
    """One member's payment: which months, how much, by whom."""

    months = forms.TypedMultipleChoiceField(
        label="交哪几个月",
        coerce=date.fromisoformat,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="按整月交。",
    )
    paid = FenField(label="实收（元）", what="实收", required=False, help_text="刚好交足的不用填。")
    surplus = forms.ChoiceField(
        label="多出来的钱",
        choices=[("", "没有多"), (EXTRA, "自愿多交"), (CREDIT, "留作以后月份")],
        required=False,
        help_text="一次自愿多交 1000 元及以上的，全部转交中央组织部，不计入支部合计。",
    )
    method = forms.ChoiceField(label="方式", choices=PayMethod.choices, widget=forms.RadioSelect)
    on = forms.DateField(label="交纳日期")
    paid_by = forms.CharField(
        label="代交人", max_length=60, required=False, help_text="由亲属或其他党员代交的，写姓名和关系。"
    )
    reason = forms.CharField(
        label="补交原因", max_length=120, required=False, help_text="补交以前月份的必须写，如“出差”。"
    )
    superior_view = forms.CharField(
        label="上级党组织的意见", max_length=160, required=False, help_text="补交超过 6 个月的必须写。"
    )

    def __init__(self, *args: Any, months: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["months"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = list(months)
        field.error_messages["invalid_choice"] = "请从列出的月份里选；没有列出的月份在本支部没有应交的党费。"
        self.fields["method"].initial = PayMethod.CASH
        self.fields["on"].initial = clock.today()

    def payment(self, member: Any) -> Payment:
        data = self.cleaned_data
        return Payment(
            member=member,
            months=tuple(data["months"]),
            paid_fen=data["paid"],
            surplus=data["surplus"],
            paid_by=data["paid_by"],
            reason=data["reason"],
            superior_view=data["superior_view"],
            method=data["method"],
            on=data["on"],
        )


class HostForm(_Once):
    """Paid where the member is staying (E-67)."""

    months = forms.TypedMultipleChoiceField(
        label="哪几个月", coerce=date.fromisoformat, widget=forms.CheckboxSelectMultiple
    )
    host = forms.CharField(label="在哪个党组织交的", max_length=120)
    on = forms.DateField(label="交纳日期")
    proof = forms.FileField(
        label="凭证", help_text="收据的照片或 PDF。这几个月记为“已在流入地交纳”，不计入本支部上缴。"
    )

    def __init__(self, *args: Any, months: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["months"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = list(months)
        self.fields["on"].initial = clock.today()


class AssessmentForm(OfficeForm):
    """What a member owes from a month on. The base is a total only; worksheets are not kept (PI-03)."""

    kind = forms.ChoiceField(label="人员类型", choices=DuesKind.choices)
    base = YuanField(
        label="计算基数（元/月）",
        what="计算基数",
        required=False,
        help_text="只填合计。不含个人所得税、五险一金、年金和住房、交通、通讯、误餐、加班、取暖等补贴。农民、学生、失业人员不填。",
    )
    agreed = YuanField(
        label="商定数额（元/月）",
        what="商定数额",
        required=False,
        help_text="只有两种人填：农民党员 0.20—1.00 元；分不清基本部分和补贴、按原数额交纳的离退休党员。",
    )
    since = MonthField(label="从哪个月起", help_text="年度核定填核定的月份；人员类型变化填新收入的第一个月。")
    reason = forms.CharField(label="依据或变更原因", max_length=200, required=False)
    looked_at = forms.BooleanField(label="计算基数和上次相差很大，已经核对", required=False)

    def facts(self) -> Facts:
        data = self.cleaned_data
        return Facts(
            kind=data["kind"],
            since=data["since"],
            base=data["base"],
            agreed=data["agreed"],
            reason=data["reason"],
            looked_at=data["looked_at"],
        )


class ReliefForm(OfficeForm):
    """Less or nothing, because it was approved (DU-08)."""

    monthly = YuanField(label="减免后每月（元）", what="减免后的数额", help_text="免交填 0。")
    since = MonthField(label="从哪个月起", help_text="不早于批准的月份。")
    until = MonthField(label="到哪个月", help_text="含这个月，一次最长一年。")
    approver = forms.ChoiceField(label="批准", choices=ReliefApprover.choices)
    approved_on = forms.DateField(label="批准日期")
    paper = forms.CharField(label="批准文件或会议", max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        month = month_of(clock.today())
        self.fields["since"].initial = month
        self.fields["until"].initial = later(month, RELIEF_MONTHS - 1)


class DelayForm(OfficeForm):
    """A known reason for being behind; only the class of it."""

    reason = forms.ChoiceField(label="原因", choices=DelayReason.choices, help_text="只选类别，不写病情。")
    since = MonthField(label="从哪个月")
    until = MonthField(label="到哪个月", help_text="含这个月。这几个月不计入连续未交。")


class ReversalForm(OfficeForm):
    reason = forms.CharField(label="冲销原因", max_length=200, help_text="原收据不改，另开一张红字收据。")
