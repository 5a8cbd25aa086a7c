"""Rating by those who were there; nobody can tell who answered what (EV-01..EV-09, E-31..E-36)."""

import random
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse

from activities.choices import PRESENT_STATUSES, Criterion, Grade, NoticeKind, RatingState
from activities.models import Activity, RatingParticipation, RatingRemark, RatingRound, RatingTally
from activities.services.notifying import Message, queue
from activities.states import RATING
from members.models import Member
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, lock, require, save

_dice = random.SystemRandom()


def prepare_round(activity: Activity) -> RatingRound:
    """At closing: everybody who was there may rate, from now for the hours the committee set (EV-01)."""
    hours = int(activity.judged_by["ev.open_hours"])
    now = clock.now()
    present = list(
        activity.attendances.filter(status__in=PRESENT_STATUSES).values_list("member_id", "member__user_id")
    )
    round_ = RatingRound.objects.create(
        activity=activity,
        opens_at=now,
        closes_at=max(now, activity.ends_at) + timedelta(hours=hours),
        issued=len(present),
        satisfied_means=activity.judged_by["ev.satisfied"],
        min_ballots=int(activity.judged_by["ev.min_ballots"]),
    )
    _dice.shuffle(present)  # the order of rows must not be the order of signing in
    RatingParticipation.objects.bulk_create(
        RatingParticipation(round=round_, member_id=member) for member, _ in present
    )
    RatingTally.objects.bulk_create(
        RatingTally(round=round_, criterion=criterion, grade=grade)
        for criterion in Criterion
        for grade in Grade
    )
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
    round_.issued = round_.participations.count()
    save(round_, "issued")


@transaction.atomic
def rate(round_: RatingRound, member: Member, *, grades: Mapping[str, str], remark: str = "") -> None:
    """One ballot. Counters go up; every row of the round is written anew with it, remarks in a new random
    order, so that no row's place or transaction tells which ballot was whose (docs/decisions/0003).
    """
    round_ = lock(round_)
    refusal = why_not(round_, member)
    if refusal is not None:
        raise refusal
    _check(grades)
    round_.participations.update(
        has_rated=Case(When(member=member, then=Value(True)), default=F("has_rated"))
    )
    given, counter = Q(), RatingTally._meta.get_field("count")
    for criterion, grade in grades.items():
        if grade:
            given |= Q(criterion=criterion, grade=grade)
    round_.tallies.update(
        count=Case(When(given, then=F("count") + 1), default=F("count"), output_field=counter)
    )
    _shuffle_remarks(round_, remark.strip()[:300])
    round_.collected += 1
    save(round_, "collected")


def why_not(round_: RatingRound, member: Member) -> DomainError | None:
    """Why the member cannot rate (any more), for the page and for the verb alike (E-36)."""
    if round_.state != RatingState.OPEN or clock.now() >= round_.closes_at:
        return DomainError("测评已经结束，不能再交了。", code="closed")
    has_rated = round_.participations.filter(member=member).values_list("has_rated", flat=True).first()
    if has_rated is None:
        return DomainError("这次活动没有您的到会登记，不能测评。登记有误，请告诉书记。", code="not_present")
    return DomainError("您已经测评过了，谢谢。", code="already_rated") if has_rated else None


@transaction.atomic
def close_round(round_: RatingRound) -> RatingRound:
    """Close it: who took part is forgotten; with too few ballots the answers are wiped as well (E-31)."""
    round_ = lock(round_)
    if round_.state == RatingState.CLOSED:
        return round_
    advance(round_, RATING, "close", by=None)
    round_.participations.all().delete()
    if round_.collected < round_.min_ballots:
        round_.tallies.update(count=0)
        round_.remarks.all().delete()
    else:
        round_.tallies.update(count=F("count"))
        _shuffle_remarks(round_)
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


def _shuffle_remarks(round_: RatingRound, another: str = "") -> None:
    """All remarks of the round as new rows with new keys: updated in place they would keep their order."""
    texts = list(round_.remarks.values_list("text", flat=True))
    round_.remarks.all().delete()
    texts += [another] if another else []
    _dice.shuffle(texts)
    RatingRemark.objects.bulk_create(RatingRemark(round=round_, text=text) for text in texts)


def _check(grades: Mapping[str, str]) -> None:
    for criterion in Criterion:
        require(grades.get(criterion), f"“{criterion.label}”还没有选。", field=criterion.value)
    for name, grade in grades.items():
        require(name in Criterion.values and grade in Grade.values, "没有这个选项。", field=name)
