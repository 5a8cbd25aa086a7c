"""Planned and spent money of one event, to the fen (PL-18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Costs:
    """The sums of an event. `spent` is None while no line says what was spent."""

    planned: Decimal | None
    spent: Decimal | None

    @property
    def sentence(self) -> str:
        """计划500.00元，支出480.00元 · 计划500.00元，支出520.00元（超出20.00元）"""
        said = []
        if self.planned is not None:
            said.append(f"计划{money_text(self.planned)}")
        if self.spent is not None:
            over = self.spent - self.planned if self.planned is not None else NOTHING
            more = f"（超出{money_text(over)}）" if over > NOTHING else ""
            said.append(f"支出{money_text(self.spent)}{more}")
        return "，".join(said)


def add_up(lines: Sequence[tuple[Decimal | None, Decimal | None]]) -> Costs:
    """Planned and spent of each line; a sum only where some line has the figure."""
    planned = [line[0] for line in lines if line[0] is not None]
    spent = [line[1] for line in lines if line[1] is not None]
    return Costs(
        sum(planned, NOTHING) if planned else None,
        sum(spent, NOTHING) if spent else None,
    )


def money_text(amount: Decimal) -> str:
    return f"{amount:.2f}元"
