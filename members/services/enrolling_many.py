"""Many new members at once, as a roster file brings them: COPY instead of a hundred thousand steps (A01, Q6).

The same rows as `enrolling.enrol` writes, journal included. Whoever calls has compared them with who is known; what
must never be false (one branch a day, one telephone, one identity number) the database refuses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from branches.models import Organization, PartyGroup
from members.models import Member, MembershipSpell, PersonalFile
from members.rules.facts import MemberFacts
from members.rules.id_numbers import birth_date_in
from members.rules.names import initials, name_key
from members.rules.personal_items import BY_NAME
from members.services.personal_files import taken_meanwhile
from partywork.common import clock
from partywork.common.copying import copy_rows, measure, reserve
from partywork.common.verbs import require
from partywork.models import JournalEntry

# From so many on, the next question in the same transaction would be planned for tables that look empty.
MANY = 1000
# What the rows written here say, by column; every other column has what it has by itself.
_MEMBER = ("id", "name", "name_key", "initials", "sex", "joined_on", "full_on")
_SPELL = ("member_id", "branch_id", "group_id", "period")
_EMPTY = {
    field.attname: field.get_default()
    for field in PersonalFile._meta.local_concrete_fields
    if field.attname in BY_NAME and field.attname != "phone"
}
_JOURNAL = ("actor_id", "verb", "model", "object_id", "label", "after", "at")


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be enrolled; `items` are clean values by the names of rules.personal_items."""

    branch: Organization
    facts: MemberFacts
    since: date
    group: PartyGroup | None = None
    items: Mapping[str, Any] = field(default_factory=dict)


def enrol_many(newcomers: Sequence[Newcomer], *, by: AbstractBaseUser | None) -> list[int]:
    """Members of their branches from their days on. Their keys, in the order given."""
    if not newcomers:
        return []
    _require_places(newcomers)
    keys = reserve(Member, len(newcomers))
    pairs = list(zip(keys, newcomers, strict=True))
    now = clock.now()
    try:
        with transaction.atomic():
            copy_rows(Member, _MEMBER, (_member(key, each.facts) for key, each in pairs))
            _copy_files([(key, each) for key, each in pairs if each.items or each.facts.phone])
            copy_rows(MembershipSpell, _SPELL, (_spell(key, each) for key, each in pairs))
            copy_rows(JournalEntry, _JOURNAL, _journal(pairs, by, now))
            if len(pairs) >= MANY:
                measure(Member, PersonalFile, MembershipSpell)
    except IntegrityError:
        raise taken_meanwhile() from None
    return keys


def _require_places(newcomers: Sequence[Newcomer]) -> None:
    today = clock.today()
    earliest: dict[int, Newcomer] = {}
    for each in newcomers:
        first = earliest.setdefault(each.branch.pk, each)
        if each.since < first.since:
            earliest[each.branch.pk] = each
        require(each.since <= today, "编入日期不能晚于今天。", field="since")
        require(each.since >= each.facts.joined_on, "编入日期早于入党日期。", field="since")
    for each in earliest.values():
        branch = each.branch
        require(branch.is_branch, "党员编在党支部里，请选择党支部。", field="branch")
        require(branch.is_active_on(each.since), f"“{branch.name}”那天还没有成立或已经撤销。", field="since")


def _member(key: int, facts: MemberFacts) -> Sequence[Any]:
    name = facts.name
    return key, name, name_key(name), initials(name), facts.sex, facts.joined_on, facts.full_on


def _copy_files(pairs: Sequence[tuple[int, Newcomer]]) -> None:
    """With the columns that somebody has something in."""
    empty = {name: _EMPTY[name] for name in {name for _, each in pairs for name in each.items}}
    names = ("member_id", "phone", "birth_by_id", *empty)
    copy_rows(PersonalFile, names, (_file(key, each, empty) for key, each in pairs))


def _file(key: int, each: Newcomer, empty: Mapping[str, Any]) -> Sequence[Any]:
    items = each.items
    number = items.get("id_number")
    born = birth_date_in(number) if number else None
    return key, each.facts.phone or "", born, *[items.get(name, nothing) for name, nothing in empty.items()]


def _spell(key: int, each: Newcomer) -> Sequence[Any]:
    return key, each.branch.pk, each.group.pk if each.group else None, DateRange(each.since, None)


def _journal(
    pairs: Sequence[tuple[int, Newcomer]], by: AbstractBaseUser | None, now: datetime
) -> Iterator[Sequence[Any]]:
    label, actor = Member._meta.label_lower, by.pk if by is not None else None
    for key, each in pairs:
        yield actor, "enrol", label, key, each.facts.name[:200], each.branch.called[:30], now
