"""What is typed into a record, six boxes at most (N07, MT-11), and the merging of two people's texts (E-82)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from activities.models import RecordSheet
from activities.models.record import WRITTEN
from activities.rules.minutes_parts import TypedPart, parts_of
from partywork.common.forms import OfficeForm


class RecordForm(OfficeForm):
    """`revision` and the hidden `base_…` say what the writer started from, so that only what he changed himself
    is saved, and two people who write in different places never get in each other's way.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: RecordSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.typed = typed_parts(record)
        self.required_parts = {part.name for part in self.typed if part.required}
        for part in self.typed:
            box = forms.Textarea(attrs={"rows": 3, "class": "input"})
            self.fields[part.name] = forms.CharField(
                label=part.label, required=False, widget=box, help_text=part.hint
            )
            self.fields[f"base_{part.name}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def parts(self) -> Iterator[tuple[int, BoundField, bool, bool]]:
        """Number, box, whether it is written, whether it must be."""
        for number, part in enumerate(self.typed, 1):
            box = self[part.name]
            yield number, box, bool(str(box.value() or "").strip()), part.name in self.required_parts

    def ask_for_improvement(self, why: str) -> None:
        """The result stands under the line: the shortcomings must be written, and the box says why (EV-10)."""
        self.required_parts.add("shortcomings")
        self.fields["shortcomings"].help_text = f"{why}，必须写明存在的不足和怎么改进。"

    def written(self) -> dict[str, str]:
        return {part.name: _plain(self.cleaned_data[part.name]) for part in self.typed}

    def changed_by_writer(self) -> dict[str, str]:
        """What differs from the text the writer was shown."""
        return {
            name: text
            for name, text in self.written().items()
            if text != _plain(self.cleaned_data[f"base_{name}"])
        }

    def collisions(self, current: Mapping[str, str]) -> list[str]:
        """The parts both have changed, differently."""
        return [
            name
            for name, text in self.changed_by_writer().items()
            if current[name] not in (text, _plain(self.cleaned_data[f"base_{name}"]))
        ]


def record_initial(record: RecordSheet) -> dict[str, Any]:
    texts = {name: getattr(record, name) for name in WRITTEN}
    return {"revision": record.revision, **texts, **{f"base_{name}": text for name, text in texts.items()}}


class MergeForm(OfficeForm):
    """Each part both have written: what stands there now is shown, and one box holds what shall stand there."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: RecordSheet, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        labels = {part.name: part.label for part in typed_parts(record)}
        for name in names:
            box = forms.Textarea(attrs={"rows": 6, "class": "input"})
            self.fields[name] = forms.CharField(label=labels[name], required=False, widget=box)


def typed_parts(record: RecordSheet) -> tuple[TypedPart, ...]:
    """The boxes of this record, by the form of its kind."""
    return parts_of(record.activity.sort.form)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
