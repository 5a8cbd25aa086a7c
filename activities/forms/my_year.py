"""A word against the own sheet, and the answer to it (N39)."""

from django import forms

from partywork.common.forms import OfficeForm


class YearObjectionForm(OfficeForm):
    text = forms.CharField(
        label="哪里不对", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="写一句就行。"
    )


class YearAnswerForm(OfficeForm):
    outcome = forms.ChoiceField(
        label="结果",
        choices=[("upheld", "有道理，已经更正"), ("dismissed", "维持原记录")],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
