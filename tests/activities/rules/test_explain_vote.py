"""`manage.py explain_vote`, as a help desk calls it."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[3]


def explain(*words):
    out = StringIO()
    call_command("explain_vote", *words, stdout=out)
    return json.loads(out.getvalue())


def people(expected, present, in_favour, *more):
    return ("--expected", expected, "--present", present, "--in-favour", in_favour, *more)


def test_the_answer_says_quorum_majority_and_why():
    answer = explain("V-ADM", *people("10", "7", "6"))

    assert {name: answer[name] for name in ("quorum_met", "quorum_needed", "passes", "needed")} == {
        "quorum_met": True,
        "quorum_needed": 6,
        "passes": True,
        "needed": 6,
    }
    assert "实到7人" in answer["sentence"]
    assert "第二十条" in answer["sentence"]


@pytest.mark.parametrize(
    ("words", "met", "passes", "needed"),
    [
        (("V-GEN", *people("10", "5", "5")), True, False, 6),
        (("v-com", *people("5", "3", "3")), True, True, 3),
        (("V-ADM", *people("10", "5", "5")), False, False, 6),
        (("V-ADM", *people("10", "6", "6", "--written", "1")), True, True, 6),
        (("V-ELE", *people("10", "8", "5")), True, True, 5),
        (("V-PUN", *people("9", "5", "5")), True, True, 5),
    ],
)
def test_any_kind_of_vote(words, met, passes, needed):
    answer = explain(*words)

    assert (answer["quorum_met"], answer["passes"], answer["needed"]) == (met, passes, needed)


@pytest.mark.parametrize(
    ("present", "in_favour", "written", "passes", "said"),
    [
        ("6", "5", "0", False, "赞成5票"),
        ("6", "5", "1", True, "赞成6票（含书面意见中的"),  # five in the hall and one in writing are six
        ("6", "4", "1", False, "赞成5票"),
        ("6", "7", "1", True, "赞成7票"),  # more than sat in the hall: the sum was read out
    ],
)
def test_written_opinions_in_favour_are_votes_as_well(present, in_favour, written, passes, said):
    answer = explain("V-ADM", *people("10", present, in_favour, "--written", written))

    assert answer["passes"] is passes
    assert said in answer["sentence"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("V-QQQ", *people("10", "7", "6")), "没有“V-QQQ”这种表决"),
        (("V-APP", *people("10", "7", "6")), "只作参考"),
        ((), "没有“”这种表决"),
        (("V-GEN",), "请用 --expected 写明应到人数"),
        (("V-GEN", *people("ten", "7", "6")), "“ten”不是"),
        (("V-GEN", *people("10", "7.5", "6")), "“7.5”不是"),
        (("V-GEN", *people("10", "11", "6")), "实到11人多于应到10人"),
        (("V-GEN", *people("10", "7", "8")), "赞成8票，多于实到7人"),
        (("V-GEN", *people("10", "7", "6", "--written", "1")), "不能用书面意见"),
        (("V-ADM", *people("10", "7", "6", "--written", "4")), "加书面意见4份，多于应到10人"),
        (("V-ADM", *people("99999999999999999999", "7", "6")), "请核对"),
    ],
)
def test_nonsense_is_one_chinese_sentence(words, says):
    with pytest.raises(CommandError) as refusal:
        explain(*words)

    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_wrong_option_on_the_command_line_is_no_english_and_no_traceback():
    done = subprocess.run(
        [sys.executable, "manage.py", "explain_vote", "V-GEN", "--bogus"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.strip() == (
        "命令写得不对。应写成：explain_vote V-ADM --expected 10 --present 7 --in-favour 6 [--written 0]。"
    )
