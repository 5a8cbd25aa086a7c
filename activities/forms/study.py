"""Lectures, the fixed study evening, whose turn it is, and a member's own notes."""

from typing import Any

from django import forms

from activities.choices import Venue, Weekday
from activities.choices_agenda import NthWeek, SeriesRhythm
from activities.models import Activity
from activities.reports.speakers import speakers_of
from activities.reports.study_hours import tenths_for
from activities.rules.lecture_hours import hours_text
from activities.rules.speaker import speaker_key
from partywork.common.forms import OfficeForm


class LectureForm(OfficeForm):
    lecturer = forms.ChoiceField(label="主讲人", required=False)
    guest_name = forms.CharField(
        label="请来的主讲人", max_length=60, required=False, help_text="不在上面名单里的，写姓名和单位职务。"
    )
    guest_office = forms.CharField(label="单位职务", max_length=80, required=False)
    title = forms.CharField(label="题目", max_length=120, required=False)
    outline = forms.CharField(
        label="提纲",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="讲稿可以在“会议材料”里附 PDF。",
    )
    discussion = forms.CharField(
        label="讨论情况", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    hours = forms.CharField(label="学时", max_length=8, required=False)
    hours_reason = forms.CharField(label="学时改动的原因", max_length=120, required=False)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _lecture_initial(activity))
        super().__init__(*args, **kwargs)
        self.fields["lecturer"].choices = [("", "（不选）"), *speakers_of(activity)]  # type: ignore[attr-defined]
        usual = hours_text(tenths_for(activity))
        self.fields["hours"].help_text = f"空着就按时长算，现在是{usual}。"


def _lecture_initial(activity: Activity) -> dict[str, Any]:
    lecture, hours = getattr(activity, "lecture", None), getattr(activity, "study_hours", None)
    found: dict[str, Any] = {"title": activity.theme}
    if lecture is not None:
        found = {name: getattr(lecture, name) for name in ("title", "outline", "discussion")}
        found["lecturer"] = speaker_key(member=lecture.lecturer_id, guest=lecture.guest_id)
        found["guest_office"] = lecture.guest.office if lecture.guest else ""
    if hours is not None and hours.reason:
        found |= {"hours": f"{hours.tenths / 10:g}", "hours_reason": hours.reason}
    return found


class SeriesForm(OfficeForm):
    name = forms.CharField(label="名称", max_length=60, help_text="如“周五夜学”。")
    rhythm = forms.ChoiceField(
        label="多久一次", choices=SeriesRhythm.choices, widget=forms.RadioSelect, initial="month"
    )
    nth = forms.TypedChoiceField(
        label="第几个", choices=NthWeek.choices, coerce=int, help_text="每周一次的不用管。", initial=1
    )
    weekday = forms.TypedChoiceField(label="星期几", choices=Weekday.choices, coerce=int, initial=4)
    start = forms.TimeField(label="开始", initial="19:30")
    end = forms.TimeField(label="结束", initial="20:30")
    venue = forms.ChoiceField(
        label="形式", choices=Venue.choices, widget=forms.RadioSelect, initial=Venue.ONLINE
    )
    place = forms.CharField(label="地点或平台", max_length=120, required=False)
    since = forms.DateField(label="从哪天起", required=False, help_text="空着就从今天起。")
    until = forms.DateField(label="到哪天止", required=False, help_text="一直开的空着。")


class NoteForm(OfficeForm):
    text = forms.CharField(
        label="学习笔记", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    shared = forms.BooleanField(label="给本支部同志看", required=False)
