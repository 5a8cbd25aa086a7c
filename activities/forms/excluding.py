"""Who may be left out of those expected: the reason, and the superior's document with its scan (MT-19)."""

from typing import Any

from django import forms

from activities.choices_votes import ExclusionReason
from activities.models import Activity
from members.models import Member
from members.reports.roster import on_roster
from partywork.common.forms import OfficeForm
from partywork.common.scan_field import ScanField, named


class ExclusionForm(OfficeForm):
    """MT-19: who, why, and the superior's document; the meeting's approval is a step of its own."""

    member = forms.ModelChoiceField(Member.objects.none(), label="谁", empty_label="请选")
    reason = forms.ChoiceField(label="原因", choices=[("", "请选"), *ExclusionReason.choices])
    consent = forms.CharField(
        label="上级同意的文件", max_length=120, required=False, help_text="文号或名称；还没有的可以先空着。"
    )
    consent_on = forms.DateField(label="文件日期", required=False)
    file = ScanField(label="文件扫描件", required=False)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = on_roster(activity.branch_id, activity.day).by_name()

    @property
    def values(self) -> dict[str, Any]:
        typed = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return {**typed, "scan": named(self.cleaned_data["file"])}
