"""A year of dues in each demo branch: assessed in January, collected and closed month by month."""

from datetime import date, datetime, time
from decimal import Decimal

from members.choices import Post
from members.choices_dues import DelayReason, DuesKind
from members.models import Member, User
from members.reports.dues_month import month_page
from members.reports.dues_remittance import proposal
from members.rules.dues_months import later, month_of
from members.services.appointing import appoint
from members.services.dues_assessing import Facts, assess
from members.services.dues_billing import make_bills
from members.services.dues_closing import close
from members.services.dues_collecting import Payment, receive
from members.services.dues_reminding import note_delay
from members.services.dues_remitting import receipt, remit
from partywork.common import clock
from partywork.demo.world import BranchWorld, World

WAGES = (
    "3456.78",
    "5210.00",
    "7840.50",
    "4980.00",
    "10860.00",
    "6300.00",
    "2980.00",
    "5000.00",
    "4216.00",
    "8125.40",
)
NOON = time(12)


def play(world: World, now: datetime) -> None:
    """Three keepers; two members of each branch pay a month late, one of the company is still behind."""
    year = now.year
    appoint(world.official, world.committee, Post.DUES_KEEPER, since=date(year - 2, 3, 1), by=world.official)
    keepers = [_keeper(each, year) for each in world.branches]
    with clock.replaying(clock.at(date(year, 1, 8), NOON)):
        for each, keeper in zip(world.branches, keepers, strict=True):
            for number, member in enumerate(each.members):
                assess(member, each.branch, _facts(each, world, number, member, year), by=keeper)
    month, today = date(year, 1, 1), now.date()
    away = date(year, max(today.month - 3, 1), 1)
    while month <= month_of(today):
        make_bills(month, today=min(today, later(month)))
        if month < month_of(today):
            with clock.replaying(clock.at(month.replace(day=8), NOON)):
                for each, keeper in zip(world.branches, keepers, strict=True):
                    _collect(each, month, keeper, behind=each is world.company and month >= away)
            if month.month % 3 == 0:
                _hand_up(world, month, keepers)
        month = later(month)
    note_delay(
        world.company.members[8],
        world.company.branch,
        reason=DelayReason.AWAY,
        since=away,
        until=month_of(today),
        by=keepers[-1],
    )


def _hand_up(world: World, month: date, keepers: list[User]) -> None:
    """The quarter goes up the day after it is closed; the committee receipts it a day later."""
    for number, (each, keeper) in enumerate(zip(world.branches, keepers, strict=True), start=1):
        with clock.replaying(clock.at(month.replace(day=9), NOON)):
            found = proposal(each.branch)
            if found is None:
                continue
            row = remit(
                each.branch,
                first=found.first,
                remitted_fen=found.expected_fen,
                handed_on=clock.today(),
                by=keeper,
            )
        with clock.replaying(clock.at(month.replace(day=10), NOON)):
            receipt(row, number=f"{month:%Y-%m}-{number:02}", on=clock.today(), by=world.official)


def _keeper(each: BranchWorld, year: int) -> User:
    keeper = each.members[2].user
    assert keeper is not None
    appoint(keeper, each.branch, Post.DUES_KEEPER, since=date(year - 2, 3, 1), by=each.secretary)
    return keeper


def _facts(each: BranchWorld, world: World, number: int, member: Member, year: int) -> Facts:
    since = max(date(year, 1, 1), month_of(member.joined_on))
    if each is world.students:
        return Facts(DuesKind.STUDENT, since, reason="在校学生")
    base = Decimal(WAGES[number % len(WAGES)])
    retired = number >= len(each.members) - (2 if each is world.company else 1)
    return Facts(DuesKind.RETIRED if retired else DuesKind.EMPLOYED, since, base, reason=f"{year}年核定")


def _collect(each: BranchWorld, month: date, keeper: User, *, behind: bool) -> None:
    """All but one are ticked, who pays a month later; `behind`: one more has not paid since he is away."""
    found = month_page(each.branch, month)
    late = {each.members[number].pk for number in (month.month % 7 + 1, *((8,) if behind else ()))}
    for member in (each.members[(month.month - 1) % 7 + 1],) if month.month > 1 else ():
        receive(each.branch, month, Payment(member, (later(month, -1),), reason="上月出差"), by=keeper)
    ticked = {row.member_id for row in found.open_rows} - late
    total = month_page(each.branch, month).figures["counted"]
    total += sum(row.due_fen for row in found.open_rows if row.member_id in ticked)
    close(each.branch, month, counted_fen=total, ticked=ticked, by=keeper)
