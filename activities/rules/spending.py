"""Planned and spent money of one event, to the fen (PL-18)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

NOTHING = Decimal("0.00")
MOST = Decimal(100_000_000)
FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


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


def read_money(text: str) -> Decimal | None:
    """500 · ￥1,200.50 · 约500元 · 0.3万元; None where no one amount can be read, which is then said."""
    typed = re.sub(r"[\s,，￥¥]", "", text.translate(FULL_WIDTH))
    found = re.fullmatch(
        r"(?:约|大约|预计|预算)?(\d{1,8}(?:\.\d{1,4})?)(万)?(?:元|块|人民币)?(?:左右)?", typed
    )
    if found is None:
        return None
    amount = Decimal(found[1]) * (10_000 if found[2] else 1)
    fen = amount.quantize(Decimal("0.01"))
    return fen if fen == amount and fen < MOST else None


def money_text(amount: Decimal) -> str:
    return f"{amount:.2f}元"
