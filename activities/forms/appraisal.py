"""The appraisal at the desk: begin, meeting, paper totals, the decision, words, the superior, a nomination."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.forms import BoundField

from activities.choices_life import (
    AppraisalGrade,
    CommitteeAspect,
    CommitteeGrade,
    Decided,
    ExcellentCriterion,
    NoticeScope,
)
from activities.forms.scheduling import WhenForm
from activities.models import Activity, Appraisal, AppraisalPerson
from activities.services.appraisal_grading import Decision
from members.models import Member
from partywork.common import clock
from partywork.common.forms import OfficeForm


def _box() -> forms.NumberInput:
    return forms.NumberInput(attrs={"class": "input input-short", "min": 0, "inputmode": "numeric"})


class BeginAppraisalForm(OfficeForm):
    for_year = forms.TypedChoiceField(label="评议哪一年度", coerce=int)
    with_committee = forms.BooleanField(label="同时测评支委会", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        years = [(year, f"{year}年度") for year in (today.year, today.year - 1)]
        # In the first quarter it is last year's (E-45).
        self.fields["for_year"].choices = years if today.month > 3 else years[::-1]  # type: ignore[attr-defined]


class MeetingForm(OfficeForm):
    """A meeting that stands already."""

    activity = forms.ModelChoiceField(Activity.objects.none(), label="在哪次会上", empty_label="请选")

    def __init__(self, *args: Any, meetings: Iterable[Activity] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["activity"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Activity.objects.filter(pk__in=[row.pk for row in meetings])


class NewMeetingForm(WhenForm):
    """A meeting of its own: only when and where."""

    place = forms.CharField(label="地点", max_length=120, required=False, help_text="空着就用上一次的地点。")
    end_day = None  # type: ignore[assignment]
    field_order = ("day", "start", "end", "place")


def meeting_initial(starts_at: datetime, minutes: int) -> dict[str, Any]:
    """The branch's own day and hours."""
    start = starts_at.astimezone(clock.OFFICE)
    end = start + timedelta(minutes=minutes)
    return {"day": start.date(), "start": start.time(), "end": end.time()}


class ReasonForm(OfficeForm):
    reason = forms.CharField(label="原因", max_length=200)


class UngradedForm(OfficeForm):
    reason = forms.CharField(
        label="不评定的原因",
        max_length=300,
        required=False,
        help_text="如长期患病、失去联系。清空就是照常评定。",
    )


class WordsForm(OfficeForm):
    text = forms.CharField(label="个人自评", max_length=3000, widget=forms.Textarea(attrs={"rows": 6}))


