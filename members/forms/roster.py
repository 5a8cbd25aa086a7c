"""Forms about roster files: in, out, and how another office lays them out (A01, ST-06, PI-13)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from members.importing.columns import NOT_READ
from members.importing.items import LABELS
from members.reports.roster_layouts import OUT_ONLY
from partywork.common import clock
from partywork.common.forms import OfficeForm, dress

FILE_HINT = ".xlsx、.xls 或 .csv，10 MB 以内；表头要有姓名、性别、入党时间。"
Choices = Iterable[tuple[str, str]]


class RosterFileForm(OfficeForm):
    """The file; and by which layout it is read where one was kept."""

    file = forms.FileField(label="名册文件", help_text=FILE_HINT)
    mapping = forms.ChoiceField(
        label="表格样式", required=False, help_text="表头和常见的叫法不同时，选事先存好的样式。"
    )

    def __init__(self, *args: Any, mappings: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "按表头自动认"), *mappings]
        field = self.fields["mapping"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if len(choices) == 1:
            del self.fields["mapping"]


class ApplyRosterForm(OfficeForm):
    """The day for the new, and the day for those who left; which lines is said by their boxes."""

    reading = forms.CharField(widget=forms.HiddenInput)
    since = forms.DateField(label="新增的党员自哪天起编入")
    leave_day = forms.DateField(label="转出的自哪天起不再计入", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = self.fields["leave_day"].initial = clock.today()


class RosterExportForm(OfficeForm):
    """What for, in which columns, and whether numbers and addresses are needed in full."""

    layout = forms.ChoiceField(label="表格样式", required=False)
    full = forms.BooleanField(
        label="身份证号、电话、住址写完整",
        required=False,
        help_text="不勾选就只写一部分。确实要用完整号码的才勾选。",
    )
    reason = forms.CharField(
        label="用途", min_length=4, max_length=100, help_text="会写在导出的表上，并留下记录；表里的人看得到。"
    )

    def __init__(self, *args: Any, layouts: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["layout"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(layouts)


class MappingFileForm(OfficeForm):
    """An empty form or a list of the other office: only its headings are read."""

    file = forms.FileField(label="一张这样的表格", help_text="只读表头，里面的人不读也不保存。")


class MappingForm(OfficeForm):
    """A name, and for each heading of the file which item stands below it."""

    name = forms.CharField(label="这种表格叫什么", max_length=60, help_text="如“市委组织部年报表”。")

    def __init__(self, *args: Any, headings: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        choices = [
            (NOT_READ, "不读，导出时留空"),
            ("导入、导出都用", list(LABELS.items())),
            ("只在导出时填", list(OUT_ONLY.items())),
        ]
        for number, (heading, item) in enumerate(headings):
            self.fields[f"item-{number}"] = forms.ChoiceField(label=heading, choices=choices, initial=item)
        dress(self)

    def columns(self) -> list[tuple[str, str]]:
        """Heading and item, in the order of the file."""
        return [
            (heading, self.cleaned_data[f"item-{number}"])
            for number, (heading, _) in enumerate(self.headings)
        ]
