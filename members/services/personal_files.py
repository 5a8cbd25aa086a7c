"""Entering and correcting the items of a personal file: one verb for forms, files and requests (F-20, MEM-21)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from members.models import Member, PersonalFile
from members.reports.personal_file import choices_of, file_of
from members.rules.id_numbers import read_id_number
from members.rules.personal_items import BY_NAME, CONTACTS, DATED, Item, Kind
from members.rules.phones import normal_phone
from members.services.former_items import Former, remember
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require

EARLIEST = date(1900, 1, 1)
EMPTY: dict[Kind, Any] = {Kind.DATE: None, Kind.YES_NO: None, Kind.MONTHS: None}


@transaction.atomic
def write_items(
    member: Member,
    items: Mapping[str, Any],
    *,
    by: AbstractBaseUser | None,
    reason: str = "",
    since: date | None = None,
    was_wrong: bool = False,
) -> tuple[str, ...]:
    """These items as they should be; the others stay. Answers the words of what changed.

    `items` has clean values by the names of rules.personal_items: text, date, truth, months, or the value of a choice;
    None or "" empties an item. What changes in a life holds from `since` on, today unless said; `was_wrong`: what
    stood there never was so, and is not remembered.
    """
    held = lock(member)
    file = file_of(held)
    before = {name: getattr(file, name) for name in DATED if name in items}
    changed = fill(file, items)
    if not changed:
        return ()
    keep(file)
    if not was_wrong:
        remember(
            [Former(held, name, value, getattr(file, name)) for name, value in before.items()], since=since
        )
    journal(held, "correct", by=by, reason=corrected(changed, reason))
    return changed


def corrected(changed: Sequence[str], reason: str) -> str:
    """What the journal says: which items changed, never their contents, for it is kept for years (PI-14)."""
    items = "、".join(changed)
    return f"{reason}：{items}" if reason else items


def keep(file: PersonalFile) -> None:
    """Saved; in a sentence where somebody else was given the same number a moment ago."""
    try:
        with transaction.atomic():
            file.save()
    except IntegrityError:
        raise DomainError(
            "刚刚有人把同一个手机号码或身份证号登记给了另一名党员，请核对。", code="meanwhile"
        ) from None


def fill(file: PersonalFile, items: Mapping[str, Any], *, asks_others: bool = True) -> tuple[str, ...]:
    """Set the items on the row without saving it; DomainError at the item that cannot be so.

    Without `asks_others` whoever calls asks for all his files at once whether a number is somebody else's.
    """
    changed = []
    for name, value in items.items():
        item = BY_NAME.get(name)
        if item is None:
            raise DomainError("没有这一项。", field=name, code="no_such_item")
        clean = _clean(file, item, value, asks_others=asks_others)
        if clean != getattr(file, name):
            setattr(file, name, clean)
            changed.append(item.label)
    if "id_number" in items:
        file.birth_by_id = read_id_number(file.id_number).birth_date if file.id_number else None
    if any(items.get(name) for name in CONTACTS):
        file.contacts_removed_on = None
    noted = not file.age_correction or bool(file.age_correction_note)
    require(noted, "党龄校正要写明依据。", field="age_correction_note")
    return tuple(changed)


def _clean(file: PersonalFile, item: Item, value: Any, *, asks_others: bool) -> Any:
    if value is None or value == "":
        return EMPTY.get(item.kind, "")
    if item.kind == Kind.DATE:
        in_time = EARLIEST <= value <= clock.today()
        require(in_time, f"{item.label}应在1900年以后、今天以前。", field=item.name)
        return value
    if item.kind == Kind.CHOICE:
        allowed = {each for each, _ in choices_of(item.name)}
        require(str(value) in allowed, f"请选择{item.label}。", field=item.name)
        return str(value)
    if item.kind in (Kind.YES_NO, Kind.MONTHS):
        return value
    text = " ".join(unicodedata.normalize("NFKC", str(value)).split())
    require(len(text) <= item.longest, f"{item.label}最多 {item.longest} 字。", field=item.name)
    if item.kind == Kind.LANDLINE:
        looks_like_one = re.fullmatch(r"[\d\-+() 转,]{5,30}", text)
        require(looks_like_one, "固定电话应像 0791-88888888，请核对。", field=item.name)
    if item.kind == Kind.ID_NUMBER:
        return _free_id_number(text, file.pk) if asks_others else _read_id_number(text)
    if item.kind == Kind.PHONE:
        return free_phone(text, file.pk) if asks_others else read_phone(text)
    return text


def _free_id_number(typed: str, member: int | None) -> str:
    number = _read_id_number(typed)
    if PersonalFile.objects.with_id_number(number).exclude(pk=member).exists():
        raise taken("id_number")
    return number


def free_phone(typed: str, member: int | None) -> str:
    """The number as it is kept; refused when it is none, or another member's."""
    phone = read_phone(typed)
    if phone and PersonalFile.objects.with_phone(phone).exclude(pk=member).exists():
        raise taken("phone")
    return phone


def taken(name: str) -> DomainError:
    """Of a telephone or identity number that somebody else has."""
    number = "手机号码" if name == "phone" else "身份证号"
    return DomainError(f"这个{number}已登记给另一名党员。", field=name, code=f"{name}_taken")


def taken_meanwhile() -> DomainError:
    """Of a whole file: somebody was given one of its numbers while it was being written."""
    return DomainError(
        "保存时发现有人刚刚登记了同一个手机或身份证号，这次一个也没有保存。请重新上传文件再看一次。",
        code="meanwhile",
    )


def read_phone(typed: str) -> str:
    """The number as it is kept, "" where nothing was typed; refused when it is none."""
    try:
        return normal_phone(typed)
    except ValueError:
        raise DomainError("手机号码应是 11 位数字，请核对。", field="phone", code="bad_phone") from None


def _read_id_number(typed: str) -> str:
    try:
        return read_id_number(typed).text
    except ValueError as expected:
        raise DomainError(str(expected), field="id_number", code="bad_id_number") from None
