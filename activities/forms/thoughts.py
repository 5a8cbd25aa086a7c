"""F-41 in four boxes, of which one must be filled."""

from typing import Any

from django import forms

from activities.models import Activity, ThoughtAnalysis
from activities.services.thinking import FIELDS, Analysis
from partywork.common.forms import OfficeForm


def _box(label: str, hint: str, *, required: bool = False) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": "4"})
    return forms.CharField(label=label, max_length=2000, required=required, widget=box, help_text=hint)


class ThoughtForm(OfficeForm):
    since = forms.DateField(label="从哪天")
    until = forms.DateField(label="到哪天")
    overall = _box("总体情况", "几句就行。不写姓名，不写病情。", required=True)
    kinds = _box("分类", "如青年党员、离退休党员、流动党员各有什么想法。")
    problems = _box("突出问题", "大家反映最多的。")
    measures = _box("措施", "支部准备怎么办；要落实到人的，在会上议定。")
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def analysis(self) -> Analysis:
        return Analysis(**{name: self.cleaned_data[name] for name in FIELDS})


class OnAgendaForm(OfficeForm):
    meeting = forms.ModelChoiceField(Activity.objects.none(), label="列入哪次会", empty_label=None)

    def __init__(self, *args: Any, meetings: list[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Activity.objects.filter(pk__in=[each.pk for each in meetings]).order_by("starts_at")


def thought_initial(row: ThoughtAnalysis) -> dict[str, Any]:
    return {name: getattr(row, name) or "" for name in (*FIELDS, "revision")}
