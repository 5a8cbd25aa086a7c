"""Why a month was not held, and asking for another day."""

from django import forms

from partywork.common.forms import OfficeForm


class ExcuseForm(OfficeForm):
    reason = forms.CharField(
        label="没有开展的原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一两句话，如“防汛值守，全体党员在岗”。上级在总览上看到，台账里也写着。",
    )


class MoveRequestForm(OfficeForm):
    day = forms.DateField(label="想改到哪一天")
    reason = forms.CharField(
        label="改期的原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="上级据此答复。",
    )
