"""The forms of the annual plan."""

from typing import Any

from django import forms

from activities.models import PlannedActivity
from activities.plan_templates import TEMPLATES
from partywork.common.forms import OfficeForm, OfficeModelForm

MODES = ("专题学习研讨", "先锋模范行动", "红色教育行动", "红色基地教育", "党员志愿行动", "专项系列活动")
MONTHS = [(number, f"{number}月") for number in range(1, 13)]


class BeginForm(OfficeForm):
    """How to begin the year: empty, from last year, or from a template."""

    start = forms.ChoiceField(label="从哪里开始", widget=forms.RadioSelect)

    def __init__(self, *args: Any, has_last_year: bool, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("empty", "空白，逐月填写"), ("document", "从文件或文字导入")]
        if has_last_year:
            choices.insert(0, ("last", f"带入 {year - 1} 年的计划"))
        choices += [(key, f"模板：{template.name}") for key, template in TEMPLATES.items()]
        field = self.fields["start"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.initial = choices[0][0]


class RowForm(OfficeModelForm):
    reason = forms.CharField(
        label="调整的原因",
        max_length=200,
        required=False,
        help_text="计划已备案：原来的一行会保留，和原因一起报上级。",
    )

    class Meta:
        model = PlannedActivity
        fields = [
            "month",
            "content",
            "mode",
            "kind",
            "start",
            "end",
            "requirement",
            "theme",
            "direction",
            "responsible",
            "participants",
            "place",
            "budget",
            "remark",
        ]
        widgets = {
            "mode": forms.TextInput(attrs={"list": "modes"}),
            "content": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, themes: Any, with_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"] = forms.TypedChoiceField(label="月份", choices=MONTHS, coerce=int)
        self.fields["month"].widget.attrs["class"] = "input"
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]
        self.fields["theme"].label = "对应的上级主题"
        self.fields["theme"].empty_label = "不对应"  # type: ignore[attr-defined]
        self.order_fields(["month", "content"])
        if not with_reason:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """The table's own check would speak without naming a field."""
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start and end and end < start:
            self.add_error("end", "结束日期不能早于开始日期。")
        return data

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class HeadForm(OfficeForm):
    discussed_on = forms.DateField(label="支委会讨论日期", required=False)
    note = forms.CharField(label="计划说明", widget=forms.Textarea, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class SubmitForm(OfficeForm):
    note = forms.CharField(label="报送说明", max_length=200, required=False)


class SourceForm(OfficeForm):
    """A document or pasted text; one of the two is enough."""

    file = forms.FileField(
        label="计划文件",
        required=False,
        help_text="Word（.docx）、Excel（.xlsx）、.csv 或纯文本，10 MB 以内。带密级的文件不要上传。",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.xls,.csv,.txt,.md"}),
    )
    text = forms.CharField(
        label="或把文字贴在这里",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="从 Word、网页、聊天里复制都可以，不用先整理。",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not (data.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError("请选一个文件，或贴一段文字。")
        return data
