"""Rating by those who were there and by guests; nobody can tell who answered what (EV-01..EV-09, E-31..E-36)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from activities.choices import PRESENT_STATUSES, Criterion, Grade, NoticeKind, RaterGroup, RatingState
from activities.models import Activity, RatingCode, RatingGroup, RatingParticipation, RatingRound
from activities.services import rating_tables
from activities.services.notifying import Message, queue
from activities.states import RATING
from members.models import Member
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, lock, require


def prepare_round(activity: Activity) -> RatingRound:
    """At closing: everybody who was there may rate, from now for the hours the committee set (EV-01).

    Codes handed to guests before are ballots handed out as well (EV-03).
    """
    hours = int(activity.judged_by["ev.open_hours"])
    now = clock.now()
    present = list(
        activity.attendances.filter(status__in=PRESENT_STATUSES).values_list("member_id", "member__user_id")
    )
    round_ = RatingRound.objects.create(
        activity=activity,
        opens_at=now,
        closes_at=max(now, activity.ends_at) + timedelta(hours=hours),
        satisfied_means=activity.judged_by["ev.satisfied"],
        min_ballots=int(activity.judged_by["ev.min_ballots"]),
        min_group=int(activity.judged_by["ev.min_group"]),
    )
    rating_tables.dice.shuffle(present)  # the order of rows must not be the order of signing in
    RatingParticipation.objects.bulk_create(
        RatingParticipation(round=round_, member_id=member) for member, _ in present
    )
    rating_tables.add_group(round_, RaterGroup.MEMBER, len(present))
    for group, number in sorted(Counter(activity.rating_codes.values_list("group", flat=True)).items()):
        rating_tables.add_group(round_, group, number)
    rating_tables.set_issued(round_)
    advance(round_, RATING, "open", by=None)
    message = Message(
        occasion=f"rating:{round_.pk}",
        kind=NoticeKind.RATING,
        subject=f"请测评：{activity.theme}"[:120],
        body="不记名，点六下就好。答案不和姓名放在一起，谁也查不到是谁填的。",
        link=reverse("my_rating", args=[activity.pk]),
    )
    queue((user for _, user in present if user is not None), message, activity=activity)
    return round_


def follow_register(activity: Activity) -> None:
    """A mark put right while the round is open: who turns out to have been there may rate, who was not may not.

    A ballot already given stays: nobody can tell which it is (E-36, EV-08).
    """
    round_ = RatingRound.objects.select_for_update().filter(activity=activity, state=RatingState.OPEN).first()
    if round_ is None:
        return
    present = set(
        activity.attendances.filter(status__in=PRESENT_STATUSES).values_list("member_id", flat=True)
    )
    round_.participations.filter(has_rated=False).exclude(member__in=present).delete()
    known = set(round_.participations.values_list("member_id", flat=True))
    RatingParticipation.objects.bulk_create(
        RatingParticipation(round=round_, member_id=member) for member in present - known
    )
    row: RatingGroup = round_.groups.get(group=RaterGroup.MEMBER)
    given = row.collected + _members_paper(round_)  # a ballot given stays, though nobody knows whose it is
    round_.groups.filter(pk=row.pk).update(issued=max(round_.participations.count(), given))
    rating_tables.set_issued(round_)


@transaction.atomic
def rate(round_: RatingRound, member: Member, *, grades: Mapping[str, str], remark: str = "") -> None:
    """A member's ballot. Every row of the round is written anew with it, remarks in a new random order, so that no
    row's place or transaction tells which ballot was whose (docs/decisions/0003).
    """
    round_ = lock(round_)
    refusal = why_not(round_, member)
    if refusal is not None:
        raise refusal
    _check(grades)
    _cast(round_, RaterGroup.MEMBER, grades, remark, member=member)


@transaction.atomic
def rate_by_code(code: RatingCode, *, grades: Mapping[str, str], remark: str = "") -> None:
    """A guest's ballot: one for each code; the same traces, or none, as a member's (EV-03, S37)."""
    held = RatingRound.objects.filter(activity=code.activity_id).first()
    if held is None:
        raise DomainError("活动结束以后才开始测评，请留好这张条，稍后再扫。", code="not_open")
    round_ = lock(held)
    found = RatingCode.objects.filter(pk=code.pk).first()
    if round_.state != RatingState.OPEN or clock.now() >= round_.closes_at:
        raise DomainError("测评已经结束，不能再交了。", code="closed")
    if found is None or found.is_used:
        raise DomainError("这个码已经用过了，谢谢。", code="already_rated")
    _check(grades)
    _cast(round_, found.group, grades, remark, code=found)


def why_not(round_: RatingRound, member: Member) -> DomainError | None:
    """Why the member cannot rate (any more), for the page and for the verb alike (E-36)."""
    if round_.state != RatingState.OPEN or clock.now() >= round_.closes_at:
        return DomainError("测评已经结束，不能再交了。", code="closed")
    has_rated = round_.participations.filter(member=member).values_list("has_rated", flat=True).first()
    if has_rated is None:
        return DomainError("这次活动没有您的到会登记，不能测评。登记有误，请告诉书记。", code="not_present")
    if has_rated:
        return DomainError("您已经测评过了，谢谢。", code="already_rated")
    if not members_left(round_):
        return DomainError("到会的人都已测评：其中有人填的是纸票。", code="full")
    return None


def members_left(round_: RatingRound) -> int:
    """Ballots the members may still give by phone: paper ballots take the place of as many (E-31, E-34)."""
    row: RatingGroup = round_.groups.get(group=RaterGroup.MEMBER)
    return max(row.issued - row.collected - _members_paper(round_), 0)


def _members_paper(round_: RatingRound) -> int:
    return round_.papers.filter(group=RaterGroup.MEMBER).values_list("collected", flat=True).first() or 0


@transaction.atomic
def close_round(round_: RatingRound) -> RatingRound:
    """Close it: who took part is forgotten, small groups are merged, too few answers are wiped as well (E-31)."""
    round_ = lock(round_)
    if round_.state == RatingState.CLOSED:
        return round_
    counted = rating_tables.put_together(round_)
    if counted < round_.min_ballots:
        rating_tables.wipe(round_)
    round_.participations.all().delete()
    round_.papers.all().delete()
    RatingCode.objects.filter(activity=round_.activity_id).delete()
    advance(round_, RATING, "close", by=None, fields=("left_out",))
    return round_


def close_if_due(activity: Activity) -> None:
    """A round whose time is over is closed by whoever needs its result first, not only by the clockwork."""
    due = RatingRound.objects.filter(activity=activity, state=RatingState.OPEN, closes_at__lte=clock.now())
    for round_ in due:
        close_round(round_)


def close_due(moment: datetime) -> int:
    """Close every round whose time is over, or in which everybody has rated."""
    done = Q(closes_at__lte=moment) | Q(collected__gte=F("issued"), issued__gt=0)
    rounds: Iterable[RatingRound] = RatingRound.objects.filter(state=RatingState.OPEN).filter(done)
    closed = [close_round(round_) for round_ in rounds]
    return len(closed)


def _cast(
    round_: RatingRound,
    group: str,
    grades: Mapping[str, str],
    remark: str,
    *,
    member: Member | None = None,
    code: RatingCode | None = None,
) -> None:
    """Both lists are written anew whichever the ballot came from: not even that is told by a row."""
    rating_tables.tick(round_.participations.all(), Q(member=member), "has_rated")
    codes = RatingCode.objects.filter(activity=round_.activity_id)
    rating_tables.tick(codes, Q(pk=code.pk if code else None), "is_used")
    rating_tables.count_ballot(round_, group, grades, remark.strip()[:300])


def _check(grades: Mapping[str, str]) -> None:
    for criterion in Criterion:
        require(grades.get(criterion), f"“{criterion.label}”还没有选。", field=criterion.value)
    for name, grade in grades.items():
        require(name in Criterion.values and grade in Grade.values, "没有这个选项。", field=name)
