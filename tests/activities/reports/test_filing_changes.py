"""Between two handings-in every fact that differs is told (C04)."""

import copy
from datetime import date, datetime, time

import pytest

from activities.choices import ActivityState
from activities.reports.filing_changes import OTHER, TOLD_ELSEWHERE, Change, changes_between
from activities.reports.sheet import sheet_content
from activities.services import attending
from partywork.common import clock
from tests.factories.activities import make_activity


@pytest.fixture
def sheet(world, today):
    """A whole sheet as it is frozen: two were away, one guest."""
    activity = make_activity(world.branch, state=ActivityState.ANNOUNCED, decided_on=date(2026, 6, 1))
    activity.guests.create(name="马一", kind="superior", remark="很好")
    today.move_to(datetime(2026, 6, 18, 18, 1, tzinfo=clock.OFFICE))
    for number, member in enumerate(world.roster):
        attending.mark(activity, member, status="present" if number else "absent", by=world.secretary)
    activity = attending.close(activity, by=world.secretary, low_reason="值守")
    content = sheet_content(activity.record)
    assert clock.at(date(2026, 6, 18), time(14)).isoformat() == content["starts_at"]
    return content


def _leaves(value, way=()):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, (*way, name))
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*way, number))
    else:
        yield way


def _changed(content, way):
    other = copy.deepcopy(content)
    place = other
    for step in way[:-1]:
        place = place[step]
    was = place[way[-1]]
    place[way[-1]] = (not was) if isinstance(was, bool) else f"{was}改" if was else "改"
    return other


def test_the_same_sheet_differs_in_nothing(sheet):
    assert changes_between(sheet, copy.deepcopy(sheet)) == []


def test_whatever_fact_is_changed_is_told(sheet):
    """Every leaf of the frozen content, one at a time; what another line says in words is named in the report."""
    untold = [
        way
        for way in _leaves(sheet)
        if not any(step in TOLD_ELSEWHERE for step in way)
        and not changes_between(sheet, _changed(sheet, way))
    ]

    assert untold == []


def test_every_fact_of_the_sheet_has_a_name_of_its_own(sheet):
    unnamed = [
        way
        for way in _leaves(sheet)
        for change in changes_between(sheet, _changed(sheet, way))
        if OTHER in change.label
    ]

    assert unnamed == []


def test_a_person_is_the_same_person_wherever_the_list_has_him(sheet):
    other = copy.deepcopy(sheet)
    people = other["attendance"]["people"]
    people.reverse()
    people[0]["status"] = "补登到会"

    assert changes_between(sheet, other) == [
        Change(
            f"应到名单 · {people[0]['name']} · 状态", sheet["attendance"]["people"][-1]["status"], "补登到会"
        )
    ]


def test_a_guest_who_came_in_and_one_who_went_out_are_told(sheet):
    other = copy.deepcopy(sheet)
    other["guests"] = [{"name": "牛二", "kind": "上级指导", "office": "工委", "remark": ""}]

    told = {change.label: (bool(change.before), bool(change.now)) for change in changes_between(sheet, other)}

    assert told == {"来宾 · 牛二": (False, True), "来宾 · 马一": (True, False)}


def test_two_of_the_same_name_are_kept_apart():
    before = {"guests": [{"name": "李二", "remark": "甲"}, {"name": "李二", "remark": "乙"}]}
    now = {"guests": [{"name": "李二", "remark": "甲"}, {"name": "李二", "remark": "丙"}]}

    assert changes_between(before, now) == [Change("来宾 · 李二 · 备注", "乙", "丙")]


def test_moments_and_yes_or_no_are_told_as_people_say_them():
    before = {"starts_at": "2026-06-18T14:00:00+08:00", "same_month": True}
    now = {"starts_at": "2026-06-19T06:30:00+00:00", "same_month": False}

    assert changes_between(before, now) == [
        Change("开始", "6月18日 14:00", "6月19日 14:30"),
        Change("在当月", "是", "否"),
    ]


def test_a_month_of_a_plan_that_changed_is_told_by_its_month():
    row = {"id": 1, "month": 3, "content": "学习", "start": None}
    before = {"rows": [row, {**row, "id": 2, "month": 4}]}
    now = {"rows": [{**row, "content": "参观"}]}

    assert changes_between(before, now) == [
        Change("计划 · 3月 · 内容", "学习", "参观"),
        Change("计划 · 4月", "学习", ""),
    ]


def test_a_fact_nobody_named_yet_is_told_all_the_same():
    assert changes_between({"new_fact": 1}, {"new_fact": 2}) == [Change(OTHER, "1", "2")]
