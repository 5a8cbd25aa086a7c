"""What is asked to open an activity: by kind only what the kind needs, the rest as the last time."""

from collections.abc import Sequence
from typing import Any

from django import forms

from activities.choices import ActivityKind, Venue
from activities.forms.scheduling import WhenForm, dial_in_box, link_box
from activities.kinds import Kind, Needs
from activities.reports.usual import Usual
from activities.rules.series import MOST, Every
from branches.models import PartyGroup
from partywork.common import clock

EVERY = {Every.ONCE: "只开这一次", Every.MONTH: "每月同一个星期几", Every.WEEK: "每周同一天"}


class NewActivityForm(WhenForm):
    """One form for all kinds; what the kind has not is not asked.

    `groups`: those of the branch for the secretary, the own one alone for its leader.
    """

    kind = forms.ChoiceField(label="类别", choices=ActivityKind.choices, widget=forms.HiddenInput)
    groups = forms.ModelMultipleChoiceField(
        PartyGroup.objects.none(),
        label="党小组",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选几个小组就各开一次，名单、记录分开。",
    )
    theme = forms.CharField(label="主题", max_length=200)
    every = forms.ChoiceField(
        label="连着开", choices=EVERY.items(), widget=forms.RadioSelect, initial=Every.ONCE, required=False
    )
    times = forms.IntegerField(
        label="一共开几次",
        min_value=1,
        max_value=MOST,
        initial=1,
        required=False,
        help_text="连着开的才填；遇法定节假日自动错开。",
    )
    venue = forms.ChoiceField(
        label="形式", choices=Venue.choices, widget=forms.RadioSelect, initial=Venue.ON_SITE
    )
    place = forms.CharField(
        label="地点或平台", max_length=120, required=False, help_text="空着就用上一次的地点。"
    )
    link = link_box()
    dial_in = dial_in_box()
    field_order = (
        "kind",
        "groups",
        "theme",
        "day",
        "start",
        "end",
        "end_day",
        "every",
        "times",
        "venue",
        "place",
    )

    def __init__(self, *args: Any, sort: Kind, groups: Sequence[PartyGroup] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sort.title:
            self.fields["theme"].required = False
            self.fields["theme"].label = "名称"
        if sort.needs is Needs.GROUPS:
            field = self.fields["groups"]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = PartyGroup.objects.filter(pk__in=[group.pk for group in groups])
            field.required = True
        else:
            del self.fields["groups"]
        if not sort.recurs:
            del self.fields["every"], self.fields["times"]
        if not sort.has_nine_steps:
            del self.fields["end_day"]

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        found = self.cleaned_data
        names = ("kind", "theme", "starts_at", "ends_at", "place", "venue", "link", "dial_in")
        run = found.get("every") or Every.ONCE
        return {
            **{name: found[name] for name in names},
            "groups": list(found.get("groups") or ()),
            "every": run,
            "times": (found.get("times") or 1) if run != Every.ONCE else 1,
        }


def new_initial(kind: Kind, usual: Usual, groups: Sequence[PartyGroup]) -> dict[str, Any]:
    """The branch's own day, hours and place, so that at most the theme is left to type."""
    start, end = (moment.astimezone(clock.OFFICE) for moment in (usual.starts_at, usual.ends_at))
    return {
        "kind": kind.key,
        "groups": [group.pk for group in groups],
        "theme": usual.theme,
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "place": usual.place,
        "venue": usual.venue,
        "link": usual.link,
        "dial_in": usual.dial_in,
    }
