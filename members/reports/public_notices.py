"""The notices of a branch, of one person, and those on a member's pages today; the word on the step behind (DV-14)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from branches.models import Organization
from branches.reports.parameters import InForce
from members.choices_development import StepOutcome
from members.choices_publicity import NoticePoint, NoticeScope
from members.models import Development, Member, NoticedPerson, NoticeObjection, PublicNotice
from members.rules.development import BY_NUMBER
from members.rules.publicity import AFTER_STEP, BEFORE_STEP, POINT_BEFORE, NoticeFacts, Wait, why_waits


def notices_of(branch: Organization) -> list[PublicNotice]:
    """Everything that was put up in the branch, newest first, with what is open. One query."""
    return list(PublicNotice.objects.filter(branch=branch).with_open_objections())


def shown_to(member: Member, day: date) -> list[PublicNotice]:
    """What a member finds today: notices of the own branch, and those of the unit it belongs to. Two queries."""
    branch = Organization.objects.filter(
        membership_spells__member=member, membership_spells__period__contains=day
    ).first()
    return list(shown_in(branch, day)) if branch else []


def is_shown_to(notice: PublicNotice, member: Member, day: date) -> bool:
    return any(each.pk == notice.pk for each in shown_to(member, day))


def shown_in(branch: Organization, day: date) -> QuerySet[PublicNotice]:
    """The same by branch. The unit is what stands below the same next higher organization."""
    unit = branch.path[: -Organization.steplen]
    here = Q(branch=branch)
    if unit:
        here |= Q(scope=NoticeScope.UNIT, branch__path__startswith=unit)
    return PublicNotice.objects.shown_on(day).filter(here).select_related("branch")


def waits_for_notice(development: Development, step: int, day: date, limits: InForce) -> Wait | None:
    """Why the step should wait for its notice on that day. At most four queries, none where no notice belongs."""
    point = POINT_BEFORE.get(step)
    asked = tuple(limits["dv.publicity_points"])
    if point is None or point not in asked:
        return None
    return why_waits(step, asked, _facts(development, point), day)


def _facts(development: Development, point: NoticePoint) -> list[NoticeFacts]:
    """What was put up since the step before it was taken: after an extension or a refusal it is put up anew."""
    before = development.steps.filter(key=BY_NUMBER[AFTER_STEP[point]].key, outcome=StepOutcome.DONE)
    since = before.values_list("done_on", flat=True).first() or date.min
    rows = list(
        development.noticed.filter(notice__point=point, notice__posted_on__gte=since).select_related("notice")
    )
    said = NoticeObjection.objects.filter(notice__in=[row.notice_id for row in rows], answered_at=None)
    unanswered = list(said.values_list("notice", "about"))
    return [
        NoticeFacts(
            row.notice.state,
            row.notice.posted_on,
            row.notice.until,
            open_objections=_open(row, unanswered),
            result=row.result,
        )
        for row in rows
    ]


def _open(row: NoticedPerson, unanswered: Iterable[tuple[int, int | None]]) -> int:
    """A word about somebody else on the same sheet does not hold this one back."""
    return sum(1 for notice, about in unanswered if notice == row.notice_id and about in (None, row.pk))


def waiting_for_word(branch: Organization, today: date) -> QuerySet[PublicNotice]:
    """Those against which somebody spoke and nobody has answered yet (`open_objections`), and those that are over
    and nobody has said what came of it; the first to end first.
    """
    rows = PublicNotice.objects.filter(branch=branch, state="up").with_open_objections()
    return rows.filter(Q(open_objections__gt=0) | Q(until__lt=today)).order_by("until")


def ready_for_notice(branch: Organization, points: Iterable[str]) -> dict[str, list[Development]]:
    """Whose name can be put up next, by point: the step before is done, the one behind is not. Three queries."""
    rows = Development.objects.open().filter(branch=branch).with_steps().by_name()
    last: dict[tuple[int, str], date] = {}
    people = NoticedPerson.objects.filter(notice__branch=branch).exclude(notice__state="withdrawn")
    for pk, point, day in people.order_by("notice__posted_on").values_list(
        "development", "notice__point", "notice__posted_on"
    ):
        last[pk, point] = day
    found: dict[str, list[Development]] = {point: [] for point in points}
    for development in rows:
        done = {row.key: row.done_on for row in development.taken if row.is_done}
        for point in found:
            here = NoticePoint(point)
            since = done.get(BY_NUMBER[AFTER_STEP[here]].key)
            if since is None or BY_NUMBER[BEFORE_STEP[here]].key in done:
                continue
            if last.get((development.pk, point), date.min) < since:
                found[point].append(development)
    return found
