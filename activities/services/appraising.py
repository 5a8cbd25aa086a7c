"""The appraisal of a year from its beginning to the feedback: prepared → open → closed → published (DA-01, DA-02)."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from activities.choices import PRESENT_STATUSES, ActivityState, NoticeKind
from activities.choices_life import AppraisalState, CommitteeAspect, CommitteeGrade, Decided
from activities.kinds import Expects
from activities.models import Activity, Appraisal, AppraisalPaper, AppraisalPerson
from activities.rules.appraisal import added, shown_counts
from activities.rules.rater_groups import left_out
from activities.services import secret_ballots
from activities.services.notifying import Message, queue
from activities.states_life import APPRAISAL
from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices import Standing
from members.models import Member, User
from members.reports.roster import roster_on
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save

FORMS_OF_MEETING = (
    "F-09",
    "F-13",
    "F-14",
)  # a member meeting, a life meeting, or one of its own (DA-01, DA-02)


@transaction.atomic
def prepare(branch: Organization, for_year: int, *, by: User, with_committee: bool = False) -> Appraisal:
    """Begin the appraisal of a year: everybody on the roster is in it. Begun twice is once (DA-01)."""
    branch = lock(branch)
    today = clock.today()
    standing = Appraisal.objects.filter(branch=branch, for_year=for_year).first()
    if standing is not None:
        return standing
    require(
        for_year in (today.year - 1, today.year),
        f"只能评议{today.year - 1}年度或{today.year}年度。",
        field="for_year",
    )
    appraisal = Appraisal.objects.create(
        branch=branch,
        for_year=for_year,
        with_committee=with_committee and branch.has_committee,
        superior=branch.superior,
    )
    _follow_roster(appraisal, today)
    journal(appraisal, "prepare", by=by, after=appraisal.state)
    return appraisal


@transaction.atomic
def convene(appraisal: Appraisal, activity: Activity, *, by: User) -> Appraisal:
    """Say at which meeting it is held: its register tells who gets a ballot; a life meeting may be the one (DA-01)."""
    appraisal = lock(appraisal)
    require(appraisal.state == AppraisalState.PREPARED, "民主测评已经开始，不能换会议。", code="wrong_state")
    fits = activity.sort.expects is Expects.MEMBERS and activity.sort.form in FORMS_OF_MEETING
    require(
        fits and activity.branch_id == appraisal.branch_id,
        "请选本支部的党员大会、组织生活会或评议会。",
        field="activity",
    )
    require(activity.is_open, "这次会议已经结束或取消。", field="activity")
    taken = Appraisal.objects.filter(activity=activity).exclude(pk=appraisal.pk).exists()
    require(not taken, "这次会议已经用于另一年度的评议。", field="activity")
    appraisal.activity = activity
    save(appraisal, "activity")
    _follow_roster(appraisal, activity.day)
    journal(appraisal, "convene", by=by, reason=str(activity))
    return appraisal


@transaction.atomic
def leave_ungraded(person: AppraisalPerson, *, by: User, reason: str) -> AppraisalPerson:
    """Not on the ballot and without a grade, with the reason: exempt, out of contact (DA-08). "" takes it back."""
    appraisal = lock(person.appraisal)
    require(
        appraisal.state == AppraisalState.PREPARED, "民主测评已经开始，名单不能再改。", code="wrong_state"
    )
    person = lock(person)
    require(person.is_graded, "预备党员参加评议，本来就不定等次（DA-05）。", field="reason")
    person.reason = reason.strip()
    person.grade = Decided.UNGRADED if person.reason else ""
    save(person, "grade", "reason")
    journal(person, "leave_ungraded", by=by, reason=person.reason, after=person.grade)
    return person


@transaction.atomic
def open_ballot(appraisal: Appraisal, *, by: User) -> Appraisal:
    """Hand a ballot to everybody present, probationary members too; the cap's base is frozen (DA-04, DA-05, E-43)."""
    appraisal = lock(appraisal)
    if appraisal.state == AppraisalState.OPEN:
        return appraisal
    activity = appraisal.activity
    if activity is None:
        require(None, "请先安排评议会，再开始民主测评。", code="no_meeting")
    assert activity is not None
    require(activity.state != ActivityState.CANCELLED, "评议会已经取消，请另行安排。", code="no_meeting")
    require(
        activity.starts_at <= clock.now(),
        f"评议会还没有开始（{clock.due_text(activity.starts_at)}）。",
        code="too_early",
    )
    _follow_roster(appraisal, activity.day)
    voters = _present(appraisal, activity)
    require(voters, "评议会还没有一个人签到，测评票发给到会的党员。", code="nobody")
    people = list(appraisal.people.all())
    lines = {person.line: list(_grades()) for person in people if person.is_on_the_paper}
    require(lines, "没有可以测评的正式党员。", code="empty_paper")
    limits = in_force(appraisal.branch, activity.day)
    appraisal.full_members = sum(person.standing == Standing.FULL for person in people)
    appraisal.ratio = str(limits["da.excellent_ratio"])
    appraisal.min_ballots = int(limits["ev.min_ballots"])
    appraisal.box = secret_ballots.open_box(secret_ballots.prepare(lines), voters=voters)
    appraisal.committee_box = None
    if appraisal.with_committee:
        aspects = {aspect.value: CommitteeGrade.values for aspect in CommitteeAspect}
        appraisal.committee_box = secret_ballots.open_box(secret_ballots.prepare(aspects), voters=voters)
    appraisal.issued = len(voters)
    fields = ("full_members", "ratio", "min_ballots", "box", "committee_box", "issued")
    advance(appraisal, APPRAISAL, "open", by=by, reason=f"发出{len(voters)}张票", fields=fields)
    users = Member.objects.filter(pk__in=voters, user__isnull=False).values_list("user_id", flat=True)
    message = Message(
        occasion=f"appraisal:{appraisal.pk}:{appraisal.box.pk}",
        kind=NoticeKind.RATING,
        subject=f"请投票：{appraisal}",
        body="不记名，谁也查不到是谁填的。",
        link=reverse("my_appraisal_ballot", args=[appraisal.pk]),
    )
    queue((user for user in users if user is not None), message, activity=activity)
    return appraisal


