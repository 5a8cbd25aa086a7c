"""The scales of dues as dated rows, each with its article: a figure changes here and nowhere else (DU-04..07, S31).

A row holds from its first month until a later row of the same kind begins. Rates apply to the whole base, the
steps at the edges of the bands are real (E-55).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from members.choices_dues import DuesKind

RULES = "《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）"
NOTICE = "《关于进一步规范党费工作的通知》（组电明字〔2017〕5号）"


@dataclass(frozen=True)
class Band:
    """More than `above` yuan, up to and including `upto` (None: without end): so much of the whole base."""

    above: Decimal
    upto: Decimal | None
    rate: Decimal

    def holds(self, base: Decimal) -> bool:
        return base >= self.above and (base > self.above or not self.above) and self._reaches(base)

    def _reaches(self, base: Decimal) -> bool:
        return self.upto is None or base <= self.upto

    @property
    def text(self) -> str:
        """3000元以上至5000元（含5000元）"""
        if self.upto is None:
            return f"{self.above}元以上"
        if not self.above:
            return f"{self.upto}元（含{self.upto}元）以下"
        return f"{self.above}元以上至{self.upto}元（含{self.upto}元）"

    @property
    def rate_text(self) -> str:
        return f"{(self.rate * 100).normalize():f}%"


@dataclass(frozen=True)
class Scale:
    """One dated row: by bands of a base, or a fixed sum between `lowest` and `highest`."""

    kind: DuesKind
    since: date
    article: str
    base_called: str
    bands: tuple[Band, ...] = ()
    lowest: Decimal | None = None
    highest: Decimal | None = None

    @property
    def is_fixed(self) -> bool:
        return self.lowest is not None

    def leaves_open(self, amount: Decimal) -> bool:
        """A fixed sum that the branch may agree on, such as a farmer's 0.50 (DU-07)."""
        return self.lowest is not None and self.highest is not None and self.lowest <= amount <= self.highest

    @property
    def spread_text(self) -> str:
        """0.20元 · 0.20—1.00元"""
        if self.lowest == self.highest:
            return f"{self.lowest:.2f}元"
        return f"{self.lowest:.2f}—{self.highest:.2f}元"

    @property
    def clause(self) -> str:
        return f"{RULES}{self.article}"

    def band(self, base: Decimal) -> Band:
        return next(band for band in self.bands if band.holds(base))


def _bands(*rows: tuple[str, str | None, str]) -> tuple[Band, ...]:
    return tuple(
        Band(Decimal(above), Decimal(upto) if upto else None, Decimal(rate)) for above, upto, rate in rows
    )


BY_WAGE = _bands(
    ("0", "3000", "0.005"), ("3000", "5000", "0.01"), ("5000", "10000", "0.015"), ("10000", None, "0.02")
)
BY_PENSION = _bands(("0", "5000", "0.005"), ("5000", None, "0.01"))
IN_FORCE = date(2008, 4, 1)
LEAST = Decimal("0.20")

K = DuesKind
SCALES: tuple[Scale, ...] = (
    Scale(K.EMPLOYED, IN_FORCE, "第一条、第二条", "每月相对固定的、经常性的税后工资收入", BY_WAGE),
    Scale(K.RETIRED, IN_FORCE, "第五条", "每月实际领取的离退休费总额或养老金总额", BY_PENSION),
    Scale(K.ANNUAL_SALARY, IN_FORCE, "第三条", "当月实际领取的薪酬收入", BY_WAGE),
    Scale(K.SELF_EMPLOYED, IN_FORCE, "第四条", "上季度月平均纯收入", BY_WAGE),
    Scale(K.FARMER, IN_FORCE, "第六条", "支部商定的数额", lowest=LEAST, highest=Decimal("1.00")),
    Scale(K.STUDENT, IN_FORCE, "第六条", "", lowest=LEAST, highest=LEAST),
    Scale(K.UNEMPLOYED, IN_FORCE, "第六条", "", lowest=LEAST, highest=LEAST),
)
FIXED_KINDS = frozenset(scale.kind for scale in SCALES if scale.is_fixed)
# Their base may be another one every month (DU-06).
MONTHLY_KINDS = frozenset({DuesKind.ANNUAL_SALARY, DuesKind.SELF_EMPLOYED})


def scale_for(kind: str, month: date) -> Scale:
    """The row in force that month; ValueError in Chinese before the first."""
    known = [scale for scale in SCALES if scale.kind == kind and scale.since <= month]
    if not known:
        first = f"{IN_FORCE.year}年{IN_FORCE.month}月"
        raise ValueError(f"党费标准自{first}起施行，月份不能早于{first}。")
    return max(known, key=lambda scale: scale.since)


def scale_texts(month: date) -> list[tuple[str, str]]:
    """The scales of a month in words, kinds with the same figures together: for the page that assesses by them."""
    said: dict[str, list[str]] = {}
    for kind in DuesKind:
        scale = scale_for(kind, month)
        text = "；".join(f"{band.text}，{band.rate_text}" for band in scale.bands)
        if scale.is_fixed:
            text = (
                f"{scale.lowest:.2f}元"
                if scale.lowest == scale.highest
                else f"{scale.lowest:.2f}—{scale.highest:.2f}元"
            )
        said.setdefault(text, []).append(str(kind.label))
    return [("、".join(kinds), text) for text, kinds in said.items()]
