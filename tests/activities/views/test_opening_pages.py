"""One page opens every kind, asking only what the kind needs; the page of a meeting shows only its own parts."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from activities.choices import ActivityKind, ActivityState
from activities.models import Activity
from branches.models import PartyGroup
from partywork.common import clock
from tests.conftest import NOW
from tests.factories.activities import make_activity

NEW = "activity_new"


@pytest.fixture
def secretary(client_for, world, today):
    return client_for(world.secretary)


def _main(page):
    """What stands between the navigation and the foot."""
    return page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def _new(client, kind):
    return client.get(reverse(NEW), {"kind": kind})


def _filled(kind, **fields):
    return {
        "kind": kind,
        "theme": "",
        "day": "2026-06-25",
        "start": "15:00",
        "end": "16:00",
        "venue": "on_site",
        "place": "",
        **fields,
    }


def test_the_kinds_a_branch_has_stand_above_the_form(secretary, world):
    page = _new(secretary, "").content.decode()
    assert "?kind=committee_meeting" in page
    assert "?kind=group_meeting" not in page
    assert "本支部没有划分党小组" in page


def test_a_kind_the_branch_has_not_shows_the_reason_and_no_form(secretary, world):
    world.branch.has_committee = False
    world.branch.save()
    page = _new(secretary, "committee_meeting").content.decode()
    assert "本支部不设支委会" in page
    assert 'name="theme"' not in page


def test_only_a_group_meeting_asks_for_the_groups(secretary, world):
    PartyGroup.objects.create(branch=world.branch, name="第一党小组")
    assert 'name="groups"' in _new(secretary, "group_meeting").content.decode()
    assert 'name="groups"' not in _new(secretary, "lecture").content.decode()


def test_a_committee_meeting_is_opened_without_typing_anything(secretary, world):
    answer = secretary.post(reverse(NEW), _filled("committee_meeting"))
    meeting = Activity.objects.get()
    assert answer.status_code == 302
    assert (meeting.kind, meeting.theme) == ("committee_meeting", "6月支委会")


def test_one_meeting_for_each_group_that_was_ticked(secretary, world):
    groups = [PartyGroup.objects.create(branch=world.branch, name=name) for name in ("一组", "二组")]
    secretary.post(reverse(NEW), _filled("group_meeting", groups=[group.pk for group in groups]))
    assert {each.group for each in Activity.objects.all()} == set(groups)


def test_no_group_ticked_is_said_at_the_field(secretary, world):
    PartyGroup.objects.create(branch=world.branch, name="一组")
    answer = secretary.post(reverse(NEW), _filled("group_meeting", place="会议室"))
    assert answer.status_code == 422
    assert "这一项要填" in answer.content.decode()
    assert "会议室" in answer.content.decode()


def test_six_months_of_committee_meetings_in_one_step(secretary, world):
    answer = secretary.post(reverse(NEW), _filled("committee_meeting", every="month", times=6), follow=True)
    assert Activity.objects.count() == 6
    assert "已开好 6 次" in answer.content.decode()


def test_a_word_that_is_no_kind_opens_nothing(secretary, world):
    answer = secretary.post(reverse(NEW), _filled("party"))
    assert answer.status_code == 422
    assert not Activity.objects.exists()


@pytest.mark.parametrize("kind", [kind for kind in ActivityKind if kind != ActivityKind.PARTY_DAY])
@pytest.mark.parametrize("held", [False, True])
def test_a_meeting_shows_nothing_that_only_the_party_day_has(secretary, world, kind, held):
    start = NOW - timedelta(hours=1) if held else NOW + timedelta(days=3)
    state = ActivityState.ANNOUNCED
    meeting = make_activity(
        world.branch, kind=kind, starts_at=start, ends_at=start + timedelta(hours=2), state=state,
        published_at=NOW - timedelta(days=3),
    )  # fmt: skip
    page = _main(secretary.get(reverse("activity_detail", args=[meeting.pk])))
    for word in ("九步程序", "定题与审定", "常规内容", "通报到会", "到会率", "纪实表", "测评"):
        assert word not in page, word
    assert "应到" in page


def test_the_party_day_still_shows_all_of_it(secretary, world):
    start = NOW - timedelta(hours=1)
    day = make_activity(
        world.branch, starts_at=start, ends_at=start + timedelta(hours=4), state=ActivityState.ANNOUNCED
    )
    page = secretary.get(reverse("activity_detail", args=[day.pk])).content.decode()
    for word in ("九步程序", "定题与审定", "常规内容", "通报到会", "到会率"):
        assert word in page, word


@pytest.mark.parametrize(("present", "sentence"), [(1, "需2人，实到1人，差1人"), (2, "需2人，实到2人，够")])
def test_a_member_meeting_says_whether_it_may_decide(secretary, world, present, sentence):
    """Four full members of five, of whom two are half (E-39); the probationary one has no vote."""
    from activities.services.attending import mark

    start = NOW - timedelta(minutes=10)
    meeting = make_activity(
        world.branch, kind=ActivityKind.MEMBER_MEETING, starts_at=start, ends_at=start + timedelta(hours=2),
        state=ActivityState.ANNOUNCED,
    )  # fmt: skip
    for member in [world.plain_member, *world.others[:present]]:
        mark(meeting, member, status="present", by=world.secretary)
    page = secretary.get(reverse("activity_detail", args=[meeting.pk])).content.decode()
    assert f"有表决权的应到4人，{sentence}" in page


def test_changing_a_meeting_asks_nothing_of_the_party_day(secretary, world):
    meeting = make_activity(world.branch, date(2026, 6, 25), kind=ActivityKind.COMMITTEE_MEETING)
    page = secretary.get(reverse("activity_change", args=[meeting.pk])).content.decode()
    for name in ("mode", "requirement", "wear_badge", "flag_hung", "short_reason"):
        assert f'name="{name}"' not in page


def test_moving_an_announced_committee_meeting_is_not_reported_above(secretary, world):
    from activities.models import Filing

    meeting = make_activity(
        world.branch, date(2026, 6, 25), kind=ActivityKind.COMMITTEE_MEETING, state=ActivityState.ANNOUNCED
    )
    answer = secretary.post(
        reverse("activity_change", args=[meeting.pk]),
        {
            "day": "2026-06-26", "start": "15:00", "end": "16:00", "theme": meeting.theme, "venue": "on_site",
            "place": meeting.place, "reason": "书记出差", "revision": meeting.revision,
        },
    )  # fmt: skip
    meeting.refresh_from_db()
    assert answer.status_code == 302
    assert meeting.starts_at == clock.at(date(2026, 6, 26), time(15))
    assert not Filing.objects.exists()
