"""Which tables are wanted, and why they are frozen once more."""

from django import forms

from partywork.common.forms import OfficeForm


class FreezingForm(OfficeForm):
    day = forms.DateField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="重新定稿的原因",
        max_length=200,
        required=False,
        help_text="已经定过稿的才需要写；原来的一版保留。",
    )
