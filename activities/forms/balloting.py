"""What is filled in about a vote: the question, written opinions, who is left out, the totals, and a voter's choice."""

from datetime import time
from typing import Any

from django import forms

from activities.choices_votes import (
    AdmissionStep,
    BallotMethod,
    VoteChoice,
    VoteKind,
    VoteMatter,
)
from activities.models import Activity, AgendaItem, Ballot
from activities.rules.matters import POWERS
from activities.rules.vote_table import vote_rule
from members.choices import Post
from members.choices_development import StepOutcome
from members.models import Appointment, Development, DevelopmentStep, Member
from members.reports.roster import on_roster
from partywork.common import clock
from partywork.common.forms import OfficeForm

STEP_OF = {
    "admission": AdmissionStep.ADMIT,
    "confirmation": AdmissionStep.CONFIRM,
    "extension": AdmissionStep.EXTEND,
    "annulment": AdmissionStep.CANCEL,
}
NOBODY = Member.objects.none()


class PrepareForm(OfficeForm):
    """Which question, by what way, who chairs and who tells; a kind of vote shows the boxes it needs and no others."""

    kind = forms.CharField(widget=forms.HiddenInput)
    step = forms.ChoiceField(label="讨论的是", choices=AdmissionStep, widget=forms.RadioSelect)
    development = forms.ModelChoiceField(
        Development.objects.none(),
        label="哪一位发展对象",
        required=False,
        empty_label="不在发展党员名单里（在下面写姓名）",
        help_text="一次一个人。选了的，表决后票数一按就记入纪实表。",
    )
    subject = forms.CharField(label="发展对象姓名", max_length=60, required=False)
    subject_member = forms.ModelChoiceField(NOBODY, label="哪一位预备党员", empty_label="请选")
    title = forms.CharField(label="表决事项", max_length=200, help_text="写成能回答赞成或反对的一句话。")
    matter = forms.ChoiceField(
        label="事项",
        choices=[(VoteMatter.GENERAL, VoteMatter.GENERAL.label), (VoteMatter.AWARD, VoteMatter.AWARD.label)],
        widget=forms.RadioSelect,
        initial=VoteMatter.GENERAL,
    )
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label="对应的议题", required=False, empty_label="不对应议题"
    )
    method = forms.ChoiceField(label="怎么投", widget=forms.RadioSelect)
    chair = forms.ModelChoiceField(NOBODY, label="主持人", empty_label="请选")
    teller = forms.ModelChoiceField(NOBODY, label="监票人", empty_label="请选")

    def __init__(self, *args: Any, activity: Activity, kind: str = "", step: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = vote_rule(kind) if kind in kinds_of(activity) else None
        self.admits = step == AdmissionStep.ADMIT
        if self.rule is None:
            return
        here = on_roster(activity.branch_id, activity.day)
        with_account = here.filter(user__is_active=True).by_name()
        self._rows("item", activity.agenda.all())
        self._rows("subject_member", here.exclude(full_on__lte=activity.day).by_name())
        self.waiting = waiting_for_meeting(activity)
        self._rows("development", self.waiting)
        self._rows("chair", with_account)
        self._rows("teller", with_account.filter(full_on__lte=activity.day))
        method = self.fields["method"]
        assert isinstance(method, forms.ChoiceField)
        method.choices = [(each.value, each.label) for each in self.rule.methods]
        for name in self._not_asked(len(self.rule.matters)):
            del self.fields[name]
        if self.is_admission:
            self._ask_about_one_person()
        started = {
            "kind": self.rule.kind.value,
            "method": self.rule.methods[-1].value,
            "chair": activity.host_id,
            "teller": _usual_teller(activity),
        }
        for name, value in started.items():
            self.fields[name].initial = value

    @property
    def is_admission(self) -> bool:
        return self.rule is not None and self.rule.kind is VoteKind.ADMISSION

    @property
    def label(self) -> str:
        if self.rule is None:
            return ""
        return wanted_label(self.rule.kind.value, self.admits)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values.setdefault("title", "")
        if self.is_admission and self.admits and not values.get("subject") and not values.get("development"):
            self.add_error("subject", "请选发展对象，或者写明姓名。")
        return values

    def _not_asked(self, matters: int) -> list[str]:
        if not self.is_admission:
            return ["step", "development", "subject", "subject_member", *(["matter"] if matters == 1 else [])]
        if not self.admits:
            return ["title", "matter", "development", "subject"]
        return ["title", "matter", "subject_member", *([] if self.waiting.exists() else ["development"])]

    def _ask_about_one_person(self) -> None:
        """Who is admitted has a name only; who is confirmed is on the roster."""
        step = self.fields["step"]
        assert isinstance(step, forms.ChoiceField)
        if self.admits:
            step.widget, step.initial = forms.HiddenInput(), AdmissionStep.ADMIT.value
        else:
            step.choices = [each for each in AdmissionStep.choices if each[0] != AdmissionStep.ADMIT]

    def _rows(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


def waiting_for_meeting(activity: Activity) -> Any:
    """Whose application form is filled in and whom no meeting has admitted yet (DV-16)."""
    done = DevelopmentStep.objects.filter(outcome=StepOutcome.DONE)
    ready = Development.objects.open().filter(
        branch=activity.branch, pk__in=done.filter(key="form_filled").values("development")
    )
    return ready.exclude(pk__in=done.filter(key="admitted").values("development")).by_name()


def kinds_of(activity: Activity) -> dict[str, str]:
    """The kinds of vote this meeting may hold here, with their labels; elections have pages of their own."""
    votes = [VoteKind(key) for key in activity.sort.votes if key in VoteKind.values]
    return {kind.value: str(kind.label) for kind in votes if kind is not VoteKind.ELECTION}


def wanted_label(kind: str, admits: bool) -> str:
    if kind != VoteKind.ADMISSION:
        return str(VoteKind(kind).label)
    return "接收预备党员" if admits else "转正、延长、取消预备党员"


def wanted_links(activity: Activity) -> list[tuple[str, str]]:
    """The address and the name of each form that may be asked for at this meeting."""
    found = []
    for kind in kinds_of(activity):
        if kind == VoteKind.ADMISSION:
            found.append((f"kind={kind}&step={AdmissionStep.ADMIT}", wanted_label(kind, admits=True)))
        found.append((f"kind={kind}", wanted_label(kind, admits=False)))
    return found


def from_item(activity: Activity, pk: str) -> dict[str, Any]:
    """What an item of the agenda already says about its vote."""
    item = activity.agenda.filter(pk=pk).first() if pk.isdigit() else None
    if item is None:
        return {}
    found: dict[str, Any] = {"item": item.pk, "title": item.title, "step": STEP_OF.get(item.matter, "")}
    if item.matter in POWERS and POWERS[item.matter].vote != VoteKind.ELECTION:
        found["kind"] = POWERS[item.matter].vote
    if found.get("kind") == VoteKind.ADMISSION:
        found["title"] = ""
    return found


def _usual_teller(activity: Activity) -> int | None:
    """The discipline member, unless that is who chairs."""
    held = Appointment.objects.on(activity.day).filter(
        organization=activity.branch, post=Post.DISCIPLINE_MEMBER, holder__member__isnull=False
    )
    return held.exclude(holder__member=activity.host_id or 0).values_list("holder__member", flat=True).first()


class OpinionForm(OfficeForm):
    """A signed paper of somebody who cannot come: whose, what it says, when it came in (E-41)."""

    member = forms.ModelChoiceField(NOBODY, label="谁的", empty_label="请选")
    choice = forms.ChoiceField(label="意见", choices=VoteChoice, widget=forms.RadioSelect)
    day = forms.DateField(label="收到日期")
    at = forms.TimeField(label="收到时间", initial=time(9))
    is_signed = forms.BooleanField(label="本人签了名", required=False)

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        activity = ballot.activity
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
        full = on_roster(activity.branch_id, activity.day).filter(full_on__lte=activity.day)
        field.queryset = full.by_name()
        self.fields["day"].initial = min(clock.today(), activity.day)

    @property
    def values(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in ("member", "choice", "is_signed")}
        return {**kept, "received_at": clock.at(self.cleaned_data["day"], self.cleaned_data["at"])}


class CountForm(OfficeForm):
    """Totals as counted: a show of hands has no papers."""

    issued = forms.IntegerField(label="发出几张", min_value=0, max_value=9999)
    returned = forms.IntegerField(label="收回几张", min_value=0, max_value=9999)
    in_favour = forms.IntegerField(label="赞成", min_value=0, max_value=9999)
    against = forms.IntegerField(label="反对", min_value=0, max_value=9999)
    abstained = forms.IntegerField(label="弃权", min_value=0, max_value=9999)
    void = forms.IntegerField(label="无效", min_value=0, max_value=9999)

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.update({"inputmode": "numeric", "class": "input input-short"})
        if ballot.method == BallotMethod.HANDS:
            for name in ("issued", "returned", "void"):
                del self.fields[name]
        for name in self.fields:
            self.fields[name].initial = getattr(ballot, name)
        if "issued" in self.fields and ballot.issued is None:
            self.fields["issued"].initial = ballot.present


class VoidForm(OfficeForm):
    reason = forms.CharField(label="为什么作废", max_length=200, help_text="例：收回的票多于发出的票。")


class VoteForm(OfficeForm):
    """One question, three answers, none chosen beforehand."""

    choice = forms.ChoiceField(label="您的意见", choices=VoteChoice, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = "还没有选。请选赞成、反对或弃权，再按“投票”。"
        self.fields["choice"].error_messages["required"] = missing
