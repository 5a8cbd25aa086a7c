"""What an ID number may look like, and what it says (GB 11643, E-72). The numbers are invented."""

from datetime import date

import pytest

from members.choices_personal import ETHNICITIES, NATIONS
from members.rules.id_numbers import birth_note, read_id_number
from members.rules.masking import masked_item
from members.rules.personal_items import ITEMS, SEALED


@pytest.mark.parametrize(
    ("typed", "number", "born", "male"),
    [
        ("11010519491231002X", "11010519491231002X", date(1949, 12, 31), False),
        ("11010519491231002x", "11010519491231002X", date(1949, 12, 31), False),
        (" 110105 19491231 002X ", "11010519491231002X", date(1949, 12, 31), False),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", date(1949, 12, 31), False),
        ("'11010519491231002X", "11010519491231002X", date(1949, 12, 31), False),
        ("110105491231002", "11010519491231002X", date(1949, 12, 31), False),
        ("000000200002290010", "000000200002290010", date(2000, 2, 29), True),
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str, number: str, born: date, male: bool) -> None:
    read = read_id_number(typed)
    assert (read.text, read.birth_date, read.is_male) == (number, born, male)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("6.1E+17", "按数字存"),
        ("6.10105E17", "按数字存"),
        ("1101051949123100", "现在是 16 位"),
        ("1101051949123100200", "现在是 19 位"),
        ("11010519491231002A", "应是 18 位"),
        ("110105194912310021", "对不上"),
        ("000000190002290014", "不存在"),
        ("000000189912310012", "年份不对"),
        ("", "现在是 0 位"),
    ],
)
def test_what_cannot_be_a_number_is_told_why(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_id_number(typed)


def test_two_birth_dates_are_both_kept_and_the_archives_counts() -> None:
    assert birth_note(date(1950, 1, 1), date(1950, 1, 1)) == ""
    assert birth_note(None, date(1950, 1, 1)) == ""
    assert birth_note(date(1950, 1, 1), None) == ""
    assert "以档案为准" in birth_note(date(1949, 12, 31), date(1950, 1, 1))


@pytest.mark.parametrize(
    ("item", "text", "shown"),
    [
        ("id_number", "11010519491231002X", "1****************X"),
        ("phone", "13800138000", "138****8000"),
        ("landline", "0791-88888888", "079****8888"),
        ("home_address", "某省某市某区某路1号", "某省某市某……"),
        ("home_address", "某路1号", "某路……"),
        ("home_address", "", ""),
    ],
)
def test_what_is_sealed_is_shown_with_too_little_to_use(item: str, text: str, shown: str) -> None:
    assert masked_item(item, text) == shown


def test_a_masked_number_beside_the_birth_date_does_not_give_the_rest_away() -> None:
    assert masked_item("id_number", "11010519491231002X").count("*") == 16


def test_the_sealed_items_and_the_peoples_of_the_national_table() -> None:
    assert SEALED == ("id_number", "phone", "landline", "home_address", "household")
    assert (len(NATIONS), ETHNICITIES[0], ETHNICITIES[55]) == (56, ("01", "汉族"), ("56", "基诺族"))
    assert len({item.label for item in ITEMS}) == len(ITEMS)
