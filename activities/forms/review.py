"""The committee's answer: accept with or without a word, or return with a reason and the part it is about."""

from typing import Any

from django import forms

from activities.reports.filing_findings import PARTS
from partywork.common.forms import OfficeForm


class AnswerForm(OfficeForm):
    part = forms.ChoiceField(
        label="意见落在哪一处", required=False, choices=[("", "整份"), *((part, part) for part in PARTS)]
    )
    answer = forms.CharField(
        label="意见",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="受理可以不写；退回要写明原因，支部据此修改。",
    )
    round_number = forms.IntegerField(widget=forms.HiddenInput)

    def remarks(self) -> list[tuple[str, str]]:
        part, answer = self.cleaned_data["part"], self.cleaned_data["answer"]
        return [(part, answer)] if part and answer.strip() else []

    def kwargs(self) -> dict[str, Any]:
        return {"answer": self.cleaned_data["answer"], "round_number": self.cleaned_data["round_number"]}
