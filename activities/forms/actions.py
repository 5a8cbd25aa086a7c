"""What the secretary changes about a thing agreed on, and what its owner says with a tap (F-43)."""

from typing import Any

from django import forms

from activities.choices_agenda import ActionStage
from activities.models import ActionItem
from activities.reports.actions import OPEN, SHOWN
from members.models import Member
from members.reports.roster import on_roster
from partywork.common.forms import OfficeForm


class ActionFilterForm(OfficeForm):
    show = forms.ChoiceField(choices=list(SHOWN.items()), required=False)
    owner = forms.ChoiceField(label="责任人", required=False)

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(key), name) for key, name in owners]
        self.fields["owner"].choices = [("", "所有人"), *people]  # type: ignore[attr-defined]

    @property
    def shown(self) -> str:
        return str(self.cleaned_data.get("show") or OPEN)


class ReportForm(OfficeForm):
    stage = forms.ChoiceField(label="进展", choices=ActionStage.choices, widget=forms.RadioSelect)
    text = forms.CharField(label="补充一句", max_length=200, required=False)


class RearrangeForm(OfficeForm):
    owner = forms.ModelChoiceField(Member.objects.none(), label="责任人", empty_label=None)
    due_on = forms.DateField(label="时限", required=False, help_text="长期的空着。")
    reason = forms.CharField(label="时限推后的原因", max_length=120, required=False)

    def __init__(self, *args: Any, action: ActionItem, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"owner": action.owner_id, "due_on": action.due_on})
        super().__init__(*args, **kwargs)
        activity = action.activity
        here = on_roster(activity.branch_id, activity.day)
        self.fields["owner"].queryset = here.by_name()  # type: ignore[attr-defined]


class ReasonForm(OfficeForm):
    reason = forms.CharField(label="原因", max_length=200)
