"""One keeper of the dues: what is said of none, one and several, with and without somebody to stand in (DU-17)."""

import pytest

from members.rules.dues_keeping import keeper_remark


@pytest.mark.parametrize(
    ("names", "has_deputy", "says"),
    [
        ([], True, "没有党费管理员"),
        ([], False, "没有党费管理员"),
        (["钱五"], True, ""),
        (["钱五"], False, "党费只由钱五一人收缴，支部没有副书记"),
        (["钱五", "王三"], True, "有2名党费管理员，党费应由一人专门收缴"),
        (["钱五", "王三"], False, "请书记免去交出的一位"),
        (["钱五", "王三", "李二"], False, "有3名党费管理员"),
    ],
)
def test_the_remark_says_what_is_not_as_it_should_be(names, has_deputy, says):
    remark = keeper_remark(names, has_deputy=has_deputy)

    assert says in remark
    assert bool(remark) is bool(says)
