"""Beside the writing: whether it is a copy, told to the writer alone; and who else has the sheet open (N40, S25)."""

from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from activities.models import RecordSheet, RecordSketch
from activities.reports.likeness import likeness_of
from activities.services import attending, recording
from branches.services.setting import set_parameter
from members.choices import Post
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.members import appoint, make_member, make_user

TEXT = (
    "支部书记领学全会公报原文，大家结合岗位谈体会，冯十提出答疑岗要固定时间，"
    "王三建议每周四下午，大家同意先试两周再看效果如何。"
)
OTHER = (
    "上午到敬老院打扫卫生，中午陪老人吃饭聊天，下午帮助整理图书室，"
    "林二教老人用手机视频，郑五修好了两台收音机和一盏台灯。"
)
WRITTEN = {"content": "按议程开展", "discussion": "无", "consensus": "有", "actions": "本次没有议定事项"}


def hold(branch, by, day, today, members=()):
    activity = make_activity(branch, day, theme=f"{day.month}月学习")
    today.move_to(datetime(day.year, day.month, day.day, 18, 30, tzinfo=clock.OFFICE))
    for member in members:
        attending.mark(activity, member, status="present", by=by)
    return attending.close(activity, by=by, low_reason="人少").record


def hand_in(record, by, **texts):
    record = recording.write(record, by=by, revision=record.revision, fields={**WRITTEN, **texts})
    recording.submit(record, by=by)
    return record


def place(name, record):
    return reverse(name, args=[record.pk])


@pytest.fixture
def may(world, today):
    return hand_in(
        hold(world.branch, world.secretary, date(2026, 5, 14), today), world.secretary, discussion=TEXT
    )


@pytest.fixture
def june(world, may, today):
    return hold(world.branch, world.secretary, date(2026, 6, 18), today)


def typed(record, world, **texts):
    return recording.write(record, by=world.secretary, revision=record.revision, fields=texts)


def test_the_writer_is_told_with_the_passage_of_the_own_earlier_sheet(world, june, client_for):
    typed(june, world, discussion=TEXT.replace("冯十", "陈七"))
    page = client_for(world.secretary).get(place("record_likeness", june), headers={"hx-request": "true"})
    text = page.content.decode()
    assert "讨论情况" in text
    assert "5月学习" in text
    assert "提出答疑岗要固定时间" in text
    assert "上级看不到" in text


def test_a_new_text_is_told_nothing(world, june, client_for):
    typed(june, world, discussion=OTHER)
    assert likeness_of(june) == []
    page = client_for(world.secretary).get(place("record_likeness", june))
    assert "没有和以前的纪实表大段相同的地方" in page.content.decode()


