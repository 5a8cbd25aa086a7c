"""N16: so many 代签 an activity, and not one more."""

import pytest

from activities.rules.proxy import may_sign_for_another, proxy_sentence


@pytest.mark.parametrize(
    ("so_far", "limit", "may"),
    [(0, 3, True), (2, 3, True), (3, 3, False), (4, 3, False), (0, 0, False), (0, 1, True), (1, 1, False)],
)
def test_limit_at_just_under_and_over(so_far, limit, may):
    assert may_sign_for_another(so_far, limit) is may


def test_the_sentence_says_what_to_do_instead():
    assert proxy_sentence(3) == "这次活动的代签已满 3 人次，请记录人在名单上登记。"
    assert "不能代签" in proxy_sentence(0)
