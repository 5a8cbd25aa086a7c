"""What a decision brings about is not entered a second time: who is not expected, which posts end (E-52, MEM-02)."""

from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices import ExemptionReason
from members.choices_honours import WITHOUT_VOTE, DisciplineKind
from members.models import Appointment, DisciplineFact, ExemptionSpell, Member
from members.rules.covering import pieces, uncovered
from members.services.appointing import relieve
from members.services.exempting import end_exemption, latest_end
from partywork.common import clock
from partywork.common.verbs import journal, lock

# So long before the exemption runs out it is renewed, as long as the decision runs (MEM-16: at most twelve months).
RENEWED_BEFORE = timedelta(days=30)


def follow(fact: DisciplineFact, *, by: AbstractBaseUser) -> None:
    """Detained: not expected while it lasts. 留党察看: the posts in the Party end. What was closed stays as it was."""
    if fact.kind == DisciplineKind.DETAINED:
        cover(fact, today=clock.today(), by=by)
    if fact.kind == DisciplineKind.PROBATION:
        _end_posts(fact.member, fact.since, by=by)


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


def _end_posts(member: Member, since: date, *, by: AbstractBaseUser) -> None:
    """By the regulations posts in the Party end with 留党察看; one that began later ends today. No word why."""
    if member.user_id is None:
        return
    for post in Appointment.objects.filter(holder_id=member.user_id, period__endswith__isnull=True):
        day = since if since > post.period.lower else clock.today()
        relieve(post, day=day, by=by, reason="按党组织的决定免去")