@pytest.mark.parametrize(("pct", "alike"), [("95", False), ("60", True)])
def test_the_line_is_a_parameter_of_the_committee(world, june, pct, alike):
    set_parameter(
        world.committee, "rc.similar_pct", pct, since=date(2026, 6, 1), by=world.reviewer, reason="上级文件"
    )
    half = TEXT[: len(TEXT) * 3 // 4] + OTHER[:12]
    found = likeness_of(typed(june, world, discussion=half))
    assert bool(found) is alike


def test_of_another_branchs_sheet_only_that_it_is_alike_is_told(world, june, today, client_for):
    make_member(world.foreign_branch, name="外二")
    abroad = hold(world.foreign_branch, world.outsider, date(2026, 6, 11), today)
    hand_in(abroad, world.outsider, consensus=OTHER)
    typed(june, world, consensus=OTHER)
    (found,) = likeness_of(RecordSheet.objects.get(pk=june.pk))
    assert (found.pct, found.is_own, found.passage, found.theme) == (100, False, "", "")
    page = client_for(world.secretary).get(place("record_likeness", june)).content.decode()
    assert "有 100% 和另一个支部的一份纪实表一样" in page
    assert not any(secret in page for secret in ("另一支部", "敬老院", "6月11日"))


def test_what_is_only_being_written_elsewhere_is_nobodys_business(world, june, today):
    abroad = hold(world.foreign_branch, world.outsider, date(2026, 6, 11), today)
    recording.write(abroad, by=world.outsider, revision=1, fields={"consensus": OTHER})
    typed(june, world, consensus=OTHER)
    assert likeness_of(RecordSheet.objects.get(pk=june.pk)) == []


@pytest.mark.parametrize(("persona", "status"), [("reviewer", 403), ("member", 404), ("outsider", 404)])
def test_nobody_but_the_writer_is_told_and_nothing_is_filed_of_it(world, june, client_for, persona, status):
    typed(june, world, **{**WRITTEN, "discussion": TEXT})
    client = client_for(getattr(world, persona))
    assert client.get(place("record_likeness", june)).status_code == status
    assert client.get(place("record_editors", june)).status_code == status
    filed = recording.submit(RecordSheet.objects.get(pk=june.pk), by=world.secretary)
    assert "一样" not in str(filed.rounds.get().content)
    assert "一样" not in client_for(world.reviewer).get(f"/filings/{filed.pk}/").content.decode()


def test_sketches_are_numbers_and_those_of_the_last_handing_in(world, may):
    assert set(RecordSketch.objects.values_list("part", flat=True)) == {"discussion"}
    assert len(RecordSketch.objects.get().hashes) == 48


@pytest.mark.parametrize("number", [1, 3])
def test_looking_for_copies_costs_the_same_for_few_and_many(
    world, june, today, number, django_assert_num_queries
):
    for each in range(number):
        record = hold(world.branch, world.secretary, date(2026, 4 - each, 9), today)
        hand_in(record, world.secretary, discussion=TEXT, consensus=OTHER)
    record = RecordSheet.objects.select_related("activity__branch").get(pk=june.pk)
    record.discussion, record.consensus = TEXT, OTHER
    with django_assert_num_queries(7):  # three of them around the one that looks elsewhere
        assert len(likeness_of(record)) == 2


@pytest.fixture
def deputy(world):
    user = make_user("deputy", name="李副书记")
    appoint(user, world.branch, Post.DEPUTY_SECRETARY)
    return user


def test_the_second_is_told_that_the_first_is_at_it(world, june, client_for, deputy, today):
    first, second = client_for(world.secretary), client_for(deputy)
    assert "也开着这张表" not in first.get(place("record_detail", june)).content.decode()
    today.shift(timedelta(minutes=1))
    page = second.get(place("record_detail", june)).content.decode()
    assert "<b>张一</b>从 18:30 起也开着这张表" in page
    assert "<b>李副书记</b>" in first.get(place("record_editors", june)).content.decode()


def test_a_closed_tab_is_forgotten_after_two_minutes(world, june, client_for, deputy, today):
    client_for(world.secretary).get(place("record_detail", june))
    today.shift(timedelta(seconds=121))
    assert "也开着这张表" not in client_for(deputy).get(place("record_detail", june)).content.decode()


def test_readers_are_not_counted_and_nobody_is_named_to_them(world, june, client_for):
    client_for(world.secretary).get(place("record_detail", june))
    page = client_for(world.reviewer).get(place("record_detail", june)).content.decode()
    assert "也开着这张表" not in page
    assert list(cache.get(f"at-record:{june.pk}")) == [world.secretary.pk]


def test_who_hands_it_in_is_at_it_no_more(world, june, client_for, deputy):
    client = client_for(world.secretary)
    typed(june, world, **WRITTEN)
    client.get(place("record_detail", june))
    client.post(place("record_file", june), _texts(june))
    assert not cache.get(f"at-record:{june.pk}")


def _texts(june):
    record = RecordSheet.objects.get(pk=june.pk)
    names = ("content", "discussion", "consensus", "actions", "shortcomings", "reply")
    texts = {name: getattr(record, name) for name in names}
    return {"revision": record.revision, **texts, **{f"base_{name}": text for name, text in texts.items()}}


def test_a_filed_sheet_asks_no_more(world, may, client_for):
    page = client_for(world.secretary).get(place("record_editors", may)).content.decode()
    assert "hx-trigger" not in page
    with pytest.raises(DomainError):
        recording.write(may, by=world.secretary, revision=may.revision, fields={"content": "别的"})
