"""The rating at the desk: answer and improvements, codes for guests, totals of paper; and a code typed by hand."""

from typing import Any

from django import forms
from django.forms import BoundField

from activities.choices import GUEST_GROUPS, RATER_GROUPS, Criterion, Grade
from partywork.common.forms import OfficeForm


class ReplyForm(OfficeForm):
    sentence = forms.CharField(
        label="一句话回应",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="大家提的，打算怎么改。党员在下一次预告和这次活动的页面上看到。",
    )


class ImproveForm(OfficeForm):
    text = forms.CharField(
        label="存在不足和怎么改进",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一次写一件。以后的纪实表会带上它，直到写明改了什么。",
    )


class CodesForm(OfficeForm):
    """`known` is how many codes the page had counted: a second click finds another number and makes none."""

    group = forms.ChoiceField(label="测评人类别", choices=[(g.value, g.label) for g in GUEST_GROUPS])
    number = forms.IntegerField(label="几张", min_value=1, max_value=50)
    known = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PaperForm(OfficeForm):
    """The totals of one group's envelope: how many went out, came back, and were ticked where (E-31)."""

    group = forms.ChoiceField(label="测评人类别", choices=[(g.value, g.label) for g in RATER_GROUPS])
    issued = forms.IntegerField(label="发出几份", min_value=1, max_value=500)
    collected = forms.IntegerField(label="收回几份", min_value=0, max_value=500)
    remarks = forms.CharField(
        label="纸票上的意见",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一行一条，可以不登。认得出是谁的话，请换个说法。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in Criterion:
            for grade in Grade:
                box = forms.NumberInput(
                    attrs={"class": "input input-short", "min": 0, "inputmode": "numeric"}
                )
                self.fields[f"{criterion}_{grade}"] = forms.IntegerField(
                    label=f"{criterion.label}：{grade.label}",
                    min_value=0,
                    max_value=500,
                    required=False,
                    widget=box,
                )

    @property
    def grid(self) -> list[tuple[str, list[BoundField], list[str]]]:
        """Criterion, its three boxes, and what is wrong with it."""
        return [
            (
                str(criterion.label),
                [self[f"{criterion}_{grade}"] for grade in Grade],
                [str(e) for grade in Grade for e in self[f"{criterion}_{grade}"].errors],
            )
            for criterion in Criterion
        ]

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        return {
            criterion.value: {grade.value: self.cleaned_data[f"{criterion}_{grade}"] or 0 for grade in Grade}
            for criterion in Criterion
        }


class TypedCodeForm(OfficeForm):
    code = forms.CharField(
        label="条上的八位码",
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text="字母和数字，不分大小写。",
    )
