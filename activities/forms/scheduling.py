"""What the secretary fills in to open, change, decide and call off an activity."""

from datetime import date, time
from typing import Any

from django import forms

from activities.choices import Requirement, Venue
from activities.models import Activity, Guest
from activities.rules.agenda import AgendaLine, read_agenda
from members.models import Development, Member
from members.reports.roster import on_roster
from partywork.common import clock
from partywork.common.forms import OfficeForm


def link_box() -> forms.CharField:
    """Where an online or mixed meeting is entered (MT-13); the verb looks at the address."""
    return forms.CharField(
        label="入会链接", max_length=300, required=False, help_text="以 https:// 开头，只有应到的人看得到。"
    )


def dial_in_box() -> forms.CharField:
    return forms.CharField(
        label="会议号、密码", max_length=120, required=False, help_text="如“会议号 123 456 789，密码 2026”。"
    )


class WhenForm(OfficeForm):
    """Day and hours as people say them; `starts_at` and `ends_at` are worked out in `clean`."""

    day = forms.DateField(label="日期")
    start = forms.TimeField(label="开始")
    end = forms.TimeField(label="结束")
    end_day = forms.DateField(label="结束日期", required=False, help_text="当天结束的不用填。")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        day, start, end = values.get("day"), values.get("start"), values.get("end")
        if isinstance(day, date) and isinstance(start, time) and isinstance(end, time):
            values["starts_at"] = clock.at(day, start)
            values["ends_at"] = clock.at(values.get("end_day") or day, end)
            if values["ends_at"] <= values["starts_at"]:
                self.add_error("end", "结束时间应晚于开始时间。")
        return values


# What only the themed Party day has: its category, the flag and badge, the half day it lasts (PD-02, PD-17).
PARTY_DAY_BOXES = ("mode", "requirement", "wear_badge", "flag_hung", "short_reason")
COMMON_BOXES = (
    "day",
    "start",
    "end",
    "end_day",
    "theme",
    "mode",
    "requirement",
    "venue",
    "place",
    "materials",
    "wear_badge",
)


class ChangeForm(WhenForm):
    """Everything that may change while the activity is open; the reason counts once it was announced."""

    theme = forms.CharField(label="主题", max_length=200)
    mode = forms.CharField(label="活动方式", max_length=40, required=False)
    requirement = forms.ChoiceField(label="主题类别", choices=Requirement.choices, widget=forms.RadioSelect)
    venue = forms.ChoiceField(label="形式", choices=Venue.choices, widget=forms.RadioSelect)
    place = forms.CharField(label="地点或平台", max_length=120, required=False)
    link = link_box()
    dial_in = dial_in_box()
    host = forms.ModelChoiceField(
        Member.objects.none(), label="主持人", required=False, empty_label="还没有定"
    )
    host_reason = forms.CharField(
        label="委托主持的原因",
        max_length=120,
        required=False,
        help_text="书记主持的不用填；委托副书记或委员主持时写。",
    )
    recorder = forms.ModelChoiceField(
        Member.objects.none(), label="记录人", required=False, empty_label="还没有定"
    )
    materials = forms.CharField(label="材料", max_length=200, required=False)
    wear_badge = forms.BooleanField(label="请大家佩戴党员徽章", required=False)
    flag_hung = forms.BooleanField(label="会场悬挂党旗", required=False)
    short_reason = forms.CharField(label="时长不足的原因", max_length=200, required=False)
    reason = forms.CharField(
        label="改期或换地点的原因",
        max_length=200,
        required=False,
        help_text="预告发出以后改时间、地点才要写，会报上级并重新通知。",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("day", "start", "end", "end_day", "venue", "place", "reason", "theme")

    def __init__(self, *args: Any, activity: Activity, follows: bool = False, **kwargs: Any) -> None:
        """`follows`: another organizer settles what is common; those boxes are only shown (E-20)."""
        super().__init__(*args, **kwargs)
        if not activity.sort.has_nine_steps:
            for name in PARTY_DAY_BOXES:
                del self.fields[name]
        people = on_roster(activity.branch_id, activity.day).by_name()
        for name in ("host", "recorder"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = people
        if follows:
            for name in self.fields.keys() & set(COMMON_BOXES):
                self.fields[name].disabled = True

    def fields_of_activity(self) -> dict[str, Any]:
        own = {"day", "start", "end", "end_day", "reason", "revision"}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}


def change_initial(activity: Activity) -> dict[str, Any]:
    start, end = (moment.astimezone(clock.OFFICE) for moment in (activity.starts_at, activity.ends_at))
    names = (
        "theme",
        "mode",
        "requirement",
        "venue",
        "place",
        "link",
        "dial_in",
        "host_reason",
        "materials",
        "wear_badge",
        "flag_hung",
    )
    return {
        **{name: getattr(activity, name) for name in names},
        "host": activity.host_id,
        "recorder": activity.recorder_id,
        "short_reason": activity.short_reason,
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "end_day": end.date() if end.date() != start.date() else None,
        "revision": activity.revision,
    }


class PublishForm(OfficeForm):
    """One button; the reasons are asked for only where the rule asks for them (E-15)."""

    late_reason = forms.CharField(label="迟发的原因", max_length=200, required=False)
    short_reason = forms.CharField(label="时长不足的原因", max_length=200, required=False)


class AgendaForm(OfficeForm):
    agenda = forms.CharField(
        label="议程",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="一行一项：内容 | 分钟 | 责任人。分钟和责任人可以不写，竖线用全角半角都行。",
    )

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def items(self) -> list[AgendaLine]:
        return read_agenda(self.cleaned_data["agenda"])


class GuestForm(OfficeForm):
    name = forms.CharField(label="姓名", max_length=60)
    kind = forms.ChoiceField(label="身份", choices=Guest.Kind.choices)
    office = forms.CharField(label="单位职务", max_length=80, required=False)
    remark = forms.CharField(
        label="点评",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="上级指导的，可记下点评要点。",
    )


class ObserverForm(OfficeForm):
    """One of those on the way in the branch, by one press."""

    development = forms.ModelChoiceField(
        Development.objects.none(),
        label="列席的同志",
        error_messages={"invalid_choice": "这位同志不在本支部的培养名单上，请刷新后再选。"},
    )

    def __init__(self, *args: Any, branch: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["development"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Development.objects.filter(branch=branch)


class GuestRemarkForm(OfficeForm):
    remark = forms.CharField(
        label="点评", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ThemeDecisionForm(OfficeForm):
    on = forms.DateField(label="支委会定题日期")
    note = forms.CharField(
        label="依据",
        max_length=120,
        required=False,
        help_text="如“第6号支委会记录”；不设支委会的写“支部党员大会”。",
    )


class NoteForm(OfficeForm):
    note = forms.CharField(label="说明", max_length=200, required=False)


class CancelForm(OfficeForm):
    reason = forms.CharField(label="取消的原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
