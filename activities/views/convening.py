"""The two forms that say at which meeting something is held: one that stands already, or a new one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm

from activities.forms.appraisal import MeetingForm, NewMeetingForm
from activities.models import Activity
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest


@dataclass(frozen=True)
class Convened:
    """What came of it: the sentence to say; without one, the refused form under its name on the page."""

    said: str
    refused: dict[str, BaseForm]


def convened(
    request: OfficeRequest,
    subject: Any,
    meetings: Iterable[Activity],
    convene: Callable[..., Any],
    open_new: Callable[..., Any],
) -> Convened:
    if "activity" in request.POST:
        form: BaseForm = MeetingForm(request.POST, meetings=meetings)
        taken = form.is_valid() and attempt(
            form, convene, subject, form.cleaned_data["activity"], by=request.user
        )
        return Convened("会议定好了。" if taken else "", {"meeting_form": form})
    form = NewMeetingForm(request.POST)
    taken = form.is_valid() and attempt(form, open_new, subject, by=request.user, **_when(form))
    return Convened("会议开好了，通知、签到和别的会一样办。" if taken else "", {"new_meeting_form": form})


def _when(form: BaseForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("starts_at", "ends_at", "place")}
