"""Yuan and fen: what may be typed, how it is rounded, how a receipt says it."""

from decimal import Decimal

import pytest

from partywork.common.money import half_up, in_words, read_yuan, to_fen, to_yuan, yuan_text


@pytest.mark.parametrize(
    ("typed", "read"),
    [("3456.78", "3456.78"), (" 20 ", "20"), ("0", "0"), ("0.2", "0.2"), ("9999999.99",) * 2],
)
def test_plain_numbers_are_read_exactly(typed, read):
    assert read_yuan(typed) == Decimal(read)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("-5", "不能是负数"),
        ("-0.01", "不能是负数"),
        ("12.345", "最多到分"),
        ("12.", "最多到分"),
        ("10000000", "应小于 10,000,000 元"),
        ("9" * 400, "应小于"),
        ("３４５６", "半角数字"),
        ("3456。78", "半角数字"),
        ("3,456.78", "以元为单位的数字"),
        ("1e3", "以元为单位的数字"),
        ("NaN", "以元为单位的数字"),
        ("", "以元为单位的数字"),
        ("²", "半角数字"),
    ],
)
def test_anything_else_is_told_what_was_expected(typed, expected):
    with pytest.raises(ValueError, match=expected):
        read_yuan(typed)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (12000, "人民币壹佰贰拾元整"),
        (2108, "人民币贰拾壹元零捌分"),
        (20, "人民币贰角"),
        (100_000, "人民币壹仟元整"),
        (100_005, "人民币壹仟元零伍分"),
        (390_824, "人民币叁仟玖佰零捌元贰角肆分"),
        (-12000, "人民币负壹佰贰拾元整"),
    ],
)
def test_a_receipt_says_the_amount_in_words(fen, words):
    assert in_words(fen) == words


def test_fen_and_yuan_are_the_same_money():
    assert to_fen(Decimal("34.57")) == 3457
    assert to_yuan(3457) == Decimal("34.57")
    assert yuan_text(123_456) == "1,234.56"
    assert half_up(Decimal("34.5678"), Decimal("0.1")) == Decimal("34.60")
    with pytest.raises(ValueError, match="finer"):
        to_fen(Decimal("0.001"))
