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


@transaction.atomic
def rate(round_: RatingRound, member: Member, *, grades: Mapping[str, str], remark: str = "") -> None:
    """One ballot. Counters go up; the whole list of who has rated is rewritten, so that no row's place or
    transaction tells which ballot was whose. A blank grade is counted nowhere.
    """
    round_ = lock(round_)
    require(round_.state == RatingState.OPEN, "测评已经结束。", code="closed")
    require(clock.now() < round_.closes_at, "测评已经结束。", code="closed")
    mine = round_.participations.filter(member=member).first()
    if mine is None:
        raise DomainError("这次活动您没有到会登记，不能测评。", code="not_present")
    require(not mine.has_rated, "您已经测评过了，谢谢。", code="already_rated")
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
    if remark.strip():
        RatingRemark.objects.create(round=round_, text=remark.strip()[:300])
    round_.remarks.update(text=F("text"))
    round_.collected += 1
    save(round_, "collected")


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
    return round_


def close_due(moment: datetime) -> int:
    """Close every round whose time is over, or in which everybody has rated."""
    done = Q(closes_at__lte=moment) | Q(collected__gte=F("issued"), issued__gt=0)
    rounds: Iterable[RatingRound] = RatingRound.objects.filter(state=RatingState.OPEN).filter(done)
    closed = [close_round(round_) for round_ in rounds]
    return len(closed)


def _check(grades: Mapping[str, str]) -> None:
    for criterion in Criterion:
        require(grades.get(criterion), f"“{criterion.label}”还没有选。", field=criterion.value)
    for name, grade in grades.items():
        require(name in Criterion.values and grade in Grade.values, "没有这个选项。", field=name)
