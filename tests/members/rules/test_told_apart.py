"""Equal names beside each other: the least that tells them apart (E-73)."""

import pytest

from members.rules.told_apart import Named, told_apart


@pytest.mark.parametrize(
    ("people", "marks"),
    [
        ([("张三", "", 2010, "1111"), ("李四", "", 2010, "2222")], {}),
        ([("张三", "一组", 2010, ""), ("张三", "二组", 2010, "")], {0: "张三（一组）", 1: "张三（二组）"}),
        (
            [("张三", "", 2010, ""), ("张三", "", 2012, "")],
            {0: "张三（2010年入党）", 1: "张三（2012年入党）"},
        ),
        (
            [("张三", "一组", 2010, "1111"), ("张三", "一组", 2010, "2222")],
            {0: "张三（手机尾号1111）", 1: "张三（手机尾号2222）"},
        ),
        (
            [("张三", "一组", 2010, ""), ("张三", "", 2012, "2222")],
            {0: "张三（2010年入党）", 1: "张三（2012年入党）"},
        ),
        (
            [("张三", "一组", 2010, ""), ("张三", "一组", 2010, "")],
            {0: "张三（一组，2010年入党，没有手机）", 1: "张三（一组，2010年入党，没有手机）"},
        ),
    ],
)
def test_people_of_one_name_are_told_apart_by_as_little_as_it_takes(people, marks):
    named = [Named(pk, *each) for pk, each in enumerate(people)]
    assert told_apart(named) == marks
