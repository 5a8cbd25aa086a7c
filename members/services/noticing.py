"""Public notices on the way to membership: put up, objected to, answered, concluded (DV-14, PB-02, PB-04)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from members.choices_development import DevelopmentState, StepOutcome
from members.choices_publicity import NoticePoint, NoticeResult, NoticeState, ObjectionWay
from members.models import (
    Development,
    DevelopmentStep,
    Member,
    NoticedPerson,
    NoticeObjection,
    PublicNotice,
)
from members.reports.notice_sheet import notice_sheet
from members.rules.development import BY_NUMBER
from members.rules.public_text import unfit
from members.rules.publicity import AFTER_STEP, NoticePhase, Posting, period_of, why_not_up
from members.states_publicity import NOTICE
from partywork.common import clock
from partywork.common.plain import to_plain
from partywork.common.verbs import advance, journal, lock, require

AHEAD_AT_MOST = timedelta(days=14)


@transaction.atomic
def put_up(
    branch: Organization, people: Sequence[Development], posting: Posting, *, by: AbstractBaseUser
) -> PublicNotice:
    """Show it to the members from that day on; what it says is frozen. Pressed twice, it is one notice."""
    held = lock(branch)
    require(posting.point in NoticePoint.values, "请选择公示内容。", field="point")
    point = NoticePoint(posting.point)
    require(people, "请选择公示哪几位同志。", field="people")
    keys = sorted({each.pk for each in people})
    developments = list(
        Development.objects.select_for_update().filter(pk__in=keys).order_by("name_key", "pk")
    )
    require(all(each.branch_id == held.pk for each in developments), "只能公示本支部的同志。", field="people")
    same = _same_notice(held, point, keys, posting)
    if same is not None:
        return same
    _require_period(held, posting)
    for development in developments:
        _require_ready(development, point, posting.posted_on)
    sheet = notice_sheet(held, point, developments, posting)
    _require_fit(sheet.opening, sheet.more, sheet.receives, sheet.place)
    for person in sheet.people:
        _require_fit(person.name, person.post, person.education)
    notice = PublicNotice.objects.create(
        branch=held,
        point=point,
        scope=posting.scope,
        posted_on=posting.posted_on,
        until=posting.until,
        workdays=office_calendar().workdays_between(posting.posted_on, posting.until),
        content=to_plain(asdict(sheet)),
        posted_by_id=by.pk,
    )
    NoticedPerson.objects.bulk_create(
        NoticedPerson(notice=notice, development=development) for development in developments
    )
    journal(notice, "put_up", by=by, after=f"至{posting.until}")
    return notice


@transaction.atomic
def withdraw(notice: PublicNotice, *, why: str, by: AbstractBaseUser) -> PublicNotice:
    """Taken down before its end, because something on it was wrong; it does not count as a notice."""
    held = lock(notice)
    require(why.strip(), "请写明为什么撤回。", field="note")
    require(not held.objections.exists(), "已经收到异议的公示不能撤回，请核查后写结论。", code="objected")
    held.note, held.closed_at, held.closed_by_id = why.strip()[:300], clock.now(), by.pk
    advance(held, NOTICE, "withdraw", by=by, reason=held.note, fields=("note", "closed_at", "closed_by"))
    return held


@transaction.atomic
def conclude(
    notice: PublicNotice, *, results: Mapping[int, str], note: str = "", by: AbstractBaseUser
) -> PublicNotice:
    """After the last day, with every objection answered: what came of it for each of the people."""
    held = lock(notice)
    waits = held.phase in (NoticePhase.AHEAD, NoticePhase.RUNNING)
    require(not waits, f"公示到{held.until:%Y-%m-%d}才期满，期满以后再写结论。", code="running")
    waiting = held.objections.filter(answered_at=None).count()
    require(not waiting, f"还有{waiting}条异议没有核查答复。", code="objections_open")
    spoken = spoken_of(held)
    people = list(held.people.select_related("development"))
    for person in people:
        person.result = _result(person, results.get(person.pk, ""), person.pk in spoken)
    needs_word = any(person.result != NoticeResult.NONE for person in people)
    require(note.strip() or not needs_word, "有异议的，请写明核查的情况和结论。", field="note")
    NoticedPerson.objects.bulk_update(people, ["result"])
    held.note, held.closed_at, held.closed_by_id = note.strip()[:300], clock.now(), by.pk
    advance(held, NOTICE, "conclude", by=by, fields=("note", "closed_at", "closed_by"))
    return held


@transaction.atomic
def object_to(
    notice: PublicNotice,
    member: Member,
    *,
    text: str,
    about: NoticedPerson | None = None,
) -> NoticeObjection:
    """A member's word, while it is shown. Said twice, it stands once."""
    held = lock(notice)
    require(held.is_shown_on(clock.today()), "公示期已过，请直接向支部或上级党组织反映。", code="over")
    require(text.strip(), "请写明有什么异议。", field="text")
    for said in held.objections.filter(member=member, answered_at=None):
        if said.text == text.strip()[:1000] and said.about_id == (about.pk if about else None):
            return said
    made: NoticeObjection = NoticeObjection.objects.create(
        notice=held, about=about, member=member, text=text.strip()[:1000], received_on=clock.today()
    )
    # Who said it stands in the row, for the secretary; the journal has more readers.
    journal(made, "object_to_notice", by=None)
    return made


