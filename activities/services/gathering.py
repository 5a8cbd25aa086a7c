"""Holding several duties together on one afternoon: adding a part, taking one in, taking one out (N06, PD-19)."""

from datetime import datetime

from django.db import transaction

from activities.choices import ActivityState
from activities.kinds import Kind, kind_of
from activities.models import Activity, Gathering
from activities.reports.gathering import parts_of, span_of
from activities.reports.kinds_held import why_not_held
from activities.rules.duration import judge_duration
from activities.rules.gathering import Place, in_the_way, place_for
from activities.rules.kind_limits import least_minutes
from activities.services import together
from activities.services.following import part_followed
from activities.services.opening import Opening, create
from branches.reports.parameters import in_force
from members.models import User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require, save

WORDS = "与{kinds}合并在同一次集中开展，全程{minutes}分钟，各算各的时间"


@transaction.atomic
def add_part(activity: Activity, kind: str, *, by: User) -> Activity:
    """One more duty on the same afternoon, with a part of the time of its own; asked for twice it is one.

    Before the notice went out the activity gives it the first part of its time; afterwards it follows behind.
    """
    branch = lock(activity.branch)
    parts = together.lock_parts(_fresh(activity))
    activity = together.own_of(parts, activity)
    sort = kind_of(kind)
    known = next((part for part in parts if part.kind == sort.key), None)
    if known is not None:
        return known
    _require_fit(activity)
    refusal = why_not_held(branch, sort, activity.day)
    require(not refusal, refusal, code="not_held_here")
    place = _place(activity, sort)
    require(
        clock.due_day(place.ends_at) == activity.day, "当天的时间不够再办一项，请先改时间。", code="no_time"
    )
    gathering = activity.gathering or _begin(activity, by=by)
    if place.then_at != activity.starts_at:
        activity.starts_at = place.then_at
        activity.revision += 1
        save(activity, "starts_at", "revision")
    part = create(
        Opening(
            branch=branch,
            kind=sort,
            theme=sort.title_in(activity.day.year, activity.day.month) or sort.label,
            starts_at=place.starts_at,
            ends_at=place.ends_at,
            place=activity.place,
            venue=activity.venue,
            more={"for_year": activity.for_year, "for_month": activity.for_month, "gathering": gathering},
        ),
        by=by,
    )
    _explain_short(gathering)
    journal(part, "gather", by=by, reason=str(activity), after=part.state)
    return part


@transaction.atomic
def take_in(activity: Activity, other: Activity, *, by: User) -> Activity:
    """Another activity of the same day becomes a part of the same gathering. Twice is once."""
    lock(activity.branch)
    parts = together.lock_parts(_fresh(activity))
    activity = together.own_of(parts, activity)
    other = lock(other)
    if other.gathering_id is not None and other.gathering_id == activity.gathering_id:
        return other
    _require_fit(activity)
    _require_fit(other)
    require(other.pk != activity.pk, "请选另一项。", code="same")
    require(other.branch_id == activity.branch_id, "不是同一个支部的，不能合并。", code="other_branch")
    require(other.day == activity.day, "同一次集中的各项要在同一天。", code="other_day")
    require(other.gathering_id is None, "它已经在另一次集中里，请先移出。", code="elsewhere")
    require_free(other, parts, field="")
    other.gathering = activity.gathering or _begin(activity, by=by)
    save(other, "gathering")
    _explain_short(other.gathering)
    journal(other, "gather", by=by, reason=str(activity), after=other.state)
    return other


@transaction.atomic
def take_out(activity: Activity, *, by: User) -> Activity:
    """It stands alone again, with what was marked on it. Of two parts neither is one any more."""
    lock(activity.branch)
    parts = together.lock_parts(_fresh(activity))
    activity = together.own_of(parts, activity)
    if activity.gathering_id is None:
        return activity
    require(activity.is_open, f"已经{activity.get_state_display()}，不能再移出。", code="wrong_state")
    gathering = activity.gathering
    activity.gathering = None
    save(activity, "gathering")
    journal(activity, "take_out", by=by, after=activity.state)
    rest = Activity.objects.standing().filter(gathering=gathering)
    if rest.count() == 1:
        rest.update(gathering=None, updated_at=clock.now())
    return activity


def require_free(activity: Activity, parts: list[Activity], *, field: str = "start") -> None:
    """Every hour of a gathering is one part's alone."""
    spans = [span_of(part) for part in parts if part.state != ActivityState.CANCELLED]
    found = in_the_way(span_of(activity), spans)
    if found is None:
        return
    other = next(part for part in parts if part.pk == found.key)
    raise DomainError(
        f"和同一次集中的{other.sort.label}（{_hour(other.starts_at)}—{_hour(other.ends_at)}）时间重叠，"
        f"一个小时不能算两次。",
        field=field,
        code="overlap",
    )


def _place(activity: Activity, sort: Kind) -> Place:
    draft = activity.state == ActivityState.DRAFT and part_followed(activity) is None
    others = [span_of(part) for part in parts_of(activity) if part.pk != activity.pk]
    return place_for(sort.usual_minutes, span_of(activity), others, may_give=draft)


def _fresh(activity: Activity) -> Activity:
    """As it stands now that the branch is held: somebody may have begun the gathering a moment ago."""
    return Activity.objects.get(pk=activity.pk)


def _require_fit(activity: Activity) -> None:
    require(
        activity.is_open,
        f"{activity.sort.label}{activity.get_state_display()}，不能再合并。",
        code="wrong_state",
    )
    require(not activity.spans_days, "几天的活动不能和别的合在一次集中里。", code="several_days")


def _begin(activity: Activity, *, by: User) -> Gathering:
    activity.gathering = Gathering.objects.create(branch=activity.branch, created_by=by)
    save(activity, "gathering")
    return activity.gathering


def _explain_short(gathering: Gathering) -> None:
    """A Party day that gave some of its half day away says so itself; the words can be changed (PD-02)."""
    parts = list(
        Activity.objects.standing().filter(gathering=gathering).select_related("branch").order_by("starts_at")
    )
    for part in parts:
        least = least_minutes(part.sort, in_force(part.branch, part.day))
        if judge_duration(part.starts_at, part.ends_at, least).is_enough or part.short_reason:
            continue
        others = "、".join(other.sort.label for other in parts if other.pk != part.pk)
        part.short_reason = WORDS.format(kinds=others, minutes=sum(each.minutes for each in parts))
        save(part, "short_reason")


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(clock.OFFICE):%H:%M}"
