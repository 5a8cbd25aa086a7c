"""One theme of the committee's catalogue."""

from django import forms

from activities.choices import Requirement
from partywork.common.forms import OfficeForm


class ThemeForm(OfficeForm):
    title = forms.CharField(label="主题", max_length=120)
    requirement = forms.ChoiceField(label="类别", choices=Requirement.choices)
    months = forms.TypedMultipleChoiceField(
        label="建议月份",
        coerce=int,
        required=False,
        choices=[(month, f"{month}月") for month in range(1, 13)],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="说明", max_length=200, required=False)
