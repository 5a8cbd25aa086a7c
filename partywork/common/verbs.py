"""The grammar of a verb: lock, require, advance. `advance` alone sets a `state` field."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import OperationalError, connection, models

from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.states import StateMachine
from partywork.models import JournalEntry

M = TypeVar("M", bound=models.Model)
_DEADLOCK = "40P01"  # PostgreSQL's name for it


def lock(row: M) -> M:
    """The row as it stands now, held until the transaction ends; nobody else changes it meanwhile.

    DomainError when somebody has just removed it, or when two hold what the other one waits for: the database lets
    one of them through and ends the other, who is told to press again.
    """
    manager = type(row)._default_manager
    with _told_of_deadlock():
        found = manager.select_for_update(of=("self",), no_key=True).filter(pk=row.pk).first()
    if found is None:
        raise DomainError("这一条刚刚被删除了，请刷新后再看。", code="gone")
    return found


def hold(*words: object) -> None:
    """Nobody else goes on with the same words until the transaction ends: for what has no row yet to be locked."""
    _advise("pg_advisory_xact_lock", words)


def share(*words: object) -> None:
    """Goes on beside others who share these words, and not while somebody holds them."""
    _advise("pg_advisory_xact_lock_shared", words)


def _advise(function: str, words: tuple[object, ...]) -> None:
    with _told_of_deadlock(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", ["|".join(map(str, words))])


@contextmanager
def _told_of_deadlock() -> Iterator[None]:
    try:
        yield
    except OperationalError as failure:
        if getattr(failure.__cause__, "pgcode", "") != _DEADLOCK:
            raise
        raise DomainError("刚才有人同时在办，这一次没有保存，请再点一次。", code="meanwhile") from None


def require(fact: object, message: str, *, field: str = "", code: str = "refused") -> None:
    """The step needs this fact; without it the Chinese sentence is what the user reads."""
    if not fact:
        raise DomainError(message, field=field, code=code)


def advance(
    row: Any,
    machine: StateMachine,
    step: str,
    *,
    by: AbstractBaseUser | None,
    reason: str = "",
    fields: tuple[str, ...] = (),
) -> None:
    """Take the step: set the state, save the named fields with it, remember who, when and why."""
    before = row.state
    row.state = machine.target(before, step)
    row.save(update_fields=[*_touch(row), "state", *fields])
    journal(row, step, by=by, reason=reason, before=before, after=row.state)


def journal(
    row: models.Model,
    verb: str,
    *,
    by: AbstractBaseUser | None,
    reason: str = "",
    before: str = "",
    after: str = "",
) -> None:
    """Remember a step in the append-only journal (RC-06); `by` is None for the jobs."""
    JournalEntry.objects.create(
        actor_id=by.pk if by is not None else None,
        verb=verb,
        model=row._meta.label_lower,
        object_id=row.pk,
        label=str(row)[:200],
        before=before,
        after=after,
        reason=reason,
        at=clock.now(),
    )


def save(row: models.Model, *fields: str) -> None:
    """Write the named fields, and the time of change where the row keeps one."""
    row.save(update_fields=[*_touch(row), *fields])


def _touch(row: models.Model) -> list[str]:
    return ["updated_at"] if any(field.name == "updated_at" for field in row._meta.fields) else []
