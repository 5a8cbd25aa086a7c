"""Who is meant by a name in a conference log (S11, E-73)."""

import pytest

from activities.rules.name_matching import match_name

NAMES = {1: "张一", 2: "钱五", 3: "李二", 4: "李二", 5: "欧阳一", 6: "阳一", 7: "买买提·艾合买提江"}


@pytest.mark.parametrize(
    ("written", "members", "certain"),
    [
        ("张一", (1,), True),
        (" 张 一 ", (1,), True),
        ("张一（会计系）", (1,), True),
        ("zhangyi(张一)", (1,), True),
        ("会计系-张一", (1,), True),
        ("会计系 张一 主持", (1,), True),
        ("张一的iPhone", (1,), False),
        ("我是钱五", (2,), False),
        ("李二", (3, 4), False),
        ("欧阳一", (5,), True),
        ("欧阳一的手机", (5,), False),
        ("买买提·艾合买提江", (7,), True),
        ("iPhone", (), False),
        ("", (), False),
        ("张", (), False),
    ],
)
def test_who_is_meant(written, members, certain):
    match = match_name(written, NAMES)

    assert (match.members, match.is_certain) == (members, certain)
