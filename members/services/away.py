"""Away and back: a dated spell, words written down in a line, and nothing that changes by itself (MEM-09..MEM-13)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from members.choices_away import AwayKind, ContactWay, DuesPace
from members.models import AwayContact, AwaySpell, Member
from members.services.enrolling import running_spell
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require, save


@dataclass(frozen=True)
class Away:
    """What the branch writes down about it (F-23)."""

    kind: str
    since: date
    reason: str = ""
    place: str = ""
    is_fixed_place: bool = False
    host: str = ""
    contact: Member | None = None
    reach: str = ""
    card_number: str = ""
    dues_pace: str = DuesPace.MONTHLY
    life: str = ""
    why_not_moved: str = ""
    expected_back: date | None = None


@dataclass(frozen=True)
class Contact:
    """One word from him, or one attempt to reach him."""

    on: date
    way: str
    was_reached: bool = True
    text: str = ""


@transaction.atomic
def begin(member: Member, away: Away, *, by: AbstractBaseUser | None) -> AwaySpell:
    """Away from `since` on; an open spell of another kind ends that day (he was floating and is lost now)."""
    held = lock(member)
    require(away.since <= clock.today(), "日期不能晚于今天。", field="since")
    spell = running_spell(held, clock.today())
    _require_sense(away, held)
    open_one = held.away_spells.select_for_update(of=("self",)).filter(ended_on=None).first()
    if open_one is not None:
        if (open_one.kind, open_one.since) == (away.kind, away.since):
            return open_one
        require(
            open_one.kind != away.kind,
            f"已有一条“{open_one.get_kind_display()}”的记录没有结束，请在那一条上改，或先登记返回。",
            code="open_spell",
        )
        require(away.since >= open_one.since, "比已有的外出记录还早，请先核对日期。", field="since")
        open_one.ended_on, open_one.end_note = away.since, f"转为{AwayKind(away.kind).label}"
        save(open_one, "ended_on", "end_note")
    made: AwaySpell = AwaySpell.objects.create(
        member=held, branch=spell.branch, recorded_by_id=by.pk if by else None, **_fields(away)
    )
    # On the row itself, not on the member: who is out of contact is for the secretary alone (E-52).
    journal(made, "go_away", by=by, after=str(away.since))
    return made


@transaction.atomic
def revise(spell: AwaySpell, away: Away, *, by: AbstractBaseUser | None) -> AwaySpell:
    """Place, host, card and the rest as they are now; which items changed is remembered."""
    held = lock(spell)
    require(held.ended_on is None, "已经返回，记录只供查看。", code="ended")
    require(away.kind == held.kind, "类别变了的，请另登记一条，原来的会自动结束。", field="kind")
    require(away.since <= clock.today(), "日期不能晚于今天。", field="since")
    _require_sense(away, held.member)
    values = _fields(away)
    changed = [name for name, value in values.items() if getattr(held, name) != value]
    if not changed:
        return held
    for name in changed:
        setattr(held, name, values[name])
    save(held, *changed)
    labels = [str(AwaySpell._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]
    journal(held, "revise_away", by=by, reason="、".join(labels))
    return held


@transaction.atomic
def note_contact(spell: AwaySpell, contact: Contact, *, by: AbstractBaseUser | None) -> AwayContact:
    """A line: when, how, what. Attempts that failed are kept too; they show that all efforts were made (MEM-13)."""
    held = lock(spell)
    require(contact.on <= clock.today(), "日期不能晚于今天。", field="on")
    require(contact.on >= held.since or not contact.was_reached, "比外出日期还早。", field="on")
    require(contact.way in ContactWay.values, "请选择方式。", field="way")
    facts = {"on": contact.on, "way": contact.way, "text": contact.text.strip()[:200]}
    made, fresh = AwayContact.objects.get_or_create(
        spell=held, **facts, defaults={"was_reached": contact.was_reached, "by_id": by.pk if by else None}
    )
    if fresh:
        journal(held, "contact_away", by=by, after=str(contact.on))
    return made


@transaction.atomic
def report_own(member: Member, text: str, *, by: AbstractBaseUser) -> AwayContact:
    """The member himself says how it is, in one line (MEM-09)."""
    spell = open_spell(member)
    require(by.pk == member.user_id, "由本人报告。", code="not_own")
    require(text.strip(), "请写一句近况。", field="text")
    return note_contact(spell, Contact(clock.today(), ContactWay.OWN_WORD, True, text), by=by)


@transaction.atomic
def come_back(spell: AwaySpell, *, day: date, note: str, by: AbstractBaseUser | None) -> AwaySpell:
    """Back from `day` on, or otherwise no longer away (moved, found again)."""
    held = lock(spell)
    if held.ended_on == day:
        return held
    require(held.ended_on is None, "已经登记过返回。", code="ended")
    require(held.since <= day <= clock.today(), "返回日期应在外出日期以后，且不晚于今天。", field="day")
    held.ended_on, held.end_note = day, note.strip()[:200]
    save(held, "ended_on", "end_note")
    journal(held, "come_back", by=by, after=str(day))
    return held


def open_spell(member: Member) -> AwaySpell:
    """DomainError when he is not away."""
    found: AwaySpell | None = member.away_spells.filter(ended_on=None).first()
    if found is None:
        raise DomainError("没有登记外出。", code="not_away")
    return found


def _fields(away: Away) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in vars(away).items()}


def _require_sense(away: Away, member: Member) -> None:
    require(away.kind in AwayKind.values, "请选择类别。", field="kind")
    back = away.expected_back
    require(back is None or back >= away.since, "预计返回早于外出。", field="expected_back")
    require(
        away.kind not in (AwayKind.FLOATING, AwayKind.ABROAD) or away.place.strip(),
        "请填写外出地。",
        field="place",
    )
    other = away.contact is None or away.contact.pk != member.pk
    require(other, "联系人要是另一名党员。", field="contact")
