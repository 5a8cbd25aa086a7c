"""The receipt of the central organization department for a large sum comes back to whoever gave it (DU-15)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse

from members.choices_dues import Account
from members.models import DuesEntry, DuesLargeReceipt
from members.reports.dues_large import large_sums
from members.services.dues_booking import lock_branch
from partywork.common import clock
from partywork.common.inbox import Matter, Word, tell
from partywork.common.verbs import journal, require


@transaction.atomic
def note_central_receipt(
    entry: DuesEntry, *, number: str, on: date, by: AbstractBaseUser
) -> DuesLargeReceipt:
    """Once for each payment; the member is told."""
    branch = lock_branch(entry.branch)
    is_large = entry.postings.filter(account=Account.LARGE).exists()
    require(is_large, "这一笔不是大额党费。", code="not_large")
    require(number.strip(), "请填写中央组织部的收据号。", field="number")
    require(entry.on <= on <= clock.today(), "收据日期应在交纳日期和今天之间。", field="on")
    before: DuesLargeReceipt | None = DuesLargeReceipt.objects.filter(entry=entry).first()
    if before is not None:
        require(
            before.number == number.strip(), f"这一笔已经记了收据号{before.number}。", code="noted_before"
        )
        return before
    line = next((each for each in large_sums(branch) if each.entry.pk == entry.pk), None)
    require(line is not None and line.has_gone, "这一笔还没有上转，或已经冲销。", code="not_gone")
    made: DuesLargeReceipt = DuesLargeReceipt.objects.create(
        entry=entry, branch=branch, number=number.strip(), on=on, recorded_by_id=by.pk
    )
    journal(made, "note_central_receipt", by=by, after=made.number[:30])
    if entry.member is not None and entry.member.user_id is not None:
        body = "您自愿多交的大额党费已全部上转，中央组织部的收据已到，收据号见您本人的党费证，原件请找党费管理员领取。"
        word = Word(f"dues-large:{entry.pk}", Matter.DUES, "大额党费的收据到了", body, reverse("my_dues"))
        tell([entry.member.user_id], word)
    return made
