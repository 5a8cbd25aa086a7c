"""What stands on the receipts, from the books."""

from collections.abc import Iterable
from datetime import date

from branches.models import Organization
from members.choices_dues import Account, EntryKind, PayMethod
from members.documents.dues_receipt import Receipt, Receipts
from members.models import DuesEntry, DuesPosting
from members.rules.dues_months import span_text
from partywork.common.money import in_words, yuan_text

A = Account
SAID = {A.MEMBER: "党费", A.EXTRA: "自愿多交", A.LARGE: "大额自愿多交", A.CREDIT: "留作以后月份"}


def single_receipt(entry: DuesEntry) -> Receipts:
    return Receipts(tuple(_receipts([entry])))


def receipts_of_month(branch: Organization, month: date) -> Receipts:
    """All receipts that a month's bookings gave out, in the order of their numbers; three queries."""
    entries = DuesEntry.objects.filter(branch=branch, booked=month).exclude(number=None)
    rows = entries.select_related("branch", "member", "recorded_by", "reverses").order_by("year", "number")
    return Receipts(tuple(_receipts(list(rows))))


def _receipts(entries: list[DuesEntry]) -> Iterable[Receipt]:
    lines: dict[int, list[DuesPosting]] = {}
    for posting in DuesPosting.objects.filter(entry__in=entries).order_by("month", "pk"):
        lines.setdefault(posting.entry_id, []).append(posting)
    return [_receipt(entry, lines.get(entry.pk, [])) for entry in entries]


def _receipt(entry: DuesEntry, lines: list[DuesPosting]) -> Receipt:
    cash = sum(line.fen for line in lines if line.account in (A.CASH, A.LARGE_CASH))
    months = [line.month for line in lines if line.account == A.MEMBER and line.month is not None]
    sums: dict[str, int] = {}
    for line in lines:
        if line.account in SAID:
            sums[line.account] = sums.get(line.account, 0) - line.fen
    details = "，".join(f"{SAID[A(account)]}{yuan_text(fen)}元" for account, fen in sums.items() if fen)
    corrects = ""
    if entry.kind == EntryKind.REVERSAL and entry.reverses is not None:
        corrects = f"冲销{entry.reverses.receipt_number or '原记录'}：{entry.reason}"
    return Receipt(
        number=entry.receipt_number,
        on=entry.on,
        payer=entry.member.name if entry.member else "",
        paid_by=entry.paid_by,
        months=span_text(months),
        method=PayMethod(entry.method).label if entry.method else "",
        words=in_words(cash),
        figures=yuan_text(cash),
        details=details if len([fen for fen in sums.values() if fen]) > 1 else "",
        branch=entry.branch.name_on(entry.on),
        collector=str(entry.recorded_by) if entry.recorded_by else "",
        corrects=corrects,
    )
