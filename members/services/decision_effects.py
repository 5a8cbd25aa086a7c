"""What a decision brings about is not entered a second time: who is not expected, which posts end (E-52, MEM-02)."""

from collections.abc import Collection
from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices import ExemptionReason
from members.choices_honours import WITHOUT_VOTE, DisciplineKind
from members.models import DisciplineFact, ExemptionSpell, Member
from members.rules.covering import pieces, uncovered
from members.services.ending_posts import end_posts_by, give_back
from members.services.exempting import end_exemption, latest_end
from partywork.common import clock
from partywork.common.verbs import journal, lock

# So long before the exemption runs out it is renewed, as long as the decision runs (MEM-16: at most twelve months).
RENEWED_BEFORE = timedelta(days=30)


def follow(fact: DisciplineFact, *, by: AbstractBaseUser, posts: Collection[int] | None = None) -> None:
    """Detained: not expected while it lasts. 留党察看: all posts in the Party end; 撤销党内职务: those it names.

    What was closed stays as it was.
    """
    resume(fact, by=by)
    if fact.kind == DisciplineKind.PROBATION:
        end_posts_by(fact, fact.member, fact.since, by=by)
    if fact.kind == DisciplineKind.DISMISSED:
        end_posts_by(fact, fact.member, fact.since, by=by, only=posts)


def resume(fact: DisciplineFact, *, by: AbstractBaseUser | None) -> None:
    """What lasts with the decision, and not what it brought about once."""
    if fact.kind == DisciplineKind.DETAINED:
        cover(fact, today=clock.today(), by=by)


@transaction.atomic
def cover(fact: DisciplineFact, *, today: date, by: AbstractBaseUser | None) -> int:
    """Exempt from the first day on, for as long as one approval may last; other exemptions in between stand."""
    held = lock(fact.member)
    here = held.spells.filter(period__contains=today).select_related("branch").first()
    if here is None or not DisciplineFact.objects.running_on(today).filter(pk=fact.pk).exists():
        return 0
    months = int(in_force(here.branch, today)["mem.exempt_max_months"])
    first = max(fact.since, here.period.lower)
    soon = today + RENEWED_BEFORE
    last = fact.until or latest_end(soon, months)
    taken = held.exemptions.filter(branch=here.branch).values_list("since", "until")
    free = uncovered(first, last, taken)
    found = [piece for span in free for piece in pieces(span, lambda day: latest_end(day, months))]
    spans = [span for span in found if span[0] <= soon]
    for span in spans:
        _exempt(held, here.branch, span, fact, by=by)
    return len(spans)


def renew_all(today: date) -> int:
    """Every night: whoever is still kept away by a decision is not expected again by the running out of a date."""
    running = DisciplineFact.objects.running_on(today).filter(kind=DisciplineKind.DETAINED)
    return sum(cover(fact, today=today, by=None) for fact in running.select_related("member", "entered_by"))


def release(member: Member, *, on: date, by: AbstractBaseUser | None) -> None:
    """Expected again from that day on, unless another decision still keeps the member away."""
    if DisciplineFact.objects.running_on(on).filter(member=member, kind=DisciplineKind.DETAINED).exists():
        return
    for spell in member.exemptions.filter(reason=ExemptionReason.SUSPENDED, until__gte=on):
        end_exemption(spell, last_day=on - timedelta(days=1), by=by)


def take_back(fact: DisciplineFact, *, by: AbstractBaseUser) -> None:
    """It had been entered by mistake: expected again, in the posts again; another decision still does its own."""
    give_back(fact, by=by)
    if fact.kind == DisciplineKind.DETAINED:
        release(fact.member, on=fact.since, by=by)
        for other in running_facts(fact.member, clock.today()):
            resume(other, by=by)


def running_facts(member: Member, on: date) -> list[DisciplineFact]:
    """What a decision on membership puts an end to."""
    return list(DisciplineFact.objects.running_on(on).filter(member=member, kind__in=WITHOUT_VOTE))


def _exempt(
    member: Member,
    branch: Organization,
    span: tuple[date, date],
    fact: DisciplineFact,
    *,
    by: AbstractBaseUser | None,
) -> None:
    since, until = span
    spell: ExemptionSpell = ExemptionSpell.objects.create(
        member=member,
        branch=branch,
        reason=ExemptionReason.SUSPENDED,
        since=since,
        until=until,
        approved_by_id=by.pk if by else fact.entered_by_id,
    )
    journal(spell, "exempt", by=by, after=f"{since} 至 {until}")
