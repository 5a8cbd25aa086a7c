"""What is written for a best case: why it is worth reading, and the keeper's word."""

from django import forms

from partywork.common.forms import OfficeForm


class PracticeForm(OfficeForm):
    practice = forms.CharField(
        label="经验做法",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="好在哪里，别的支部怎么学。不写个人姓名；收入后同一上级下的支部都能看到这一段和主要内容。",
    )


class DecisionForm(OfficeForm):
    note = forms.CharField(
        label="意见", required=False, max_length=200, help_text="不收入时要写，支部看得到。"
    )
