"""What a leader changes on a meeting of his group, and the one word with which a register goes back to him (G03)."""

from typing import Any

from django import forms

from activities.choices import Venue
from activities.forms.scheduling import WhenForm, dial_in_box, link_box
from activities.models import Activity
from partywork.common import clock
from partywork.common.forms import OfficeForm


class GiveBackForm(OfficeForm):
    reason = forms.CharField(label="哪里要改", max_length=200)


CHANGED = ("theme", "starts_at", "ends_at", "venue", "place", "link", "dial_in")


class MeetingChangeForm(WhenForm):
    """What a leader may still change on the meeting of his group."""

    theme = forms.CharField(label="名称", max_length=200)
    place = forms.CharField(label="地点或平台", max_length=120, required=False)
    venue = forms.ChoiceField(label="形式", choices=Venue.choices, widget=forms.RadioSelect)
    link = link_box()
    dial_in = dial_in_box()
    reason = forms.CharField(
        label="改时间或地点的原因", max_length=200, required=False, help_text="通知发出以后改的才要写。"
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("theme", "day", "start", "end", "place", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["end_day"]

    def change(self) -> dict[str, Any]:
        """What the verb takes."""
        found = self.cleaned_data
        return {
            "revision": found["revision"],
            "reason": found["reason"],
            "fields": {name: found[name] for name in CHANGED},
        }


def meeting_initial(activity: Activity) -> dict[str, Any]:
    start, end = (moment.astimezone(clock.OFFICE) for moment in (activity.starts_at, activity.ends_at))
    return {
        "theme": activity.theme,
        "venue": activity.venue,
        "place": activity.place,
        "link": activity.link,
        "dial_in": activity.dial_in,
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "revision": activity.revision,
    }
