"""How much somebody owes a month, and why, line by line: base, band, clause, rounding, month (M21, N04)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from members.choices_dues import DuesKind
from members.rules.dues_months import month_text
from members.rules.dues_scale import NOTICE, Scale, scale_for
from partywork.common.money import FEN, half_up

CAP = Decimal("1000.00")  # the default of du.monthly_cap_warn, which is fixed
STEPS = {Decimal("0.01"): "分", Decimal("0.1"): "角", Decimal("1"): "元"}


@dataclass(frozen=True)
class Asked:
    """What the amount is worked out from. `agreed` is a farmer's sum as the branch agreed it (DU-07)."""

    kind: DuesKind
    month: date
    base: Decimal | None = None
    round_to: Decimal = FEN
    agreed: Decimal | None = None
    cap: Decimal = CAP


@dataclass(frozen=True)
class Explanation:
    """`computed` is exact, `amount` what is owed; for a fixed sum there is no rate and nothing is rounded."""

    kind: DuesKind
    month: date
    base: Decimal | None
    rate: str
    band: str
    clause: str
    computed: Decimal
    amount: Decimal
    lines: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def explain(asked: Asked) -> Explanation:
    """The amount of one month. ValueError in one Chinese sentence where it cannot be worked out."""
    scale = scale_for(asked.kind, asked.month)
    return _fixed(asked, scale) if scale.is_fixed else _by_band(asked, scale)


def _by_band(asked: Asked, scale: Scale) -> Explanation:
    base = asked.base
    if base is None:
        raise ValueError(
            f"{asked.kind.label}党员按收入交纳，请填写计算基数（{scale.base_called}），如 3456.78。"
        )
    band = scale.band(base)
    computed = base * band.rate
    amount = half_up(computed, asked.round_to)
    lines = (
        f"人员类型：{asked.kind.label}",
        f"计算基数：{base:.2f}元（{scale.base_called}）",
        f"档次：{band.text}，按全部基数的{band.rate_text}",
        f"依据：{scale.clause}",
        f"计算：{base:.2f} × {band.rate_text} = {exact_text(computed)}元",
        f"取整：四舍五入到{STEPS[asked.round_to]}，{amount:.2f}元",
        f"月份：{month_text(asked.month)}起每月{amount:.2f}元",
    )
    return Explanation(
        kind=asked.kind,
        month=asked.month,
        base=base,
        rate=band.rate_text,
        band=band.text,
        clause=scale.clause,
        computed=computed,
        amount=amount,
        lines=lines,
        warnings=tuple(_warnings(asked, amount)),
    )


def _warnings(asked: Asked, amount: Decimal) -> list[str]:
    said = []
    if amount > asked.cap:
        said.append(
            f"按比例计算为{amount:.2f}元。{NOTICE}：月交纳额一般不超过{asked.cap:.0f}元；"
            "由支部和上级党组织商定。"
        )
    if not asked.base:
        said.append("计算基数是 0；没有收入的党员请核对人员类型。")
    return said


def _fixed(asked: Asked, scale: Scale) -> Explanation:
    assert scale.lowest is not None and scale.highest is not None
    amount, warnings = scale.lowest, []
    spread = scale.spread_text
    if scale.highest > scale.lowest:
        if asked.agreed is None:
            warnings.append(
                f"{asked.kind.label}党员每月{spread}，由支部商定；没有商定数额，按{amount:.2f}元计。"
            )
        elif not scale.leaves_open(asked.agreed):
            raise ValueError(f"{asked.kind.label}党员每月交纳{spread}；现在是“{asked.agreed}”。")
        else:
            amount = asked.agreed
    if asked.base:
        warnings.append(f"{asked.kind.label}党员交纳固定数额，计算基数不起作用。")
    return Explanation(
        kind=asked.kind,
        month=asked.month,
        base=None,
        rate="",
        band=f"固定数额，每月{spread}",
        clause=scale.clause,
        computed=amount,
        amount=amount.quantize(FEN),
        lines=(
            f"人员类型：{asked.kind.label}",
            f"标准：固定数额，每月{spread}，不看收入",
            f"依据：{scale.clause}",
            "取整：固定数额不取整",
            f"月份：{month_text(asked.month)}起每月{amount:.2f}元",
        ),
        warnings=tuple(warnings),
    )


def exact_text(value: Decimal) -> str:
    """34.5678, and 15.00: at least to the fen, never rounded."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return f"{plain:f}" if isinstance(exponent, int) and exponent < -2 else f"{value:.2f}"
