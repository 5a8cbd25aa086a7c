"""Letters of introduction: issued, accepted, taken back; the member belongs to the new branch from acceptance on."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max

from branches.models import Organization, PartyGroup
from branches.reports.parameters import in_force
from members.choices import SpellEnd
from members.choices_letters import Direction, LetterState, Way
from members.models import Member, TransferLetter
from members.rules.letters import Validity
from members.services.enrolling import leave_branch, running_spell
from members.services.letter_closing import void_all_open
from members.services.letter_telling import announce_arrival, announce_receipt
from members.services.transferring import correct_transfer_day, transfer
from members.states_letters import LETTER
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save


@dataclass(frozen=True)
class NewLetter:
    """What is written on it. `to` is a branch of ours, else `to_name` says in words where the letter goes."""

    to: Organization | None
    to_name: str
    way: str
    issued_on: date
    days: int | None = None
    paid_until: date | None = None
    remark: str = ""


@transaction.atomic
def issue(member: Member, new: NewLetter, *, by: AbstractBaseUser | None) -> TransferLetter:
    """A letter with the next number of the branch's year; one that has run out is replaced by it (MEM-08)."""
    held = lock(member)
    spell = running_spell(held, new.issued_on)
    branch: Organization = lock(spell.branch)
    days = _days(branch, new)
    require(new.issued_on <= clock.today(), "开具日期不能晚于今天。", field="issued_on")
    _require_target(branch, new)
    before = held.letters.filter(state=LetterState.ISSUED).first()
    if before is not None:
        same = (before.target_id, before.target_name) == (new.to.pk if new.to else None, _name_on_it(new))
        require(
            same,
            f"已经开过介绍信{before.number}，还没有接收；要改去向请先作废那一份。",
            code="open_letter",
        )
        return before
    void_all_open(held, by=by, reason="另开新的介绍信")
    letter: TransferLetter = TransferLetter.objects.create(
        branch=branch,
        direction=Direction.OUT,
        member=held,
        target=new.to,
        source_name=branch.name_on(new.issued_on),
        target_name=_name_on_it(new),
        way=new.way,
        year=new.issued_on.year,
        serial=_next_serial(branch, new.issued_on.year),
        standing=held.standing_on(new.issued_on),
        issued_on=new.issued_on,
        days=days,
        valid_until=Validity(new.issued_on, days).last_day,
        paid_until=new.paid_until,
        remark=new.remark.strip()[:200],
        issued_by_id=by.pk if by else None,
    )
    journal(letter, "issue_letter", by=by, after=letter.target_name[:30])
    announce_arrival(letter)
    return letter


@transaction.atomic
def accept(
    letter: TransferLetter,
    *,
    day: date,
    by: AbstractBaseUser | None,
    group: PartyGroup | None = None,
    late_word: str = "",
) -> TransferLetter:
    """The other side has accepted: from `day` on the member is there, until the day before here (MEM-07, E-01..E-03).

    Inside the tree the new branch does it itself; for a letter out of it the old one notes the receipt.
    """
    held = _lock(letter)
    if held.state == LetterState.ACCEPTED and held.accepted_on == day:
        return held
    LETTER.target(held.state, "accept")
    _require_day(held, day, late_word)
    spell = running_spell(held.member, day)
    require(
        spell.branch_id == held.branch_id,
        f"{held.member.name}已经不在开信的支部，请把这份介绍信作废。",
        code="moved_already",
    )
    held.accepted_on, held.receipt_on = day, clock.today()
    held.late_word = late_word.strip()[:200] if held.was_late_on(day) else ""
    held.accepted_by_id = by.pk if by else None
    advance(held, LETTER, "accept", by=by, reason=held.late_word, fields=_ACCEPTED)
    if held.target is not None:
        reason = f"介绍信{held.number}"
        paid = held.paid_until
        transfer(held.member, held.target, day=day, by=by, group=group, reason=reason, paid_until=paid)
        announce_receipt(held)
    else:
        leave_branch(
            held.member, day=day, ended_by=SpellEnd.TRANSFERRED, by=by, reason=f"转到{held.target_name}"
        )
    return held


@transaction.atomic
def move_at_once(
    member: Member,
    to: Organization,
    *,
    day: date,
    by: AbstractBaseUser | None,
    group: PartyGroup | None = None,
    paid_until: date | None = None,
    reason: str = "",
) -> TransferLetter:
    """Both branches are in one hand: the row of the ledger and the acceptance in one act."""
    held = lock(member)
    done: TransferLetter | None = held.letters.filter(
        target=to, state=LetterState.ACCEPTED, accepted_on=day
    ).first()
    if done is not None:
        return done
    void_all_open(held, by=by, reason="由上级直接转接")
    new = NewLetter(to=to, to_name="", way=Way.IN_SYSTEM, issued_on=day, paid_until=paid_until, remark=reason)
    return accept(issue(held, new, by=by), day=day, by=by, group=group)


