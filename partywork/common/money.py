"""Money: yuan as Decimal on paper and in forms, fen as whole numbers in the database; rounding said out loud."""

import re
from decimal import ROUND_HALF_UP, Decimal

import cn2an

FEN = Decimal("0.01")
MOST = Decimal(10_000_000)  # no sum of a branch comes near; more is a slip of the finger
_PLAIN = re.compile(r"(-?)(\d+)(?:\.(\d*))?")


def read_yuan(text: object, *, what: str = "金额", may_be_negative: bool = False) -> Decimal:
    """What somebody typed, exactly: 3456.78. ValueError says in one Chinese sentence what was expected."""
    typed = str(text).strip()
    if typed.isascii():
        found = _PLAIN.fullmatch(typed)
    else:
        raise ValueError(f"{what}请用半角数字填写，如 3456.78；现在是“{_shown(typed)}”。")
    if found is None:
        raise ValueError(f"{what}应是以元为单位的数字，如 3456.78；现在是“{_shown(typed)}”。")
    sign, whole, decimals = found[1], found[2], found[3]
    if sign and not may_be_negative:
        raise ValueError(f"{what}不能是负数；现在是“{_shown(typed)}”。")
    if decimals is not None and not 1 <= len(decimals) <= 2:
        raise ValueError(f"{what}最多到分（两位小数），如 3456.78；现在是“{_shown(typed)}”。")
    if len(whole.lstrip("0")) > 8 or Decimal(typed) >= MOST:
        raise ValueError(f"{what}应小于 {MOST:,} 元，请核对；现在是“{_shown(typed)}”。")
    return Decimal(typed)


def to_fen(yuan: Decimal) -> int:
    """12.34 → 1234; an amount finer than a fen is a mistake of ours, never rounded in silence."""
    fen = yuan * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"{yuan} is finer than a fen")
    return int(fen)


def to_yuan(fen: int) -> Decimal:
    """1234 → 12.34"""
    return (Decimal(fen) / 100).quantize(FEN)


def yuan_text(fen: int) -> str:
    """1234 → 12.34, 123456 → 1,234.56, as it stands in a table."""
    return f"{to_yuan(fen):,.2f}"


def half_up(yuan: Decimal, step: Decimal) -> Decimal:
    """To the nearest step, a half upward: 12.345 → 12.35; 34.5678 by 0.1 → 34.60 (E-54)."""
    return ((yuan / step).to_integral_value(rounding=ROUND_HALF_UP) * step).quantize(FEN)


def in_words(fen: int) -> str:
    """The amount as a receipt says it: 人民币贰拾壹元零捌分 (F-19)."""
    words: str = cn2an.an2cn(f"{to_yuan(abs(fen))}", "rmb")
    return f"人民币{'负' if fen < 0 else ''}{words}"


def _shown(typed: str) -> str:
    return typed if len(typed) <= 20 else f"{typed[:20]}…"
