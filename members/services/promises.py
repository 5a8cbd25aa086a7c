"""What somebody promised to see to: written down once, settled once (TT-03, CA-01)."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from members.models import Member
from members.models.promise import SealedPromise
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save

P = TypeVar("P", bound=SealedPromise)


def written_already(rows: Iterable[P], text: str) -> P | None:
    """The same words among the promises of this person and day: a double click. They are encrypted, so read here."""
    return next((row for row in rows if row.text == text.strip()), None)


def require_promise(text: str, due: date, *, since: date, day: str) -> None:
    """Raises DomainError at `text` or `due`; `day` names the day the promise was made on."""
    require(text.strip(), "请写要办的事。", field="text")
    require(due >= since, f"办结期限不能早于{day}那天。", field="due")


def to_tell(owner: Member, by: AbstractBaseUser) -> list[int]:
    """The account that hears of it; whoever promises for himself knows already."""
    return [owner.user_id] if owner.user_id and owner.user_id != by.pk else []


@transaction.atomic
def settle(row: P, *, outcome: str, by: AbstractBaseUser, verb: str = "settle") -> P:
    """Done, with one sentence on how; said twice it stays as it was said first."""
    held = lock(row)
    require(outcome.strip(), "请写一句办得怎样。", field="outcome")
    if held.done_on is not None:
        return held
    held.outcome, held.done_on = outcome.strip(), clock.today()
    save(held, "outcome", "done_on")
    journal(held, verb, by=by)
    return held
