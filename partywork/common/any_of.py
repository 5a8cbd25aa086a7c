"""`name__any_of=[…]`: one of very many, sent as one array.

`__in` makes a placeholder of every value, which for five thousand names of a roster costs more than the answer.
"""

from typing import Any

from django.db.models import Field, Lookup


@Field.register_lookup
class AnyOf(Lookup):
    """Values as they are stored: nothing is prepared, so that a list of texts asks for those texts."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, before = self.process_lhs(compiler, connection)
        values, given = self.process_rhs(compiler, connection)
        return f"{column} = ANY({values})", (*before, *given)