class FormerForm(OfficeForm):
    text = forms.CharField(
        label="原支部意见", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class OpinionForm(OfficeForm):
    author = forms.ModelChoiceField(Member.objects.none(), label="提意见的人", empty_label="请选")
    text = forms.CharField(
        label="意见",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="再写一次就换掉上一次；清空就是撤回。",
    )

    def __init__(self, *args: Any, person: AppraisalPerson, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["author"]
        assert isinstance(field, forms.ModelChoiceField)
        others = person.appraisal.people.exclude(pk=person.pk).values("member_id")
        field.queryset = Member.objects.filter(pk__in=others).by_name()


class ReconsiderForm(OfficeForm):
    grade = forms.ChoiceField(label="等次", choices=Decided)
    reason = forms.CharField(label="主要依据", max_length=300, required=False)
    reply = forms.CharField(label="对本人的答复", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class AboveForm(OfficeForm):
    text = forms.CharField(label="上级党组织意见", max_length=300, initial="同意支部意见。")


class NominationForm(OfficeForm):
    """Seven remarks, each in the words of the branch (DA-11)."""

    shown_from = forms.DateField(label="公示开始")
    shown_to = forms.DateField(label="公示结束")
    scope = forms.ChoiceField(label="公示范围", choices=NoticeScope, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in ExcellentCriterion:
            self.fields[criterion.value] = forms.CharField(
                label=str(criterion.label),
                max_length=300,
                widget=forms.Textarea(attrs={"class": "input", "rows": "2"}),
            )
        self.order_fields([*ExcellentCriterion.values, "shown_from", "shown_to", "scope"])

    @property
    def remarks(self) -> dict[str, str]:
        return {criterion: self.cleaned_data[criterion] for criterion in ExcellentCriterion.values}


class AnswerForm(OfficeForm):
    answer = forms.CharField(label="核查结果", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class AppraisalPaperForm(OfficeForm):
    """The totals of the envelope: a line for each name, a box for each grade (E-31)."""

    issued = forms.IntegerField(label="发出几份", min_value=1, max_value=500)
    returned = forms.IntegerField(label="收回几份", min_value=0, max_value=500)

    def __init__(self, *args: Any, appraisal: Appraisal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = appraisal.people.select_related("member")
        self.lines = [(p.line, p.member.name) for p in people if p.is_on_the_paper]
        self.aspects = [(a.value, str(a.label)) for a in CommitteeAspect] if appraisal.with_committee else []
        for line, name in self.lines:
            self._row(line, name, AppraisalGrade)
        for aspect, name in self.aspects:
            self._row(aspect, name, CommitteeGrade)

    def _row(self, line: str, name: str, grades: Any) -> None:
        for grade in grades:
            self.fields[f"{line}_{grade}"] = forms.IntegerField(
                label=f"{name}：{grade.label}", min_value=0, max_value=500, required=False, widget=_box()
            )

    def _grid(
        self, lines: list[tuple[str, str]], grades: Any
    ) -> list[tuple[str, list[BoundField], list[str]]]:
        return [
            (
                name,
                [self[f"{line}_{grade}"] for grade in grades],
                [str(error) for grade in grades for error in self[f"{line}_{grade}"].errors],
            )
            for line, name in lines
        ]

    @property
    def grid(self) -> list[tuple[str, list[BoundField], list[str]]]:
        return self._grid(self.lines, AppraisalGrade)

    @property
    def committee_grid(self) -> list[tuple[str, list[BoundField], list[str]]]:
        return self._grid(self.aspects, CommitteeGrade)

    def _counts(self, lines: list[tuple[str, str]], grades: Any) -> dict[str, dict[str, int]]:
        return {
            line: {grade.value: self.cleaned_data[f"{line}_{grade}"] or 0 for grade in grades}
            for line, _ in lines
        }

    @property
    def totals(self) -> dict[str, Any]:
        return {
            "issued": self.cleaned_data["issued"],
            "returned": self.cleaned_data["returned"],
            "counts": self._counts(self.lines, AppraisalGrade),
            "committee": self._counts(self.aspects, CommitteeGrade),
        }


class DecisionForm(OfficeForm):
    """One line for each full member: grade, what it rests on, what follows. No grade is chosen beforehand (DA-06)."""

    on = forms.DateField(label="评定日期")
    by_members = forms.TypedChoiceField(
        label="由谁评定",
        choices=[("0", "支委会"), ("1", "支部党员大会")],
        coerce=lambda chosen: chosen == "1",
        widget=forms.RadioSelect,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: list[AppraisalPerson], **kwargs: Any) -> None:
        initial = kwargs.pop("initial", {})
        for person in people:
            initial.setdefault(f"grade-{person.pk}", person.grade)
            initial.setdefault(f"reason-{person.pk}", person.reason)
        super().__init__(*args, initial=initial, **kwargs)
        self.people = people
        for person in people:
            self.fields[f"grade-{person.pk}"] = forms.ChoiceField(
                label=f"{person.member.name}的等次",
                choices=[("", "还没有定"), *Decided.choices],
                required=False,
                widget=forms.Select(attrs={"class": "input"}),
            )
            self.fields[f"reason-{person.pk}"] = forms.CharField(
                label=f"{person.member.name}的主要依据",
                max_length=300,
                required=False,
                widget=forms.TextInput(attrs={"class": "input"}),
            )

    def boxes(self, person: AppraisalPerson) -> tuple[BoundField, BoundField, list[str]]:
        grade, reason = self[f"grade-{person.pk}"], self[f"reason-{person.pk}"]
        return grade, reason, [str(error) for error in (*grade.errors, *reason.errors)]

    @property
    def decisions(self) -> dict[int, Decision]:
        return {
            person.pk: Decision(
                self.cleaned_data[f"grade-{person.pk}"], self.cleaned_data[f"reason-{person.pk}"]
            )
            for person in self.people
        }


def decision_day(appraisal: Appraisal) -> date:
    """The day of the meeting, or today once the committee sits later."""
    return appraisal.decided_on or clock.today()
