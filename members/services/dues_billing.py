"""Bills: on the 1st for everybody at once, later for whoever comes or changes (S30, DU-01, DU-09, DU-13)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction

from branches.models import Organization
from members.choices_dues import Account, EntryKind
from members.models import DuesAssessment, DuesBill, DuesPosting, DuesRelief, Member, MembershipSpell
from members.reports.dues_sums import credits_of, outstanding
from members.rules.dues_months import later, month_of, month_text, months_until
from members.services.dues_booking import Line, book, is_closed, open_month
from partywork.common import clock

A = Account

# Whoever was in the branch on the first day owes it the month; whoever came later in the month is met by the second
# statement, unless another branch has the bill already. What is there is left alone, so it may run every night.
_BILLS = """
INSERT INTO members_duesbill (member_id, branch_id, month, booked, amount_fen, assessment_id, relief_id, made_at)
SELECT spell.member_id, spell.branch_id, %(month)s,
       CASE WHEN closed.id IS NULL THEN %(month)s ELSE %(next)s END,
       COALESCE(relief.monthly_fen, assessed.monthly_fen), assessed.id, relief.id, %(now)s
FROM members_membershipspell spell
JOIN branches_organization branch ON branch.id = spell.branch_id AND branch.domain <> 'temporary'
JOIN members_duesassessment assessed ON assessed.member_id = spell.member_id AND assessed.period @> %(month)s::date
LEFT JOIN members_duesrelief relief ON relief.member_id = spell.member_id AND relief.period @> %(month)s::date
LEFT JOIN members_duesmonth closed
  ON closed.branch_id = spell.branch_id AND closed.month = %(month)s AND closed.state = 'closed'
WHERE {spells}
ON CONFLICT (member_id, month) DO NOTHING
"""
_THERE_ON_THE_FIRST = "spell.period @> %(month)s::date"
_CAME_LATER = "lower(spell.period) > %(month)s AND lower(spell.period) <= %(day)s"


@transaction.atomic
def make_bills(month: date, *, today: date) -> int:
    """The bills of the month for every branch: two statements, however many members there are."""
    last = min(today, later(month) - timedelta(days=1))
    facts = {"month": month, "next": later(month), "day": last, "now": clock.now()}
    made = 0
    with connection.cursor() as cursor:
        for spells in (_THERE_ON_THE_FIRST, _CAME_LATER):
            cursor.execute(_BILLS.format(spells=spells), facts)
            made += cursor.rowcount
    return made


def bill_member(member: Member, branch: Organization, months: Iterable[date]) -> list[DuesBill]:
    """Bills of one member for months that have none: newcomers, back to the admitting meeting (DU-09); in advance."""
    wanted = list(months)
    billed = set(DuesBill.objects.filter(member=member, month__in=wanted).values_list("month", flat=True))
    booked, now = open_month(branch), clock.now()
    assessments = list(DuesAssessment.objects.filter(member=member))
    reliefs = list(DuesRelief.objects.filter(member=member))
    made = []
    for month in wanted:
        assessed = next((each for each in assessments if month in each.period), None)
        if month in billed or assessed is None:
            continue
        relief = next((each for each in reliefs if month in each.period), None)
        made.append(
            DuesBill(
                member=member,
                branch=branch,
                month=month,
                booked=booked if is_closed(branch, month) or month < booked else month,
                amount_fen=relief.monthly_fen if relief else assessed.monthly_fen,
                assessment=assessed,
                relief=relief,
                made_at=now,
            )
        )
    return DuesBill.objects.bulk_create(made, ignore_conflicts=True)


def months_owed_here(member: Member, branch: Organization, since: date, today: date) -> list[date]:
    """The months from `since` to this one that the member owes this branch.

    A probationary member owes from the month of the meeting that admitted him, though he is entered after the
    approval (MEM-23, E-60).
    """
    spells = list(MembershipSpell.objects.filter(member=member).order_by("period"))
    here = [spell for spell in spells if spell.branch_id == branch.pk]
    if not here:
        return []
    begins = here[0].period.lower
    first = month_of(member.joined_on if spells[0].pk == here[0].pk and not member.full_on else begins)
    found = []
    for month in months_until(max(since, first), month_of(today)):
        payee = _payee(spells, month)
        if payee is None or payee == branch.pk:
            found.append(month)
    return found


def _payee(spells: list[MembershipSpell], month: date) -> int | None:
    """The branch of the first day in the month that the member had one; None before the first spell."""
    end = later(month)
    for spell in spells:
        if spell.period.lower < end and (spell.period.upper is None or spell.period.upper > month):
            return spell.branch_id
    return None


def adjust(
    branch: Organization,
    member: Member,
    wanted: dict[date, int],
    *,
    by: AbstractBaseUser | None,
    reason: str,
) -> None:
    """Bring what is owed for billed months to the wanted sums, as one dated correction (E-56).

    What was paid too much becomes the member's credit for next months; the old bills stay as they were.
    """
    now = effective(member, wanted)
    differences = {month: wanted[month] - fen for month, fen in now.items() if wanted[month] != fen}
    if not differences:
        return
    lines = []
    open_sums = outstanding([member.pk], differences)
    for month, difference in differences.items():
        lines += [Line(A.MEMBER, difference, member.pk, month), Line(A.DUES, -difference, None, month)]
        over = -min(open_sums.get((member.pk, month), 0) + difference, 0)
        if over:
            lines += [Line(A.MEMBER, over, member.pk, month), Line(A.CREDIT, -over, member.pk)]
    said = f"{reason}（{'、'.join(month_text(month) for month in differences)}）"
    book(
        branch,
        EntryKind.ADJUSTMENT,
        lines,
        booked=open_month(branch),
        on=clock.today(),
        by=by,
        member=member,
        reason=said[:300],
    )


def effective(member: Member, months: Iterable[date]) -> dict[date, int]:
    """What is owed in all for billed months, adjustments included: two queries."""
    wanted = list(months)
    bills = DuesBill.objects.filter(member=member, month__in=wanted)
    sums = dict(bills.values_list("month", "amount_fen"))
    changed = DuesPosting.objects.filter(
        entry__member=member, entry__kind=EntryKind.ADJUSTMENT, account=A.DUES, month__in=wanted
    )
    for month, fen in changed.values_list("month", "fen"):
        sums[month] = sums.get(month, 0) - fen
    return sums


def credit_of(member: Member, branch: Organization) -> int:
    return credits_of([member.pk], branch).get(member.pk, 0)
