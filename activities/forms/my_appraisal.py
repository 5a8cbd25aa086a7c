"""A member's part in the appraisal on the phone: words, the ballot, the own view."""

from typing import Any

from django import forms

from activities.choices_life import AppraisalGrade, CommitteeAspect, CommitteeGrade, OwnView
from activities.models import AppraisalPerson
from partywork.common.forms import OfficeForm


class BallotForm(OfficeForm):
    """A name a line, four answers, none chosen beforehand; an empty line is not marked (DA-03, DA-06)."""

    def __init__(
        self, *args: Any, people: list[AppraisalPerson], with_committee: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = [person.line for person in people]
        self.aspects = [aspect.value for aspect in CommitteeAspect] if with_committee else []
        for person in people:
            self._line(person.line, person.member.name, AppraisalGrade)
        for aspect in self.aspects:
            self._line(aspect, str(CommitteeAspect(aspect).label), CommitteeGrade)

    def _line(self, name: str, label: str, choices: Any) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices.choices, required=False, widget=forms.RadioSelect
        )

    @property
    def grades(self) -> dict[str, str]:
        return {line: self.cleaned_data[line] for line in self.people}

    @property
    def committee(self) -> dict[str, str]:
        return {aspect: self.cleaned_data[aspect] for aspect in self.aspects}


class OwnWordsForm(OfficeForm):
    text = forms.CharField(
        label="个人自评",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="对照党员标准，写一年来做得怎样、差在哪里、打算怎么改。",
    )


class OwnOpinionForm(OfficeForm):
    text = forms.CharField(
        label="您的意见",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="署您的名，本人看得到。清空就是撤回。",
    )


class OwnViewForm(OfficeForm):
    view = forms.ChoiceField(choices=OwnView, required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label="不同意的话，写一句为什么",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NominationObjectionForm(OfficeForm):
    text = forms.CharField(
        label="有什么异议",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="只有支部书记、副书记看得到是谁提的。",
    )