@transaction.atomic
def void(letter: TransferLetter, *, reason: str, by: AbstractBaseUser | None) -> TransferLetter:
    """Taken back; the number stays used, the member stays where he is."""
    require(reason.strip(), "请写明作废的原因。", field="reason")
    held: TransferLetter = lock(TransferLetter.objects.get(pk=letter.pk))
    if held.state == LetterState.VOID:
        return held
    held.void_reason = reason.strip()[:200]
    advance(held, LETTER, "void", by=by, reason=held.void_reason, fields=("void_reason",))
    return held


@transaction.atomic
def correct_acceptance(
    letter: TransferLetter, *, day: date, reason: str, by: AbstractBaseUser | None
) -> TransferLetter:
    """The day on the receipt was another one (E-04); who counted where follows, filed sheets stay as they are."""
    require(reason.strip(), "请写明更正的理由。", field="reason")
    held = _lock(letter)
    require(held.state == LetterState.ACCEPTED, "还没有接收，没有可更正的日期。", code="wrong_state")
    require(day >= held.issued_on, "接收日期不能早于开具日期。", field="day")
    if held.direction == Direction.OUT and held.target is not None:
        spell = correct_transfer_day(held.member, day, by=by, reason=reason)
        require(spell.branch_id == held.target_id, "这以后又转接过，不能再更正这一次。", code="moved_on")
    else:
        _shift(held, day)
        journal(
            held.member,
            "correct_transfer",
            by=by,
            reason=reason,
            before=str(held.accepted_on),
            after=str(day),
        )
    held.accepted_on = day
    save(held, "accepted_on")
    return held


def _shift(letter: TransferLetter, day: date) -> None:
    """The end of the spell here (a letter out of the tree), or its beginning (a letter from outside)."""
    require(day <= clock.today(), "接收日期不能晚于今天。", field="day")
    spells = letter.member.spells.select_for_update(of=("self",), no_key=True).filter(branch=letter.branch)
    if letter.direction == Direction.OUT:
        spell = spells.filter(period__endswith=letter.accepted_on).first()
        fits = spell is not None and day > spell.period.lower
        later = letter.member.spells.filter(period__startswith__gte=letter.accepted_on).exists()
        require(fits and not later, "这以后又有变动，不能再更正这一次。", field="day", code="moved_on")
        span = DateRange(spell.period.lower, day) if spell else None
    else:
        spell = spells.filter(period__startswith=letter.accepted_on).first()
        fits = spell is not None and (spell.period.upper is None or day < spell.period.upper)
        require(fits, "这以后又有变动，不能再更正这一次。", field="day", code="moved_on")
        span = DateRange(day, spell.period.upper) if spell else None
    assert spell is not None
    spell.period = span
    spell.save(update_fields=["period"])
    save(letter.member)


def expire_letters(today: date) -> int:
    """Those past their last day; the row says so from the next morning on. How many."""
    rows = TransferLetter.objects.filter(state=LetterState.ISSUED, valid_until__lt=today)
    count = 0
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            held = lock(TransferLetter.objects.get(pk=pk))
            if held.state == LetterState.ISSUED:
                advance(held, LETTER, "expire", by=None)
                count += 1
    return count


_ACCEPTED = ("accepted_on", "receipt_on", "late_word", "accepted_by")


def _lock(letter: TransferLetter) -> TransferLetter:
    """The member first, as in every verb about a person; else two of them wait for each other."""
    lock(letter.member)
    held: TransferLetter = lock(TransferLetter.objects.get(pk=letter.pk))
    return held


def _days(branch: Organization, new: NewLetter) -> int:
    limits = in_force(branch, new.issued_on)
    days = limits["mem.letter_days"] if new.days is None else new.days
    most = limits["mem.letter_days_max"]
    require(1 <= days <= most, f"有效期应在 1 至 {most} 天之间。", field="days", code="too_long")
    return int(days)


def _require_target(branch: Organization, new: NewLetter) -> None:
    if new.to is None:
        require(new.to_name.strip(), "请填写转到哪个党组织。", field="to")
        require(
            new.way == Way.LETTER,
            "系统里没有这个党支部。请核对全称；确实不在系统里的，方式选“介绍信”。",
            field="to",
            code="not_in_tree",
        )
        return
    require(new.to.pk != branch.pk, "就在这个支部，不用转。", field="to")
    require(new.to.is_branch, "党员编在党支部里，请写到党支部。", field="to")
    active = new.to.is_active_on(new.issued_on)
    require(active, f"“{new.to.name}”那天还没有成立或已经撤销。", field="to")


def _name_on_it(new: NewLetter) -> str:
    return (new.to.name_on(new.issued_on) if new.to else new.to_name.strip())[:120]


def _next_serial(branch: Organization, year: int) -> int:
    last = branch.letters.filter(year=year).aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


def _require_day(letter: TransferLetter, day: date, late_word: str) -> None:
    require(day >= letter.issued_on, "接收日期不能早于开具日期。", field="day")
    require(day <= clock.today(), "接收日期不能晚于今天。", field="day")
    require(
        late_word.strip() or not letter.was_late_on(day),
        f"介绍信{clock.long_date(letter.valid_until)}已过期，请写明为什么仍接收。",
        field="late_word",
        code="late",
    )
