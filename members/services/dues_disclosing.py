"""Telling the members once a year what came in and where it went; their objections, answered (DU-20, PB-02)."""

from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from members.models import DuesDisclosure, DuesMonth, DuesObjection, Member
from members.reports.dues_disclosure import as_json, disclosure_of
from members.rules.dues_months import month_text, months_until
from members.services.dues_booking import lock_branch
from partywork.common import clock
from partywork.common.verbs import journal, lock, require

LEAST_DAYS, MOST_DAYS = 3, 30


@transaction.atomic
def publish(
    branch: Organization, *, first: date, last: date, until: date, phone: str, by: AbstractBaseUser
) -> DuesDisclosure:
    """F-18 of closed months, frozen, shown to the members of the branch until the end of the period."""
    held = lock_branch(branch)
    require(first <= last, "结束月份早于开始月份。", field="last")
    before: DuesDisclosure | None = DuesDisclosure.objects.filter(branch=held, first=first, last=last).first()
    if before is not None:
        return before
    months = list(months_until(first, last))
    require(len(months) <= 12, "一次最多公示一年。", field="last")
    closed = set(
        DuesMonth.objects.filter(branch=held, state=DuesMonth.State.CLOSED).values_list("month", flat=True)
    )
    waiting = [month for month in months if month not in closed]
    require(not waiting, f"{month_text(waiting[0])}还没有结账，不能公示。" if waiting else "", field="last")
    today = clock.today()
    days = (until - today).days + 1
    fits = LEAST_DAYS <= days <= MOST_DAYS
    require(fits, f"公示期应有 {LEAST_DAYS}—{MOST_DAYS} 天，从今天算起。", field="until")
    sheet = disclosure_of(held, first, last, published_on=today, until=until, phone=phone.strip())
    made: DuesDisclosure = DuesDisclosure.objects.create(
        branch=held,
        first=first,
        last=last,
        content=as_json(sheet),
        published_on=today,
        until=until,
        published_by_id=by.pk,
    )
    journal(made, "disclose_dues", by=by, after=f"至{until}")
    return made


@transaction.atomic
def object_to(
    disclosure: DuesDisclosure, member: Member, *, text: str, by: AbstractBaseUser
) -> DuesObjection:
    """A member of the branch, while it is shown."""
    require(disclosure.is_shown_on(clock.today()), "公示期已过，请直接向支部或上级反映。", code="over")
    require(text.strip(), "请写明对哪一项有异议。", field="text")
    made, fresh = DuesObjection.objects.get_or_create(
        disclosure=disclosure, member=member, text=text.strip()[:500]
    )
    if fresh:
        journal(made, "object_to_dues", by=by)
    return made


@transaction.atomic
def answer(objection: DuesObjection, *, text: str, by: AbstractBaseUser) -> DuesObjection:
    held = lock(objection)
    require(text.strip(), "请写答复。", field="text")
    require(not held.answer, "已经答复过。", code="answered")
    held.answer, held.answered_by_id, held.answered_at = text.strip()[:500], by.pk, clock.now()
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    journal(held, "answer_dues_objection", by=by)
    return held


def usual_end(today: date) -> date:
    """A week, the first day counted in."""
    return today + timedelta(days=6)
