"""PD-06, N08: nine steps that turn green from data only."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from activities.rules.steps import StepFacts, nine_steps, steps_sentence
from partywork.common.clock import OFFICE


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, minute, tzinfo=OFFICE)


NOTHING = StepFacts(today=date(2026, 6, 1), event_date=date(2026, 6, 18))
HELD = StepFacts(
    today=date(2026, 6, 20),
    event_date=date(2026, 6, 18),
    starts_at=at(18, 14),
    ends_at=at(18, 17, 10),
    is_closed=True,
    decided_on=date(2026, 6, 2),
    decided_by="张一",
    decided_text="第6号支委会记录",
    submitted_on=date(2026, 6, 3),
    approved_on=date(2026, 6, 5),
    approved_by="工委",
    notice_published_at=at(11, 10, 20),
    notice_lead=7,
    notices_total=24,
    notices_delivered=24,
    notices_answered=22,
    expected=24,
    signed=20,
    reported_at=at(18, 14, 6),
    report_text="见议程1",
    host="张一",
    minutes=190,
    rating_state="closed",
    rating_collected=17,
    rating_issued=20,
    summary_missing=(),
    summary_on=date(2026, 6, 20),
)


def states(facts: StepFacts) -> list[str]:
    return [step.state for step in nine_steps(facts)]


def test_every_step_of_a_complete_event_names_its_proof():
    assert [(step.number, step.title, step.state, step.fact) for step in nine_steps(HELD)] == [
        (1, "支委会定题", "done", "6月2日 第6号支委会记录"),
        (2, "上级审定", "done", "6月5日 工委审定"),
        (3, "公示预告", "done", "6月11日 10:20，提前7天"),
        (4, "召集", "done", "24人全部送达，22人已答复"),
        (5, "签到", "done", "应到24人，登记到会20人"),
        (6, "通报到会", "done", "14:06通报，见议程1"),
        (7, "开展活动", "done", "14:00—17:10，190分钟"),
        (8, "主题测评", "done", "发出20份，收回17份，限24小时内"),
        (9, "总结提升", "done", "6月20日写明"),
    ]
    assert steps_sentence(nine_steps(HELD)) == "9步有依据"


def test_before_the_day_later_steps_are_open_and_not_missing():
    assert states(NOTHING) == ["missing", "missing", "missing", *["unknown"] * 6]


def test_after_the_day_everything_without_a_fact_is_missing():
    assert states(replace(NOTHING, today=date(2026, 6, 19))) == ["missing"] * 9


@pytest.mark.parametrize(
    ("change", "number", "state", "fact"),
    [
        ({"approval_mode": "off", "approved_on": None}, 2, "off", "上级不要求逐次报送"),
        ({"approval_mode": "file", "approved_on": None}, 2, "done", "6月3日已报备"),
        ({"approved_on": None}, 2, "missing", "6月3日已报，等上级审定（未审定先行）"),
        ({"approved_on": None, "today": date(2026, 6, 10), "is_closed": False}, 2,
         "unknown", "6月3日已报，等上级审定"),
        ({"notice_lead": 3}, 3, "done", "6月11日 10:20，提前3天，应不少于5天"),
        ({"notice_published_at": None, "notice_days": 0}, 3, "off", "上级没有规定提前预告"),
        ({"notices_delivered": 22}, 4, "missing", "24人中2人没有送达"),
        ({"notices_called": 2}, 4, "done", "24人全部送达，22人已答复，电话通知2人"),
        ({"notices_total": 0}, 4, "missing", "还没有通知到人"),
        ({"unsettled_names": ("吴八",)}, 5, "unknown", "吴八1人没有登记"),
        ({"unsettled_names": ("吴八", "赵四", "李二", "王三")}, 5,
         "unknown", "吴八、赵四、李二等4人没有登记"),
        ({"is_closed": False}, 5, "unknown", "已登记到会20人，名单还没有核定"),
        ({"notice_lead": 4, "notice_unit": "个工作日"}, 3, "done",
         "6月11日 10:20，提前4个工作日，应不少于5个工作日"),
        ({"signed": 0}, 5, "missing", "没有任何签到登记"),
        ({"reported_at": None}, 6, "missing", "没有通报到会情况的时间"),
        ({"minutes": 90}, 7, "done", "14:00—17:10，90分钟，应不少于180分钟"),
        ({"rating_state": "open"}, 8, "unknown", "测评进行中，已收回17份"),
        ({"rating_state": "prepared"}, 8, "missing", "没有开展测评"),
        ({"rating_collected": 0}, 8, "missing", "发出20份，没有收回"),
        ({"summary_missing": ("议定事项", "一句话回应")}, 9, "missing", "缺议定事项、一句话回应"),
    ],
)  # fmt: skip
def test_one_fact_changes_one_step(change, number, state, fact):
    step = nine_steps(replace(HELD, **change))[number - 1]

    assert (step.number, step.state, step.fact) == (number, state, fact)


def test_the_strip_is_summed_up_in_one_sentence():
    facts = replace(HELD, unsettled_names=("吴八",), summary_missing=("议定事项",), approval_mode="off")

    assert steps_sentence(nine_steps(facts)) == "6步有依据，1步待定，1步缺内容，1步不适用"


def test_on_the_day_itself_nothing_is_missing_before_the_event_is_closed():
    today = replace(NOTHING, today=date(2026, 6, 18), is_closed=False)

    assert states(today)[4:] == ["unknown"] * 5
    assert nine_steps(today)[4].fact == "活动今天开展"
