"""The forecast of a real branch, and what granting a leave would do (N31, N33, S08)."""

from datetime import date

import pytest
from django.urls import reverse

from activities.choices import LeaveReason
from activities.models import StandingAbsence
from activities.reports.forecast import outlook_of
from activities.reports.leave_effect import decision_effects
from activities.reports.steps import limits_of
from activities.services import leaving, standing_absences
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 6, 25)


@pytest.fixture
def draft(world, today):
    return make_activity(world.branch, THURSDAY)


def say(world, **fields):
    values = {
        "weekday": 3,
        "part": "afternoon",
        "since": date(2026, 6, 1),
        "until": date(2026, 7, 31),
        "reason": LeaveReason.OTHER,
        "by": world.member,
        **fields,
    }
    return standing_absences.state(world.plain_member, **values)


def test_without_anything_known_everybody_expected_is_counted(world, draft):
    outlook = outlook_of(draft, limits_of(draft))

    assert outlook.sentence == "6月25日（周四）预计到5人，应到5人，需4人，够。"
    assert outlook.chosen.why == "还没有人请假，也没有可比的活动，按应到人数估计"


def test_leave_and_standing_absences_are_counted_once_a_person(world, draft):
    say(world)
    leaving.ask(draft, world.plain_member, reason="official", by=world.member)
    leaving.ask(draft, world.others[0], reason="official", by=world.secretary)

    chosen = outlook_of(draft, limits_of(draft)).chosen

    assert (chosen.coming, chosen.on_leave, chosen.standing) == (3, 2, 0)


def test_the_better_day_is_named_beside_the_chosen_one(world, draft):
    for member in (world.plain_member, world.others[0]):
        StandingAbsence.objects.create(
            member=member, weekday=3, part="all_day", since=THURSDAY, until=THURSDAY, reason="other"
        )

    sentence = outlook_of(draft, limits_of(draft)).sentence

    assert sentence.startswith("6月25日（周四）预计到3人，应到5人，不到80%（需4人，差1人）；6月2")
    assert sentence.endswith("预计到5人，应到5人，需4人，够。")


def test_the_weekday_of_the_last_year_limits_the_promise(world, draft):
    make_activity(
        world.branch,
        date(2026, 5, 21),
        state="held",
        closed_at=clock.now(),
        total=5,
        expected=5,
        present=3,
    )

    chosen = outlook_of(draft, limits_of(draft)).chosen

    assert (chosen.coming, chosen.past) == (3, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_forecast_costs_the_same_for_one_and_three(world, draft, django_assert_num_queries, count):
    for number in range(count):
        member = make_member(world.branch, name=f"新{number}")
        StandingAbsence.objects.create(
            member=member, weekday=3, part="all_day", since=THURSDAY, until=THURSDAY, reason="other"
        )
    limits = limits_of(draft)

    with django_assert_num_queries(8):
        outlook_of(draft, limits)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"weekday": 7}, "星期几"),
        ({"part": "night"}, "什么时候"),
        ({"until": date(2026, 5, 31)}, "不能早于"),
        ({"since": date(2026, 1, 1), "until": date(2026, 6, 17)}, "已经过去"),
        ({"since": date(2026, 6, 1), "until": date(2026, 12, 9)}, "最长登记半年"),  # 191 days
    ],
)
def test_a_standing_absence_is_refused_where_it_makes_no_sense(world, today, fields, sentence):
    with pytest.raises(DomainError, match=sentence):
        say(world, **fields)


def test_a_standing_absence_of_exactly_a_term_twice_is_once(world, today):
    for _ in range(2):
        say(world, until=date(2026, 12, 8))  # 190 days

    assert StandingAbsence.objects.count() == 1


def test_a_member_states_and_takes_back_on_the_phone_and_nobody_elses(client_for, world, today):
    client = client_for(world.member)
    answer = client.post(
        reverse("my_absences"),
        {"weekday": 3, "part": "all_day", "reason": "other", "since": "2026-06-18", "until": "2026-07-18"},
        follow=True,
    )
    assert "周四全天" in answer.content.decode()

    row = StandingAbsence.objects.get()
    place = reverse("my_absence_end", args=[row.pk])
    assert client_for(world.outsider).post(place).status_code == 404
    client.post(place)
    assert not StandingAbsence.objects.exists()


def test_the_notice_page_shows_the_forecast_before_it_goes_out(client_for, world, draft):
    page = client_for(world.secretary).get(reverse("activity_detail", args=[draft.pk])).content.decode()

    assert "6月25日（周四）预计到5人，应到5人，需4人，够。" in page


def test_the_approver_sees_what_granting_would_do(client_for, world, today):
    activity = make_activity(world.branch, THURSDAY, state="announced")
    leave = leaving.ask(activity, world.plain_member, reason="sick", by=world.member)

    effect = decision_effects(activity, [leave])[leave.pk]

    assert effect.sentence == ("批准后，本人今年到会0次，共1次；支部预计到会4人（80%），正好够80%（需4人）。")
    assert effect.make_up.startswith("生病、行动不便的补课：看学习材料、看录像、与委员谈或送学上门，8月24日")
    page = client_for(world.secretary).get(reverse("activity_detail", args=[activity.pk])).content.decode()
    assert effect.sentence in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_effects_cost_the_same_for_one_and_three(world, today, django_assert_num_queries, count):
    activity = make_activity(world.branch, THURSDAY, state="announced")
    leaves = [
        leaving.ask(activity, member, reason="official", by=world.secretary)
        for member in world.roster[1 : 1 + count]
    ]

    with django_assert_num_queries(6):
        decision_effects(activity, leaves)
