"""The six things the secretary writes on the record sheet (N07), and the merging of two people's texts (E-82)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from activities.models import RecordSheet
from activities.models.record import WRITTEN
from partywork.common.forms import OfficeForm

HINTS = {
    "content": "按议程写做了什么。已带入议程，可以改。",
    "discussion": "谁提了什么，有没有不同意见；没有讨论就写“无”。",
    "consensus": "一两句即可；没有就写“无”。",
    "actions": "一行一件：做什么，谁负责，什么时候前。没有就写“本次没有议定事项”。",
    "shortcomings": "没有可以空着。",
    "reply": "对大家在测评里提的意见，您打算怎么办。没有可以空着。",
}
LABELS = {name: str(RecordSheet._meta.get_field(name).verbose_name) for name in WRITTEN}  # type: ignore[union-attr]
REQUIRED = ("content", "discussion", "consensus", "actions")


class RecordForm(OfficeForm):
    """`revision` and the hidden `base_…` say what the writer started from, so that only what he changed himself
    is saved, and two people who write in different places never get in each other's way.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: RecordSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.required_parts = set(REQUIRED)
        for name in WRITTEN:
            box = forms.Textarea(attrs={"rows": 3, "class": "input"})
            self.fields[name] = forms.CharField(
                label=LABELS[name], required=False, widget=box, help_text=HINTS[name]
            )
            self.fields[f"base_{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def parts(self) -> Iterator[tuple[int, BoundField, bool, bool]]:
        """Number, box, whether it is written, whether it must be."""
        for number, name in enumerate(WRITTEN, 1):
            box = self[name]
            yield number, box, bool(str(box.value() or "").strip()), name in self.required_parts

    def ask_for_improvement(self, why: str) -> None:
        """The result stands under the line: the shortcomings must be written, and the box says why (EV-10)."""
        self.required_parts.add("shortcomings")
        self.fields["shortcomings"].help_text = f"{why}，必须写明存在的不足和怎么改进。"

    def written(self) -> dict[str, str]:
        return {name: _plain(self.cleaned_data[name]) for name in WRITTEN}

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

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        for name in names:
            box = forms.Textarea(attrs={"rows": 6, "class": "input"})
            self.fields[name] = forms.CharField(label=LABELS[name], required=False, widget=box)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
