"""My year: opened after its end, objected to within ten days, answered with a reason, frozen (N39)."""

from datetime import date
from time import monotonic

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from activities.choices import ActivityState, NoticeKind, ObjectionState
from activities.choices_education import YearSheetState
from activities.documents.filled_my_year import year_document
from activities.models import YearObjection, YearSheet
from activities.rules.my_year import last_day, may_archive, may_object, year_to_open
from activities.services.filing import FILING_POSTS, REVIEW_POSTS, digest_of, holders
from activities.services.notifying import Message, queue
from activities.states import OBJECTION
from activities.states_education import YEAR_SHEET
from branches.models import Organization
from members.models import MembershipSpell, User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require

SECONDS_A_TASK = 200


def open_all(today: date) -> int:
    """Every branch that held something in the year that is over; sheets that are there already stay. How many."""
    year = year_to_open(today)
    if year is None:
        return 0
    lacking = _lacking(year).order_by().values_list("branch", flat=True).distinct()
    branches = Organization.objects.filter(pk__in=list(lacking))
    return sum(open_year(branch, year, on=today) for branch in branches)


@transaction.atomic
def open_year(branch: Organization, year: int, *, on: date) -> int:
    """Everybody who was there on the year's last day is asked to look through his own sheet."""
    branch = lock(branch)
    spells = list(_lacking(year).filter(branch=branch).select_related("member"))
    until = last_day(on)
    YearSheet.objects.bulk_create(
        [
            YearSheet(member=each.member, branch=branch, year=year, opened_on=on, until=until)
            for each in spells
        ],
        batch_size=1000,
    )
    message = Message(
        occasion=f"my-year:{year}",
        kind=NoticeKind.REMINDER,
        subject=f"请看一下您的{year}年",
        body=f"参加会议、请假、补课、学时、党费都在上面，只有您自己的。哪里不对，{clock.short_date(until)}前说一句；"
        "没有不对的不用回复，过后归档。",
        link=f"{reverse('my_year')}?year={year}",
    )
    queue([each.member.user_id for each in spells if each.member.user_id], message)
    return len(spells)


@transaction.atomic
def object_to(sheet: YearSheet, *, text: str, by: User) -> YearObjection:
    """The member's own word, while the ten days run. Nothing is changed by it; said twice it is one."""
    sheet = lock(sheet)
    require(sheet.member.user_id == by.pk, "只有本人可以提意见。", code="not_own")
    require(text.strip(), "请写一句哪里不对。", field="text")
    running = sheet.state == YearSheetState.OPEN and may_object(clock.today(), sheet.until)
    require(running, f"提意见的时间到{clock.long_date(sheet.until)}为止，已经过了。", code="too_late")
    waiting = sheet.objections.filter(state=ObjectionState.OPEN).first()
    if waiting is not None:
        require(
            waiting.text == text.strip(), "上一条意见还在等答复，答复以后再提。", field="text", code="waits"
        )
        return waiting
    objection = YearObjection.objects.create(sheet=sheet, text=text.strip(), asked_at=clock.now())
    journal(objection, "object", by=by, after=objection.state)
    _tell_keepers(objection, by)
    return objection


@transaction.atomic
def answer(objection: YearObjection, *, by: User, answer: str, is_upheld: bool) -> YearObjection:
    """With the reason the member reads. What is put right is put right where it stands, before this is said."""
    lock(objection.sheet)
    objection = lock(objection)
    require(
        objection.sheet.member.user_id != by.pk, "自己提的，请另一位同志或上级答复。", code="own_objection"
    )
    require(answer.strip(), "请写明理由，本人看得到。", field="answer")
    objection.answer, objection.answered_at, objection.answered_by = answer.strip(), clock.now(), by
    fields = ("answer", "answered_at", "answered_by")
    advance(
        objection,
        OBJECTION,
        "uphold" if is_upheld else "dismiss",
        by=by,
        reason=answer.strip(),
        fields=fields,
    )
    _tell_member(objection)
    return objection


def archive_all(today: date) -> int:
    """What is over and waits for no answer is frozen, one by one; the rest the next run. Answers how many."""
    done, began = 0, monotonic()
    for pk in _over(today):
        if monotonic() - began > SECONDS_A_TASK:
            break
        done += archive(pk, today=today)
    return done


@transaction.atomic
def archive(pk: int, *, today: date) -> bool:
    """Frozen as it stands now, with what was objected and answered; False where it is not time. Twice is once."""
    sheet = (
        YearSheet.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("member", "branch")
        .filter(pk=pk, state=YearSheetState.OPEN)
        .first()
    )
    if sheet is None:
        return False
    waits = sheet.objections.filter(state=ObjectionState.OPEN).exists()
    if not may_archive(today, sheet.until, has_open_objection=waits):
        return False
    sheet.content = year_document(sheet.member, sheet.year, sheet).to_json()
    sheet.digest, sheet.archived_at = digest_of(sheet.content), clock.now()
    advance(sheet, YEAR_SHEET, "archive", by=None, fields=("content", "digest", "archived_at"))
    return True


def _over(today: date) -> list[int]:
    rows = YearSheet.objects.filter(state=YearSheetState.OPEN, until__lt=today)
    waiting = YearObjection.objects.filter(state=ObjectionState.OPEN).values("sheet")
    return list(rows.exclude(pk__in=waiting).order_by("until", "pk").values_list("pk", flat=True)[:5000])


def _lacking(year: int) -> QuerySet[MembershipSpell]:
    """Spells of the year's last day without a sheet yet, in branches that held something in the year."""
    held = Organization.objects.filter(activities__for_year=year, activities__state=ActivityState.HELD)
    rows: QuerySet[MembershipSpell] = MembershipSpell.objects.filter(
        period__contains=date(year, 12, 31), branch__in=held
    ).exclude(member__in=YearSheet.objects.filter(year=year).values("member"))
    return rows


def _tell_keepers(objection: YearObjection, by: User) -> None:
    branch = objection.sheet.branch
    people = holders(branch, FILING_POSTS) - {by.pk}
    if not people and branch.superior is not None:
        people = holders(branch.superior, REVIEW_POSTS)
    message = Message(
        occasion=f"my-year-objection:{objection.pk}",
        kind=NoticeKind.REMINDER,
        subject=f"{objection.sheet.member.name}对自己的{objection.sheet.year}年有意见",
        body=objection.text,
        link=reverse("year_objection", args=[objection.pk]),
    )
    queue(people, message)


def _tell_member(objection: YearObjection) -> None:
    sheet = objection.sheet
    if sheet.member.user_id is None:
        return
    result = "已更正" if objection.state == ObjectionState.UPHELD else "维持原记录"
    message = Message(
        occasion=f"my-year-answered:{objection.pk}",
        kind=NoticeKind.REMINDER,
        subject=f"您对{sheet.year}年记录的意见：{result}",
        body=objection.answer,
        link=f"{reverse('my_year')}?year={sheet.year}",
    )
    queue([sheet.member.user_id], message)
