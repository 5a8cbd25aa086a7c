"""Registering volunteer service: what it was, who took part, for how long (F-42)."""

from datetime import date
from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange

from activities.choices import VolunteerForm
from activities.models import Activity, VolunteerService
from activities.rules.hours import hours_text, read_hours
from activities.services.volunteering import Service
from branches.models import Organization
from members.models import Member
from partywork.common import clock
from partywork.common.forms import OfficeForm

NOT_READ = "请写成“2小时30分”“1.5”或“90分钟”，一天以内。"


class VolunteerServiceForm(OfficeForm):
    """One length for all, and a box beside each name for whoever stayed longer or shorter."""

    on = forms.DateField(label="日期")
    form = forms.ChoiceField(label="组织形式", choices=VolunteerForm.choices)
    project = forms.CharField(label="项目", max_length=80)
    place = forms.CharField(label="地点", max_length=120, required=False)
    served = forms.CharField(label="服务对象", max_length=120, required=False)
    hours = forms.CharField(
        label="每人时长", max_length=20, help_text="如“2小时30分”“1.5”。个别人不同的，在名字旁边另写。"
    )
    people = forms.ModelMultipleChoiceField(
        Member.objects.none(), label="参加的党员", widget=forms.CheckboxSelectMultiple
    )
    result = forms.CharField(
        label="成效", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    activity = forms.ModelChoiceField(
        Activity.objects.none(), label="属于哪次活动", required=False, empty_label="不属于哪次活动"
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = clock.today().year
        held = Activity.objects.standing().filter(branch=branch, for_year__gte=year - 1)
        lately = DateRange(date(year - 1, 1, 1), None)
        members = Member.objects.filter(spells__branch=branch, spells__period__overlap=lately)
        for name, rows in (
            ("people", members.distinct().by_name()),
            ("activity", held.order_by("-starts_at")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    @property
    def names(self) -> list[dict[str, Any]]:
        """Each member with the box beside the name, as it was typed or stands."""
        chosen = {str(value) for value in self["people"].value() or ()}
        typed = self.data if self.is_bound else self.initial.get("own", {})
        field = self.fields["people"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        return [
            {
                "pk": member.pk,
                "name": member.name,
                "chosen": str(member.pk) in chosen,
                "own": typed.get(f"own-{member.pk}", ""),
            }
            for member in field.queryset or ()
        ]

    def clean_hours(self) -> int:
        minutes = read_hours(self.cleaned_data["hours"])
        if minutes is None:
            raise forms.ValidationError(NOT_READ)
        return minutes

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        common, shares = values.get("hours"), {}
        for member in values.get("people") or ():
            own = self.data.get(f"own-{member.pk}", "").strip()
            minutes = read_hours(own) if own else common
            if minutes is None and own:
                self.add_error("people", f"{member.name}的时长没有看懂。{NOT_READ}")
            elif minutes is not None:
                shares[member.pk] = minutes
        values["minutes"] = shares
        return values

    def service(self) -> Service:
        names = ("on", "form", "project", "place", "served", "result", "activity")
        return Service(**{name: self.cleaned_data[name] for name in names})


def service_initial(row: VolunteerService) -> dict[str, Any]:
    """The length most of them stayed stands above, the others beside their names."""
    minutes = dict(row.shares.order_by().values_list("member_id", "minutes"))
    given = list(minutes.values())
    common = max(set(given), key=lambda each: (given.count(each), each)) if given else 0
    return {
        **{name: getattr(row, name) for name in ("on", "form", "project", "place", "served", "result")},
        "activity": row.activity_id,
        "revision": row.revision,
        "hours": hours_text(common) if common else "",
        "people": list(minutes),
        "own": {f"own-{pk}": hours_text(each) for pk, each in minutes.items() if each != common},
    }


class StrikeForm(OfficeForm):
    reason = forms.CharField(label="撤销的原因", max_length=200)
