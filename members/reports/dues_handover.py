"""What a keeper hands over: the box, the books, who is behind; from the bookings of the moment (DU-17)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Max, Sum

from branches.models import Organization
from members.choices import Post
from members.choices_dues import Account
from members.documents.dues_handover import ArrearsLine, DuesHandoverDocument, HandoverSheet
from members.models import (
    Appointment,
    DuesBill,
    DuesEntry,
    DuesHandover,
    DuesMonth,
    DuesPosting,
    DuesRemittance,
    User,
)
from members.reports.dues_arrears import behind
from members.reports.dues_assessments import assessments_of
from members.reports.dues_remittance import in_hand
from members.rules.dues_months import month_of, month_text, months_until, span_text
from partywork.common import clock
from partywork.common.money import in_words, yuan_text

A = Account


def keepers_of(branch: Organization, day: date) -> list[User]:
    """Who keeps the dues of the branch on that day."""
    posts = Appointment.objects.on(day).filter(organization=branch, post=Post.DUES_KEEPER)
    return [post.holder for post in posts.select_related("holder").order_by("period", "pk")]


def has_deputy(branch: Organization, day: date) -> bool:
    """A deputy secretary stands in where the secretary or the keeper cannot."""
    return Appointment.objects.on(day).filter(organization=branch, post=Post.DEPUTY_SECRETARY).exists()


def givers_of(branch: Organization) -> list[User]:
    """Who keeps the dues now or kept them before: whoever has gone still hands over."""
    posts = Appointment.objects.filter(organization=branch, post=Post.DUES_KEEPER).select_related("holder")
    return list(dict.fromkeys(post.holder for post in posts.order_by("-period")))


def usual_two(keepers: Sequence[User], givers: Sequence[User]) -> dict[str, int]:
    """Who mostly hands over to whom: the keeper of longest standing, else who was it last, to the newest."""
    if not keepers:
        return {}
    taker = keepers[-1]
    giver = next((user for user in (*keepers, *givers) if user.pk != taker.pk), None)
    return {"taker": taker.pk, **({"giver": giver.pk} if giver else {})}


def handover_sheet(
    branch: Organization, *, on: date, giver: User, taker: User, counted_fen: int, difference_reason: str
) -> HandoverSheet:
    """A fixed number of queries; the bases stay sealed."""
    lines, sheet = behind(branch, on), assessments_of(branch, on)
    cash = in_hand(branch)
    closed = DuesMonth.objects.filter(branch=branch, state=DuesMonth.State.CLOSED)
    latest = closed.aggregate(latest=Max("month"))["latest"]
    waiting = DuesRemittance.objects.filter(branch=branch, state=DuesRemittance.State.SENT).order_by("first")
    last = DuesEntry.objects.filter(branch=branch).exclude(number=None).order_by("-year", "-number").first()
    return HandoverSheet(
        branch=branch.name_on(on),
        on=on,
        giver=str(giver),
        taker=str(taker),
        cash=yuan_text(cash),
        counted=yuan_text(counted_fen),
        words=in_words(counted_fen),
        difference=_difference(counted_fen - cash, difference_reason),
        large=yuan_text(_sum(branch, A.LARGE_CASH)),
        credits=yuan_text(-_sum(branch, A.CREDIT)),
        closed_until=month_text(latest) if latest else "还没有结过账",
        open_months=span_text(_open(branch, on)) or "没有",
        last_receipt=last.receipt_number if last else "没有开过",
        waiting=tuple(
            f"{span_text([*months_until(row.first, row.last)])}{yuan_text(row.remitted_fen)}元"
            for row in waiting
        ),
        members=len(sheet),
        not_assessed=sum(each.assessment is None for each in sheet),
        arrears=tuple(
            ArrearsLine(line.name, line.span, yuan_text(line.fen), line.reason or "还不知道")
            for line in lines
        ),
        arrears_total=yuan_text(sum(line.fen for line in lines)),
    )


def with_signatures(row: DuesHandover) -> HandoverSheet:
    """The frozen sheet with the days on which the two have confirmed it."""
    sheet = DuesHandoverDocument.from_json(row.content).content
    written = clock.local_day(row.written_at)
    confirmed = clock.local_day(row.confirmed_at) if row.confirmed_at else None
    by_giver = row.written_by_id == row.giver_id
    return replace(
        sheet,
        given_on=written if by_giver else confirmed,
        taken_on=confirmed if by_giver else written,
    )


def _difference(fen: int, reason: str) -> str:
    if not fen:
        return ""
    return f"比账上{'多' if fen > 0 else '少'}{yuan_text(abs(fen))}元：{reason}"


def _sum(branch: Organization, account: str) -> int:
    rows = DuesPosting.objects.filter(branch=branch, account=account)
    return rows.aggregate(total=Sum("fen"))["total"] or 0


def _open(branch: Organization, on: date) -> list[date]:
    """Months with bills up to this one that are not closed."""
    closed = DuesMonth.objects.filter(branch=branch, state=DuesMonth.State.CLOSED).values("month")
    bills = DuesBill.objects.filter(branch=branch, booked__lte=month_of(on)).exclude(booked__in=closed)
    return sorted(set(bills.values_list("booked", flat=True)))
