"""Many rows at once: COPY from plain values, with their numbers reserved beforehand.

The one place besides settings that knows the driver (architecture 0). What is written is what `save()` would write:
every field prepares its own value, encrypted ones and blind indexes included, and fields that are not named get what
they have by themselves; constraints and triggers hold as always.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, repeat
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from partywork.common import clock
from partywork.common.blind import BlindIndexField

# Worked through column by column: so few rows that PostgreSQL writes one piece while the next one is made.
_AT_ONCE = 100
# These very classes: what is derived from them, say an encrypted text, prepares its own value.
_AS_IT_STANDS = {
    models.BigAutoField,
    models.BigIntegerField,
    models.BooleanField,
    models.CharField,
    models.DateField,
    models.DateTimeField,
    models.ForeignKey,
    models.OneToOneField,
    models.PositiveSmallIntegerField,
    models.SmallIntegerField,
    models.TextField,
    models.UUIDField,
}
# So many rows of values, by column; and how many rows.
Piece = tuple[list[tuple[Any, ...]], int]
Column = Callable[[Piece], Iterable[Any]]


class _Null(int):
    """What stands for NULL: a number to the writer, so that it is the only thing it does not put in quotes."""

    def __str__(self) -> str:
        return "\\N"


_NULL = _Null()


def reserve(model: type[models.Model], count: int) -> list[int]:
    """As many fresh primary keys; nobody else gets them, used or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, str(model._meta.pk.column), count],
        )
        return [number for (number,) in cursor.fetchall()]


def copy_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write the rows, in their order, in one statement. How many.

    Each row has the values of the fields `names` (foreign keys as `member_id`), every one the same. Rows without a
    key are given one.
    """
    unknown = set(names) - {field.attname for field in model._meta.local_concrete_fields}
    if unknown:
        raise ValueError(f"{model._meta.label} has no column {', '.join(sorted(unknown))}")
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if field.attname in names or not isinstance(field, models.AutoField)
    ]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN (FORMAT csv, NULL '\\N')"
    pieces = _Pieces([_column(field, names) for field in fields], iter(rows))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(statement, pieces)
        written: int = cursor.rowcount
    return written


def measure(*tables: type[models.Model]) -> None:
    """Let the planner know how full they are now, within the transaction too: their size and their plain columns.

    PostgreSQL measures by itself, but minutes later: until then it takes a table that was just filled for an empty one,
    and a question over a hundred thousand members runs for a quarter of an hour.
    """
    quote = connection.ops.quote_name
    asked = []
    for table in tables:
        columns = ", ".join(quote(str(field.column)) for field in table._meta.local_concrete_fields)
        # With the columns named, what only indexes work out (pinyin, single characters) is left for later.
        asked.append(f"{quote(table._meta.db_table)} ({columns})")
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(asked)}")


def _column(field: Any, names: Sequence[str]) -> Column:
    """How the values of a field come: from the rows, from another field of theirs, or by themselves."""
    if isinstance(field, BlindIndexField):
        if field.of not in names:
            return _same(_NULL)
        source, digest = names.index(field.of), field.digester()
        return lambda piece: [digest(text) if text else _NULL for text in piece[0][source]]
    if field.attname in names:
        return _given(names.index(field.attname), _preparing(field))
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return _same(clock.now() if isinstance(field, models.DateTimeField) else clock.today())
    if field.has_default() and callable(field.default):
        return lambda piece: [field.get_default() for _ in range(piece[1])]
    own = field.get_default()
    return _same(_ready(_preparing(field) or _as_it_stands, own))


def _given(at: int, prepare: Callable[[Any], Any] | None) -> Column:
    if prepare is None:
        return lambda piece: [_NULL if value is None else value for value in piece[0][at]]
    return lambda piece: [_ready(prepare, value) for value in piece[0][at]]


def _ready(prepare: Callable[[Any], Any], value: Any) -> Any:
    ready = None if value is None else prepare(value)
    return _NULL if ready is None else ready


def _same(value: Any) -> Column:
    return lambda piece: repeat(value, piece[1])


def _as_it_stands(value: Any) -> Any:
    return value


def _preparing(field: Any) -> Callable[[Any], Any] | None:
    """What makes of a value what is stored; None where it is stored as it stands, as most of a roster is."""
    if isinstance(field, DateRangeField):
        return lambda period: f"[{period.lower or ''},{period.upper or ''})"
    if type(field) in _AS_IT_STANDS:
        return None
    real = connections[DEFAULT_DB_ALIAS]
    return lambda value: field.get_db_prep_save(value, real)


class _Pieces:
    """What COPY reads: lines as they are made, never all of them at once."""

    def __init__(self, columns: Sequence[Column], rows: Iterator[Sequence[Any]]) -> None:
        self._columns, self._rows, self._left = columns, rows, b""

    def read(self, size: int) -> bytes:
        if not self._left:
            self._left = self._lines()
        piece, self._left = self._left[:size], self._left[size:]
        return piece

    def _lines(self) -> bytes:
        some = list(islice(self._rows, _AT_ONCE))
        if not some:
            return b""
        piece = list(zip(*some, strict=True)), len(some)
        text = io.StringIO()
        writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerows(zip(*(column(piece) for column in self._columns), strict=True))
        # No text in PostgreSQL holds this sign.
        return text.getvalue().replace("\x00", "").encode()
