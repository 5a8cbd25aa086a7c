"""What the numbers of a ballot do not say about the step of the meeting (DV-21, DV-22)."""

from typing import Any

from django import forms

from activities.choices_votes import AdmissionStep
from activities.models import Ballot
from members.choices_development import Heard
from partywork.common.forms import OfficeForm


class HandDownForm(OfficeForm):
    """For an admission nothing but, where a rule warned, the reason; for the end of probation what was heard."""

    months = forms.IntegerField(label="延长几个月", min_value=0, max_value=99, help_text="6至12个月。")
    heard = forms.MultipleChoiceField(
        label="听取了谁的意见", choices=Heard.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    cause = forms.CharField(label="原因", max_length=200)
    reason = forms.CharField(
        label="仍要办理的理由",
        max_length=200,
        required=False,
        help_text="理由会和上面的提示一起留在纪实表里。",
    )

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step = ballot.step
        wanted = {
            "months": step == AdmissionStep.EXTEND,
            "heard": step == AdmissionStep.CONFIRM,
            "cause": step in (AdmissionStep.EXTEND, AdmissionStep.CANCEL),
        }
        for name in [name for name, is_wanted in wanted.items() if not is_wanted]:
            del self.fields[name]

    @property
    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        if "heard" in data:
            data["heard"] = tuple(data["heard"])
        return data

    def hide_reason(self) -> None:
        if not (self.is_bound and (self.data.get("reason") or "reason" in self.errors)):
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True  # so it is not called optional where it is asked for
