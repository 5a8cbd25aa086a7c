"""The committee's answer: accept with or without a word, or return with a reason and the parts it is about (C06)."""

from typing import Any

from django import forms

from activities.choices import RemarkKind
from activities.reports.filing_findings import CANNED, PARTS
from partywork.common.forms import OfficeForm, dress

MORE = (2, 3)
PART_CHOICES = [("", "整份"), *((part, part) for part in PARTS)]
Remark = tuple[str, str, str]


class AnswerForm(OfficeForm):
    part = forms.ChoiceField(label="意见落在哪一处", required=False, choices=PART_CHOICES)
    kind = forms.ChoiceField(
        label="意见的性质", required=False, choices=RemarkKind.choices, initial=RemarkKind.FIX
    )
    answer = forms.CharField(
        label="意见",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="受理可以不写；退回要写明原因，支部据此修改。",
    )
    round_number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in MORE:
            self.fields[f"part_{number}"] = forms.ChoiceField(
                label="哪一处", required=False, choices=PART_CHOICES
            )
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label="意见的性质", required=False, choices=RemarkKind.choices, initial=RemarkKind.FIX
            )
            self.fields[f"text_{number}"] = forms.CharField(label="意见", required=False, max_length=300)
        dress(self)

    @property
    def more(self) -> list[tuple[forms.BoundField, ...]]:
        """The boxes of the further remarks, a row each."""
        return [tuple(self[f"{name}_{number}"] for name in ("part", "kind", "text")) for number in MORE]

    @property
    def has_more(self) -> bool:
        return any(self[f"text_{number}"].value() for number in MORE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in MORE:
            if data.get(f"text_{number}", "").strip() and not data.get(f"part_{number}"):
                self.add_error(f"part_{number}", "请选意见落在哪一处。")
        return data

    def remarks(self) -> list[Remark]:
        """The answer stands on its part too; then the further ones."""
        data = self.cleaned_data
        rows = [(data["part"], data["kind"], data["answer"])]
        rows += [(data[f"part_{n}"], data[f"kind_{n}"], data[f"text_{n}"]) for n in MORE]
        return [(part, text, kind or RemarkKind.FIX) for part, kind, text in rows if part and text.strip()]

    def kwargs(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "answer": data["answer"],
            "round_number": data["round_number"],
            "remarks": self.remarks(),
        }


def worded(data: Any, number: int) -> AnswerForm:
    """The form as it was typed, with one of the usual reasons added; nothing is sent yet."""
    canned = CANNED[number]
    typed = data.copy()
    before = typed.get("answer", "").strip()
    if canned.text not in before:
        typed["answer"] = f"{before}\n{canned.text}".strip()
    typed["part"], typed["kind"] = canned.part, canned.kind
    initial = {name: typed.get(name, "") for name in AnswerForm().fields}
    return AnswerForm(initial=initial)
