"""What must not stand on a public notice is found however it is spelled (PB-04)."""

import pytest

from members.rules.public_text import unfit


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("张三同志工作认真，群众基础好。", []),
        ("公示时间：2026年6月18日至2026年6月25日。", []),
        ("身份证110105199001011234", ["身份证号码"]),
        ("11010519900101123X", ["身份证号码"]),
        ("１１０１０５１９９００１０１１２３４", ["身份证号码"]),
        ("110105 19900101 1234", ["身份证号码"]),
        ("110105900101123", ["身份证号码"]),
        ("联系13812345678", ["手机号码"]),
        ("138-1234-5678", ["手机号码"]),
        ("138 1234 5678", ["手机号码"]),
        ("1234567890", []),
        ("12812345678", []),
        ("138123456789", []),
        ("6222020200112233445", ["银行卡等长号码"]),
        ("患有糖尿病，长期住院", ["健康状况", "健康状况"]),
        ("0531-88886666", []),
        ("2026-06-18 2026-06-25", []),
        ("自2026.6.18—2026.6.25公示", []),
    ],
)
def test_numbers_and_illness_are_found_and_plain_words_are_not(text: str, kinds: list[str]) -> None:
    assert [each.what for each in unfit(text)] == kinds


def test_the_sentence_does_not_say_the_number_again() -> None:
    found = unfit("身份证110105199001011234")[0]
    assert "110105199001011234" not in found.sentence
    assert "身份证号码" in found.sentence