@transaction.atomic
def note_objection(
    notice: PublicNotice,
    *,
    way: str,
    name: str,
    text: str,
    received_on: date,
    about: NoticedPerson | None = None,
    by: AbstractBaseUser,
) -> NoticeObjection:
    """A letter, a call, a visit: noted by the secretary. Without a name it is looked into all the same."""
    held = lock(notice)
    require(held.state == NoticeState.UP, "这份公示已经有结论，请按来信来访另行办理。", code="closed")
    ways = (ObjectionWay.LETTER, ObjectionWay.PHONE, ObjectionWay.VISIT)
    require(way in ways, "请选择异议是怎么来的。", field="way")
    require(text.strip(), "请写明反映的情况。", field="text")
    require(
        held.posted_on <= received_on <= clock.today(),
        "收到日期应在张贴以后、今天以前。",
        field="received_on",
    )
    for said in held.objections.filter(way=way, received_on=received_on):
        if (said.text, said.name or "") == (text.strip()[:1000], name.strip()[:40]):
            return said
    made: NoticeObjection = NoticeObjection.objects.create(
        notice=held,
        about=about,
        way=way,
        name=name.strip()[:40] or None,
        text=text.strip()[:1000],
        received_on=received_on,
        entered_by_id=by.pk,
    )
    journal(made, "note_objection", by=by)
    return made


@transaction.atomic
def answer(objection: NoticeObjection, *, text: str, upheld: bool, by: AbstractBaseUser) -> NoticeObjection:
    """Looked into and answered; whoever wrote it on the own page reads the answer there."""
    held = lock(objection)
    require(text.strip(), "请写明核查的情况和答复。", field="text")
    require(held.is_open, "这条异议已经答复过。", code="answered")
    held.answer, held.upheld = text.strip()[:1000], upheld
    held.answered_at, held.answered_by_id = clock.now(), by.pk
    held.save(update_fields=["answer", "upheld", "answered_at", "answered_by"])
    journal(held, "answer_objection", by=by, after="属实" if upheld else "不属实")
    return held


def _same_notice(
    branch: Organization, point: NoticePoint, keys: list[int], posting: Posting
) -> PublicNotice | None:
    """The same form sent again: same people, same point, same days."""
    rows = PublicNotice.objects.filter(
        branch=branch, point=point, posted_on=posting.posted_on, until=posting.until, state=NoticeState.UP
    ).prefetch_related("people")
    for notice in rows:
        if sorted(each.development_id for each in notice.people.all()) == keys:
            return notice
    return None


def _require_period(branch: Organization, posting: Posting) -> None:
    calendar, today = office_calendar(), clock.today()
    require(
        posting.posted_on <= today + AHEAD_AT_MOST,
        f"张贴日期最多提前{AHEAD_AT_MOST.days}天登记。",
        field="posted_on",
    )
    period = period_of(posting.posted_on, posting.until, calendar)
    least = int(in_force(branch, posting.posted_on)["dv.publicity_workdays"])
    why = why_not_up(period, least, calendar)
    require(not why, why, field="until")


def _require_ready(development: Development, point: NoticePoint, posted_on: date) -> None:
    name, step = development.name, BY_NUMBER[AFTER_STEP[point]]
    require(development.state == DevelopmentState.OPEN, f"{name}现在没有在培养。", field="people")
    rows: QuerySet[DevelopmentStep] = development.steps.filter(key=step.key, outcome=StepOutcome.DONE)
    done = rows.order_by("done_on").first()
    first = f"{name}还没有办第{step.number}步“{step.title}”，不能公示{point.label}。"
    require(done is not None, first, field="people")
    assert done is not None
    early = f"{name}{done.done_on:%Y-%m-%d}才办第{step.number}步“{step.title}”，不能早于这一天公示。"
    require(done.done_on <= posted_on, early, field="posted_on")
    running = development.noticed.filter(notice__point=point, notice__state=NoticeState.UP).exists()
    require(not running, f"{name}已有一份{point.label}的公示，还没有结论。", field="people")


def _require_fit(*texts: str) -> None:
    for text in texts:
        for found in unfit(text):
            require(False, found.sentence, field="more", code="unfit")


def spoken_of(notice: PublicNotice) -> set[int]:
    """The people somebody objected to; a word about the whole notice is about each of them."""
    about: Iterable[int | None] = notice.objections.values_list("about", flat=True)
    spoken = set(about)
    everybody = set(notice.people.values_list("pk", flat=True))
    return everybody if None in spoken else {pk for pk in spoken if pk is not None}


def _result(person: NoticedPerson, result: str, spoken_of: bool) -> str:
    name = person.development.name
    if not spoken_of:
        allowed = result in ("", NoticeResult.NONE)
        require(allowed, f"没有收到对{name}的异议，结论应是“没有收到异议”。", field="results")
        return str(NoticeResult.NONE)
    chosen = result in (NoticeResult.UNFOUNDED, NoticeResult.FOUNDED)
    require(chosen, f"收到过对{name}的异议，请选择核查后影响不影响。", field="results")
    return result
