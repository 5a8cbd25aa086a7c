"""Handing up, receipting, the committee's book, publishing: what is filled in."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from members.choices_dues import FundKind, FundPurpose
from members.forms.dues_fields import FenField, MonthField
from partywork.common import clock
from partywork.common.forms import OfficeForm


class RemittanceForm(OfficeForm):
    first = forms.DateField(widget=forms.HiddenInput)
    remitted = FenField(label="上缴数额（元）", what="上缴数额", help_text="实际交上去的数额。")
    handed_on = forms.DateField(label="上缴日期")
    difference_reason = forms.CharField(
        label="差额说明", max_length=200, required=False, help_text="和账上的合计不同时必须写。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].widget = forms.HiddenInput()
        self.fields["handed_on"].initial = clock.today()


class UpperReceiptForm(OfficeForm):
    number = forms.CharField(label="收据号", max_length=40)
    on = forms.DateField(label="收讫日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class FundForm(OfficeForm):
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label="类别",
        choices=[(k.value, k.label) for k in (FundKind.SPENT, FundKind.HANDED_UP, FundKind.GRANTED)],
    )
    amount = FenField(label="金额（元）", what="金额")
    on = forms.DateField(label="日期")
    what = forms.CharField(label="摘要", max_length=160)
    purpose = forms.ChoiceField(
        label="用途",
        choices=[("", "不是使用"), *FundPurpose.choices],
        required=False,
        help_text="党费只能用于这几项。",
    )
    decision = forms.CharField(
        label="集体决定",
        max_length=160,
        required=False,
        help_text="使用党费的必须写，如“2026年6月10日党委会”。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid4()
        self.fields["on"].initial = clock.today()


class DisclosureForm(OfficeForm):
    first = MonthField(label="从哪个月")
    last = MonthField(label="到哪个月", help_text="都要已经结账。")
    until = forms.DateField(label="公示到哪一天", help_text="从今天起算，3—30 天。")
    phone = forms.CharField(label="监督电话", max_length=40, required=False)


class ObjectionForm(OfficeForm):
    text = forms.CharField(label="异议", max_length=500, widget=forms.Textarea)


class AnswerForm(OfficeForm):
    text = forms.CharField(label="答复", max_length=500)


def year_of(today: date) -> tuple[date, date]:
    """From January to the month before this one; in January the year before."""
    if today.month == 1:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 1)
    return date(today.year, 1, 1), date(today.year, today.month - 1, 1)


class LedgerFileForm(OfficeForm):
    year = forms.IntegerField(label="哪一年", min_value=2008, max_value=2100)
    file = forms.FileField(
        label="台账文件",
        help_text=".xlsx、.xls 或 .csv；每人一行，有“姓名”和“1月”……“12月”各列，格里写实交的元数。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = clock.today().year - 1
