"""manage.py explain_dues: JSON for programs, one Chinese sentence for a slip."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from members.choices_dues import DuesKind


def explained(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("explain_dues", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_the_amount_is_a_string_with_two_decimals_and_the_reason_stands_beside_it():
    found = explained("--kind", "employed", "--base", "3456.78", "--month", "2026-03")

    assert found["amount"] == "34.57"
    assert found["rate"] == "1%"
    assert found["band"] == "3000元以上至5000元（含5000元）"
    assert "第二条" in found["clause"]
    assert found["warnings"] == []
    assert any("34.5678" in line for line in found["lines"])


@pytest.mark.parametrize("kind", list(DuesKind.values))
def test_every_kind_is_known(kind):
    found = explained("--kind", kind, "--base", "3000", "--month", "2026-03")

    assert found["amount"] in ("15.00", "0.20")


def test_a_farmers_agreed_sum_is_taken():
    for option in ("--agreed", "--base"):
        assert explained("--kind", "farmer", option, "0.50", "--month", "2026-03")["amount"] == "0.50"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--kind", "employed", "--base", "-1", "--month", "2026-03"], "不能是负数"),
        (["--kind", "employed", "--base", "99999999", "--month", "2026-03"], "应小于"),
        (["--kind", "employed", "--base", "1.234", "--month", "2026-03"], "最多到分"),
        (["--kind", "employed", "--base", "３４５６", "--month", "2026-03"], "半角数字"),
        (["--kind", "employed", "--base", "3456", "--month", "2026-13"], "月份应写成"),
        (["--kind", "employed", "--base", "3456", "--month", "二〇二六"], "月份应写成"),
        (["--kind", "employed", "--base", "3456", "--month", "2007-12"], "不能早于2008年4月"),
        (["--kind", "employed", "--month", "2026-03"], "请填写计算基数"),
        (["--kind", "king", "--base", "1", "--month", "2026-03"], "人员类型应是"),
        (["--base", "1", "--month", "2026-03"], "人员类型应是"),
        (["--kind", "employed", "--base", "1"], "月份应写成"),
        (["--kind", "employed", "--base", "1", "--month", "2026-03", "--round-to", "5"], "取整应是"),
    ],
)
def test_a_slip_is_told_in_one_sentence(arguments, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("explain_dues", *arguments)

    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith("。")
