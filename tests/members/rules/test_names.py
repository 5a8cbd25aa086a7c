"""How names sort and are found, and how telephone numbers are shown."""

import pytest

from members.rules.names import initials, name_key, surname_letters, tidy_name
from members.rules.phones import masked


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("单雄信", "sxx"),
        ("仇英", "qy"),
        ("曾国", "zg"),
        ("解缙", "xj"),
        ("区志", "oz"),
        ("查良", "zl"),
        ("盖叫", "gj"),
        ("万俟卨", "mqx"),
        ("尉迟恭", "ycg"),
        ("尉恭", "wg"),
        ("阿依古丽·买买提", "ayglmmt"),
        ("单", "s"),
    ],
)
def test_surnames_are_read_as_surnames(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_names_of_one_reading_do_not_mix() -> None:
    ordered = sorted(["章二", "张三", "章一", "张一", "展一"], key=name_key)
    assert ordered[0] == "展一"
    assert [name[0] for name in ordered[1:]] in (["张", "张", "章", "章"], ["章", "章", "张", "张"])


@pytest.mark.parametrize(
    ("character", "name"),
    [("张", "张三"), ("曾", "曾国"), ("单", "单雄信"), ("单", "单于"), ("尉", "尉迟恭"), ("乐", "乐毅")],
)
def test_the_order_of_a_surname_begins_with_one_of_its_letters(character: str, name: str) -> None:
    assert name_key(name)[0] in surname_letters(character)


def test_names_are_kept_in_one_spelling() -> None:
    assert tidy_name(" 张　三 ") == "张三"
    assert tidy_name("阿依古丽•买买提") == "阿依古丽·买买提"


def test_a_shown_number_cannot_be_called() -> None:
    assert masked("13800138000") == "138****8000"
    assert masked("") == ""