@transaction.atomic
def call_off(appraisal: Appraisal, *, by: User, reason: str) -> Appraisal:
    """The ballot is void and will be repeated: box and paper totals are thrown away unread."""
    appraisal = lock(appraisal)
    require(reason.strip(), "请写明作废的原因。", field="reason")
    box, committee_box = appraisal.box, appraisal.committee_box
    AppraisalPaper.objects.filter(appraisal=appraisal).delete()
    appraisal.box = appraisal.committee_box = None
    appraisal.issued = 0
    fields = ("box", "committee_box", "issued")
    advance(appraisal, APPRAISAL, "call_off", by=by, reason=reason.strip(), fields=fields)
    for each in (box, committee_box):
        if each is not None:
            secret_ballots.discard(each)
    return appraisal


@transaction.atomic
def close_ballot(appraisal: Appraisal, *, by: User) -> Appraisal:
    """Empty the box: sums stand beside the names, those of few ballots are gone for ever (E-31). Twice is once."""
    appraisal = lock(appraisal)
    if appraisal.state in (AppraisalState.CLOSED, AppraisalState.PUBLISHED):
        return appraisal
    require(appraisal.state == AppraisalState.OPEN, "民主测评还没有开始，不能结束。", code="wrong_state")
    assert appraisal.box is not None
    paper = AppraisalPaper.objects.filter(appraisal=appraisal).first()
    by_phone = secret_ballots.close(appraisal.box)
    on_paper = paper.returned if paper else 0
    appraisal.returned = by_phone.returned + on_paper
    require(appraisal.returned, "还没有收回一张票，不能结束。", code="no_ballots")
    appraisal.left_out = left_out(by_phone.returned, on_paper, appraisal.min_ballots)
    phones = [] if appraisal.left_out else [by_phone.counts]
    people = list(appraisal.people.all())
    sums = added(*phones, paper.counts if paper else {})
    limits = {"returned": appraisal.returned - appraisal.left_out, "min_ballots": appraisal.min_ballots}
    shown = shown_counts(sums, [person.line for person in people if person.is_on_the_paper], **limits)
    for person in people:
        person.counts = shown.get(person.line)
    AppraisalPerson.objects.bulk_update(people, ["counts"])
    secret_ballots.wipe(appraisal.box)
    if appraisal.committee_box is not None:
        phones = [secret_ballots.close(appraisal.committee_box).counts]
        phones = [] if appraisal.left_out else phones
        sums = added(*phones, paper.committee_counts if paper else {})
        appraisal.committee_counts = shown_counts(sums, CommitteeAspect.values, **limits)
        secret_ballots.wipe(appraisal.committee_box)
    AppraisalPaper.objects.filter(appraisal=appraisal).delete()
    fields = ("returned", "left_out", "committee_counts")
    advance(appraisal, APPRAISAL, "close", by=by, reason=f"收回{appraisal.returned}张票", fields=fields)
    return appraisal


@transaction.atomic
def publish(appraisal: Appraisal, *, by: User) -> Appraisal:
    """Tell each member the decision on himself; everybody then says what he thinks of it (DA-06). Twice is once."""
    appraisal = lock(appraisal)
    if appraisal.state == AppraisalState.PUBLISHED:
        return appraisal
    people = list(appraisal.people.select_related("member"))
    missing = [person.member.name for person in people if person.is_graded and not person.grade]
    require(not missing, f"还有 {len(missing)} 人没有评定：{'、'.join(missing[:5])}。", code="undecided")
    advance(appraisal, APPRAISAL, "publish", by=by)
    users = [person.member.user_id for person in people if person.member.user_id is not None]
    message = Message(
        occasion=f"appraisal-result:{appraisal.pk}",
        kind=NoticeKind.REVIEW,
        subject=f"{appraisal}：请看支部的意见",
        body="支部对您的评议意见已经写好，请看一下，同意不同意都可以写。",
        link=reverse("my_appraisal", args=[appraisal.pk]),
    )
    queue(users, message, activity=appraisal.activity)
    return appraisal


def _grades() -> tuple[str, ...]:
    return tuple(grade.value for grade in Decided if grade != Decided.UNGRADED)


def _present(appraisal: Appraisal, activity: Activity) -> list[int]:
    here = activity.attendances.filter(status__in=PRESENT_STATUSES)
    ours = appraisal.people.values("member_id")
    return list(here.filter(member__in=ours).values_list("member_id", flat=True))


def _follow_roster(appraisal: Appraisal, day: date) -> None:
    """The people are those of the branch on the day of the meeting; who has come or gone since is put right (E-45)."""
    roster = {entry.member_id: entry for entry in roster_on(appraisal.branch, day)}
    known = {person.member_id: person for person in appraisal.people.all()}
    for member, person in known.items():
        entry = roster.get(member)
        if entry is None:
            person.delete()
        elif person.standing != entry.standing:
            person.standing = entry.standing
            if not person.is_graded:
                person.grade = person.reason = ""
            save(person, "standing", "grade", "reason")
    AppraisalPerson.objects.bulk_create(
        AppraisalPerson(appraisal=appraisal, member_id=entry.member_id, standing=entry.standing)
        for entry in roster.values()
        if entry.member_id not in known
    )
