"""Many rows at once: COPY from the rows of a model, with their numbers reserved beforehand.

The one place besides settings that knows the driver (architecture 0). What is written is what `save()` would write:
every field prepares its own value, encrypted ones and blind indexes included; constraints and triggers hold as always.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

# Text format of COPY: what must be written with a backslash.
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": None})
_PIECE = 256 * 1024
_AS_IT_STANDS = {
    models.BigAutoField,
    models.BooleanField,
    models.CharField,
    models.DateField,
    models.ForeignKey,
    models.OneToOneField,
    models.PositiveSmallIntegerField,
    models.SmallIntegerField,
}


def reserve(model: type[models.Model], count: int) -> list[int]:
    """As many fresh primary keys; nobody else gets them, used or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, str(model._meta.pk.column), count],
        )
        return [number for (number,) in cursor.fetchall()]


def copy_rows(model: type[models.Model], rows: Iterable[models.Model]) -> int:
    """Write the rows, in their order, in one statement. How many. Rows without a key are given one."""
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return 0
    fields = [f for f in model._meta.local_concrete_fields if first.pk is not None or not f.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(statement, _Pieces(_lines(chain([first], waiting), fields)))
        written: int = cursor.rowcount
    return written


def measure(*tables: type[models.Model]) -> None:
    """Let the planner know how full they are now, within the transaction too.

    PostgreSQL measures by itself, but minutes later: until then it takes a table that was just filled for an empty one,
    and a question over a hundred thousand members runs for a quarter of an hour.
    """
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(quote(table._meta.db_table) for table in tables)}")


def _lines(rows: Iterable[models.Model], fields: Sequence[Any]) -> Iterator[bytes]:
    readers = [_reader(field) for field in fields]
    for row in rows:
        yield ("\t".join([_text(read(row)) for read in readers]) + "\n").encode()


def _reader(field: Any) -> Callable[[models.Model], Any]:
    """How the value is taken from a row; the plain types stand in it as they are written, and are most of a roster."""
    if type(field) in _AS_IT_STANDS and not getattr(field, "auto_now", False):
        return attrgetter(field.attname)
    real = connections[DEFAULT_DB_ALIAS]
    return lambda row: field.get_db_prep_save(field.pre_save(row, True), real)


def _text(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if hasattr(value, "lower_inc"):  # a range of days
        return f"[{value.lower or ''},{value.upper or ''})"
    return str(value).translate(_ESCAPES)


class _Pieces:
    """What COPY reads: lines as they are made, never all of them at once."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._left = lines, bytearray()

    def read(self, size: int = _PIECE) -> bytes:
        while len(self._left) < size:
            line = next(self._lines, None)
            if line is None:
                break
            self._left += line
        piece = bytes(self._left[:size])
        del self._left[:size]
        return piece
