"""Many members corrected at once, as a roster file brings them: a few statements instead of ten for each (A01, Q6).

The same rows and the same journal lines as `member_facts.correct` and `personal_files.write_items` write one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, models, transaction

from members.models import Member, PersonalFile
from members.rules.facts import MemberFacts
from members.rules.personal_items import DATED
from members.services.former_items import Former, remember
from members.services.member_facts import fill_member
from members.services.personal_files import corrected, fill, read_phone, taken, taken_meanwhile
from partywork.common import clock
from partywork.common.blind import digesters
from partywork.common.copying import copy_rows
from partywork.common.verbs import require
from partywork.models import JournalEntry

_AT_ONCE = 500
_OWN = ("id_number", "phone")  # what only one member has
_JOURNAL = ("actor_id", "verb", "model", "object_id", "label", "reason", "at")


@dataclass(frozen=True)
class Correction:
    """A member as he or she should be; `items` are clean values by the names of rules.personal_items."""

    member: Member
    facts: MemberFacts
    items: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class _Sheet:
    """One member and the file while they are corrected, and the words of what changed in either."""

    member: Member
    file: PersonalFile
    facts: list[str] = field(default_factory=list)
    items: tuple[str, ...] = ()
    file_changed: bool = False
    former: list[Former] = field(default_factory=list)


@transaction.atomic
def correct_many(corrections: Sequence[Correction], *, by: AbstractBaseUser | None, reason: str) -> None:
    """The data as they should have been; a member stands in `corrections` once."""
    sheets = _held([each.member.pk for each in corrections])
    for each in corrections:
        _fill(sheets[each.member.pk], each)
    written = list(sheets.values())
    _require_own_numbers(written)
    try:
        with transaction.atomic():
            _write([sheet.member for sheet in written if sheet.facts])
            _write([sheet.file for sheet in written if sheet.file_changed])
    except IntegrityError:
        raise taken_meanwhile() from None
    remember([former for sheet in written for former in sheet.former])
    copy_rows(JournalEntry, _JOURNAL, _journal(written, by, reason))


def _held(keys: Sequence[int]) -> dict[int, _Sheet]:
    """Every row as it stands now, held until the transaction ends; DomainError when one has just been removed."""
    asked = Member.objects.filter(pk__in=keys).order_by("pk")
    members = list(asked.select_for_update(of=("self",), no_key=True))
    require(len(members) == len(keys), "这一条刚刚被删除了，请刷新后再看。", code="gone")
    files = {file.pk: file for file in PersonalFile.objects.filter(pk__in=keys)}
    return {
        member.pk: _Sheet(member, files.get(member.pk) or PersonalFile(member=member)) for member in members
    }


def _fill(sheet: _Sheet, wanted: Correction) -> None:
    sheet.facts = fill_member(sheet.member, wanted.facts)
    if wanted.facts.phone is not None:
        phone = read_phone(wanted.facts.phone)
        if phone != sheet.file.phone:
            sheet.file.phone, sheet.file.contacts_removed_on = phone, None
            sheet.facts.append("手机")
            sheet.file_changed = True
    before = {name: getattr(sheet.file, name) for name in DATED if name in wanted.items}
    sheet.items = fill(sheet.file, wanted.items, asks_others=False)
    sheet.file_changed |= bool(sheet.items)
    sheet.former = [
        Former(sheet.member, name, value, getattr(sheet.file, name)) for name, value in before.items()
    ]


def _require_own_numbers(sheets: Sequence[_Sheet]) -> None:
    """Two questions for all of them instead of two for each: whether a number is somebody else's already."""
    for name in _OWN:
        owners = {
            digest(getattr(sheet.file, name)): sheet.member.pk
            for digest in digesters(name)
            for sheet in sheets
            if sheet.file_changed and getattr(sheet.file, name)
        }
        known = PersonalFile.objects.filter(**{f"{name}_index__any_of": list(owners)})
        for pk, digest in known.values_list("pk", f"{name}_index"):
            if owners[digest] != pk:
                raise taken(name)


def _write(rows: Sequence[models.Model]) -> None:
    """As `save()` would: whoever has no file yet is given one. The statement is an INSERT that finds its rows there."""
    if not rows:
        return
    model = type(rows[0])
    written = [each.name for each in model._meta.local_concrete_fields if not each.primary_key]
    model._default_manager.bulk_create(
        rows, batch_size=_AT_ONCE, update_conflicts=True, unique_fields=["pk"], update_fields=written
    )


def _journal(sheets: Sequence[_Sheet], by: AbstractBaseUser | None, reason: str) -> Iterator[Sequence[Any]]:
    now, label, actor = clock.now(), Member._meta.label_lower, by.pk if by is not None else None
    for sheet in sheets:
        for words in (sheet.facts, sheet.items):
            if words:
                said = corrected(words, reason)
                yield actor, "correct", label, sheet.member.pk, sheet.member.name[:200], said, now
