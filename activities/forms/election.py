"""What is filled in for a term and on the way of an election."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from activities.choices_elections import ElectionKind, RoundMethod
from activities.models import Activity
from activities.rules.election_people import Nominee
from members.choices import COMMITTEE_POSTS, Post
from members.models import Member
from partywork.common import clock
from partywork.common.forms import OfficeForm

DUTIES = [
    (post.value, post.label)
    for post in COMMITTEE_POSTS
    if post not in (Post.SECRETARY, Post.DEPUTY_SECRETARY)
]


class TermForm(OfficeForm):
    """The term that runs now, elected before the software was here."""

    number = forms.IntegerField(label="第几届", min_value=1, max_value=99)
    since = forms.DateField(label="任期开始", help_text="上级批复的日期，或选举大会那天。")
    has_committee = forms.BooleanField(label="本届设支部委员会", required=False, initial=True)
    seats = forms.IntegerField(
        label="委员几名", min_value=0, max_value=7, required=False, help_text="不设支委会的不用填。"
    )

    def clean_seats(self) -> int:
        return int(self.cleaned_data.get("seats") or 0)


class ShiftForm(OfficeForm):
    new_due = forms.DateField(label="拟改到", help_text="提前或延期不超过12个月。")
    reason = forms.CharField(label="原因", max_length=200)


class NewElectionForm(OfficeForm):
    kind = forms.ChoiceField(
        label="哪一种选举", choices=ElectionKind.choices, widget=forms.RadioSelect, initial=ElectionKind.TERM
    )
    occasion = forms.CharField(
        label="哪一次代表大会",
        max_length=100,
        required=False,
        help_text="选举党代表时填，例如：市第十五次党代会。",
    )
    reason = forms.CharField(
        label="补选的原因", max_length=200, required=False, help_text="补选时填，例如：组织委员调出。"
    )


class StudyForm(OfficeForm):
    studied_on = forms.DateField(label="研究日期")
    planned_on = forms.DateField(label="拟定选举日期", help_text="一般提前一个月请示上级。")
    seats = forms.IntegerField(label="名额", min_value=0, max_value=99, required=False)
    with_secretary = forms.BooleanField(label="补选书记", required=False)
    with_deputy = forms.BooleanField(label="选举副书记1名", required=False)

    def __init__(self, *args: Any, kind: str, has_committee: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        delegates, by_election = kind == ElectionKind.DELEGATES, kind == ElectionKind.BY_ELECTION
        if not by_election:
            del self.fields["with_secretary"]
        if delegates:
            del self.fields["with_deputy"]
        if by_election:
            self.fields["with_deputy"].label = "补选副书记1名"
        if not has_committee and not delegates:
            del self.fields["seats"]
        else:
            self.fields["seats"].label = "应选代表几名" if delegates else "应选委员几名"
            self.fields["seats"].help_text = "" if delegates else "一般3至5名，最多7名。"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["seats"] = values.get("seats") or 0
        return values


class CandidatesForm(OfficeForm):
    """Two boxes and a number for each full member; what was typed is kept when one of them is refused."""

    def __init__(
        self,
        *args: Any,
        people: Sequence[Member],
        known: Mapping[int, Nominee],
        stroke: Sequence[int],
        **kw: Any,
    ) -> None:
        self.people, self.order = people, stroke
        super().__init__(*args, **kw)
        for person in people:
            before = known.get(person.pk, Nominee(person.pk))
            self.fields[f"listed_{person.pk}"] = forms.BooleanField(
                label=f"{person.name}列为预备人选", required=False, initial=before.is_listed
            )
            self.fields[f"by_{person.pk}"] = forms.IntegerField(
                label=f"推荐{person.name}的人数",
                required=False,
                min_value=0,
                max_value=999,
                initial=before.recommended_by or None,
                widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
            )
            self.fields[f"place_{person.pk}"] = forms.IntegerField(
                label=f"{person.name}排第几",
                required=False,
                min_value=1,
                max_value=50,
                initial=before.position,
                widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
            )

    @property
    def rows(self) -> list[tuple[Member, Any, Any, Any]]:
        return [
            (person, self[f"listed_{person.pk}"], self[f"by_{person.pk}"], self[f"place_{person.pk}"])
            for person in self.people
        ]

    def nominees(self) -> list[Nominee]:
        data = self.cleaned_data
        return [
            Nominee(
                person.pk,
                recommended_by=data[f"by_{person.pk}"] or 0,
                is_listed=data[f"listed_{person.pk}"],
                position=data[f"place_{person.pk}"],
            )
            for person in self.people
        ]


class MeetingForm(OfficeForm):
    meeting = forms.ModelChoiceField(Activity.objects.none(), label="哪次会议", empty_label="请选择")

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings


class FloorForm(OfficeForm):
    chair = forms.ModelChoiceField(
        Member.objects.none(),
        label="主持人",
        empty_label="请选择",
        help_text="由上届支委会（上届书记）主持。",
    )
    rules_passed = forms.BooleanField(label="大会已通过选举办法和监票人、计票人", required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chair"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class PrepareForm(OfficeForm):
    """The next ballot: who counts, on paper or by phone, and the names where they are to be chosen."""

    method = forms.ChoiceField(
        label="投票方式", choices=RoundMethod.choices, widget=forms.RadioSelect, initial=RoundMethod.PAPER
    )
    members = forms.ModelMultipleChoiceField(
        Member.objects.none(), label="候选人", required=False, widget=forms.CheckboxSelectMultiple
    )
    teller = forms.ModelChoiceField(Member.objects.none(), label="监票人", empty_label="请选择")
    counter = forms.ModelChoiceField(Member.objects.none(), label="计票人", empty_label="请选择")

    def __init__(self, *args: Any, people: Any, names: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("teller", "counter"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = people
        choice = self.fields["members"]
        if names is None:
            del self.fields["members"]
        else:
            assert isinstance(choice, forms.ModelMultipleChoiceField)
            choice.queryset = names

    def people(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "method": data["method"],
            "teller": data["teller"],
            "counter": data["counter"],
            "members": [member.pk for member in data.get("members") or ()],
        }


class FewerForm(OfficeForm):
    present = forms.IntegerField(label="到会人数", min_value=1, max_value=5000)
    in_favour = forms.IntegerField(label="同意减少名额的人数", min_value=0, max_value=5000)


class DutiesForm(OfficeForm):
    """The work of each elected member but secretary and deputy."""

    def __init__(self, *args: Any, people: Sequence[Member], known: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for person in people:
            self.fields[f"post_{person.pk}"] = forms.ChoiceField(
                label=person.name, choices=DUTIES, initial=known.get(person.pk) or Post.COMMITTEE_MEMBER
            )

    def posts(self) -> dict[int, str]:
        return {int(name.removeprefix("post_")): str(post) for name, post in self.cleaned_data.items()}


class TakeOfficeForm(OfficeForm):
    since = forms.DateField(label="任职日期", help_text="上一届的职务同一天结束。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today()


class WhyForm(OfficeForm):
    reason = forms.CharField(label="原因", max_length=200)
