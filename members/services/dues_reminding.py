"""Behind with dues: the known reason, and one quiet reminder a month from the keeper (N28, MEM-14)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse

from branches.models import Organization
from members.choices_dues import DelayReason
from members.models import DuesDelay, DuesReminder, Member
from members.reports.dues_arrears import behind
from members.rules.dues_months import between, month_of, month_text
from partywork.common import clock
from partywork.common.inbox import Matter, Word, tell
from partywork.common.money import yuan_text
from partywork.common.verbs import journal, lock, require

LONGEST = 24


@transaction.atomic
def remind(member: Member, branch: Organization, *, by: AbstractBaseUser) -> DuesReminder:
    """Tell the member, and nobody else, what is still open; a second time in the same month nothing is sent.

    The sum stands on the member's own page only: the word in the inbox may go out as a letter.
    """
    held = lock(member)
    month = month_of(clock.today())
    before: DuesReminder | None = held.dues_reminders.filter(month=month).first()
    if before is not None:
        return before
    line = next((each for each in behind(branch, clock.today()) if each.member_id == held.pk), None)
    require(line is not None, f"{held.name}没有欠交的党费。", code="not_behind")
    assert line is not None
    account = held.user_id
    require(account, f"{held.name}没有账号，收不到提醒，请当面说一声。", code="no_account")
    assert account is not None
    text = f"{line.span}的党费还没有交，共{yuan_text(line.fen)}元。有困难请告诉党费管理员。"
    made: DuesReminder = DuesReminder.objects.create(
        member=held, branch=branch, month=month, text=text[:200], sent_by_id=by.pk
    )
    said = f"{line.span}的党费还没有交，数额和算法见您本人的党费证。有困难请告诉党费管理员。"
    occasion = f"dues:{held.pk}:{month:%Y-%m}"
    tell([account], Word(occasion, Matter.DUES, "党费提醒", said, reverse("my_dues")))
    journal(held, "remind_dues", by=by, after=month_text(month))
    return made


@transaction.atomic
def note_delay(
    member: Member, branch: Organization, *, reason: str, since: date, until: date, by: AbstractBaseUser
) -> DuesDelay:
    """A known reason: the count of MEM-14 stops for these months; what is owed stays owed."""
    held = lock(member)
    require(reason in DelayReason.values, "请选择原因。", field="reason")
    require(until >= since, "结束月份早于开始月份。", field="until")
    require(between(since, until) < LONGEST, f"一次最长记 {LONGEST} 个月。", field="until")
    made, fresh = DuesDelay.objects.get_or_create(
        member=held,
        since=since,
        reason=reason,
        defaults={"branch": branch, "until": until, "recorded_by_id": by.pk},
    )
    require(fresh or made.until == until, "这个原因从这个月起已经记过。", field="since", code="noted_before")
    if fresh:
        journal(held, "note_dues_delay", by=by, after=f"{month_text(since)}起"[:30])
    return made


@transaction.atomic
def read_reminders(member: Member) -> None:
    """The member has seen the page that says it."""
    member.dues_reminders.filter(read_at=None).update(read_at=clock.now())
