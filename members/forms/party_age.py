"""What somebody read in the file, and what was done about the medal for fifty years."""

from typing import Any

from django import forms

from members.services.confirming_party_age import MOST_MONTHS_LONGER, FileDates
from partywork.common import clock
from partywork.common.forms import OfficeForm


class PartyAgeForm(OfficeForm):
    """The dates of the file first; the two dates of the Party only where the paper says otherwise than the rule."""

    meeting = forms.DateField(
        label="支部大会通过日期",
        required=False,
        help_text="入党志愿书“支部大会通过接收申请人为预备党员的决议”一栏。",
    )
    approved = forms.DateField(
        label="上级批准日期", required=False, help_text="入党志愿书“上级党组织审批意见”一栏。"
    )
    extended_months = forms.IntegerField(
        label="预备期延长（月）",
        required=False,
        min_value=0,
        max_value=MOST_MONTHS_LONGER,
        help_text="没有延长过不填。",
    )
    page = forms.CharField(label="依据", max_length=60, help_text="哪份材料第几页，如“入党志愿书第8页”。")
    joined_on = forms.DateField(
        label="入党日期（与上面算的不同才填）", required=False, help_text="一般不填，按当时的规定计算。"
    )
    counts_from = forms.DateField(
        label="党龄起算（与上面算的不同才填）", required=False, help_text="一般不填，按当时的规定计算。"
    )
    note = forms.CharField(
        label="不同的依据",
        max_length=200,
        required=False,
        help_text="填了上面两项才写：按什么材料，如“组织部2003年复查结论”。",
    )

    def read(self) -> FileDates:
        data = self.cleaned_data
        return FileDates(
            page=data["page"],
            meeting=data["meeting"],
            approved=data["approved"],
            extended_months=data["extended_months"] or 0,
            joined_on=data["joined_on"],
            counts_from=data["counts_from"],
            note=data["note"],
        )


class MedalForm(OfficeForm):
    year = forms.IntegerField(widget=forms.HiddenInput, min_value=2021, max_value=2100)
    on = forms.DateField(label="颁发日期")
    vouched = forms.BooleanField(
        label="支部确认一贯表现良好", required=False, help_text="由支部讨论后确认，系统不作判断。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class PutOffForm(OfficeForm):
    year = forms.IntegerField(widget=forms.HiddenInput, min_value=2021, max_value=2100)
    why = forms.CharField(label="暂缓的原因", max_length=200)
