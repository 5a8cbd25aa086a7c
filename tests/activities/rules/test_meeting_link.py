"""What may stand behind the members' button: an encrypted address, nothing else (MT-13)."""

import pytest

from activities.rules.meeting_link import LONGEST, why_no_link


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://meeting.tencent.com/dm/AbC123",
        "https://meeting.dingtalk.com/j/abc?pwd=1#x",
        "https://会议.中国/1",
        "https://a.b/" + "x" * (LONGEST - 12),
    ],
)
def test_an_address_that_may_be_pressed(link: str) -> None:
    assert why_no_link(link) == ""


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("http://meeting.tencent.com/1", "https://"),
        ("javascript:alert(1)", "https://"),
        ("data:text/html,x", "https://"),
        ("meeting.tencent.com/1", "https://"),
        ("https://", "不是网址"),
        ("https://localhost/1", "不是网址"),
        ("https://meeting.tencent.com@evil.example/1", "不是网址"),
        ("https://[bad/1", "不是网址"),
        ("https://a.b:99999/1", "不是网址"),
        ("https://a.b/1 会议号 2", "空格"),
        ("https://a.b/1\nhttps://c.d", "空格"),
        ("https://a.b/\u202e1", "空格"),
        ("https://a.b/" + "x" * LONGEST, "太长"),
    ],
)
def test_what_is_none_says_why(link: str, said: str) -> None:
    assert said in why_no_link(link)
