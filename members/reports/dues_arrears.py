"""Who is behind and why, as far as it is known: for the keeper and the secretary, never a public list (N28)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from branches.models import Organization
from members.models import DuesBill, DuesDelay, DuesReminder, Member
from members.reports.dues_sums import outstanding
from members.rules.dues_arrears import standing
from members.rules.dues_months import later, month_of, months_until, span_text


@dataclass(frozen=True)
class Behind:
    """One member who is behind. `running` are the months in a row without a known reason (MEM-14)."""

    member_id: int
    name: str
    months: tuple[date, ...]
    fen: int
    reason: str
    running: int
    alert: int
    reminded: bool
    has_account: bool

    @property
    def span(self) -> str:
        return span_text(list(self.months))


def behind(branch: Organization, today: date) -> list[Behind]:
    """Months before this one that are not paid, longest first; four queries for any number of members.

    This month is not late before it ends (DU-19).
    """
    last = later(month_of(today), -1)
    bills = DuesBill.objects.filter(branch=branch, month__lte=last)
    people = list(bills.values_list("member", flat=True).distinct())
    unpaid: dict[int, dict[date, int]] = {}
    for (member, month), fen in outstanding(people).items():
        if fen > 0 and month <= last:
            unpaid.setdefault(member, {})[month] = fen
    here = set(bills.filter(member__in=list(unpaid)).values_list("member", "month"))
    delays = _delays(unpaid)
    reminded = set(
        DuesReminder.objects.filter(member__in=list(unpaid), month=month_of(today)).values_list(
            "member", flat=True
        )
    )
    names = Member.objects.in_bulk(list(unpaid))
    found = []
    for pk, months in unpaid.items():
        owed_here = {month: fen for month, fen in months.items() if (pk, month) in here}
        if not owed_here:
            continue
        excused = {month for delay in delays.get(pk, ()) for month in months_until(delay.since, delay.until)}
        state = standing(months, excused, last)
        known = [delay.get_reason_display() for delay in delays.get(pk, ()) if _meets(delay, owed_here)]
        found.append(
            Behind(
                member_id=pk,
                name=names[pk].name,
                months=tuple(sorted(owed_here)),
                fen=sum(owed_here.values()),
                reason="、".join(dict.fromkeys(known)),
                running=state.running,
                alert=state.alert,
                reminded=pk in reminded,
                has_account=names[pk].user_id is not None,
            )
        )
    return sorted(found, key=lambda line: (-line.running, -len(line.months), names[line.member_id].name_key))


def _delays(members: Iterable[int]) -> dict[int, list[DuesDelay]]:
    found: dict[int, list[DuesDelay]] = {}
    for delay in DuesDelay.objects.filter(member__in=list(members)).order_by("since"):
        found.setdefault(delay.member_id, []).append(delay)
    return found


def _meets(delay: DuesDelay, months: Iterable[date]) -> bool:
    return any(delay.since <= month <= delay.until for month in months)
