"""Whom the books propose to talk with: absences at the limit, new posts, and not again after a talk (AT-10, IG-07)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from activities.choices import ActivityState
from activities.models import Attendance
from activities.reports.talk_occasions import occasions
from activities.services import talking
from members.choices import Post
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import appoint, make_member, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 18)


def miss(world, *days, status="absent"):
    for day in days:
        held = {"state": ActivityState.HELD, "closed_at": clock.end_of(day)}
        activity = make_activity(world.branch, day, **held)
        Attendance.objects.create(
            activity=activity,
            member=world.plain_member,
            status=status,
            standing="full",
            method="list",
            marked_at=activity.ends_at,
        )


def names(world):
    return [(each.name, each.reason.value) for each in occasions(world.branch, TODAY)]


MISSED = (date(2026, 3, 19), date(2026, 4, 16), date(2026, 5, 21), date(2026, 6, 11))


@pytest.mark.parametrize(("number", "proposed"), [(2, False), (3, True), (4, True)])
def test_three_absences_without_leave_propose_a_talk(world, today, number, proposed):
    miss(world, *MISSED[:number])

    assert bool(names(world)) is proposed


def test_leave_and_last_year_do_not_count(world, today):
    miss(world, *MISSED[:2])
    miss(world, MISSED[2], status="leave_sick")
    miss(world, date(2025, 12, 18))

    assert names(world) == []


def test_after_a_talk_nobody_is_proposed_until_the_next_absence(world, today):
    miss(world, *MISSED[:3])
    words = talking.Words(talked_on=date(2026, 5, 25), gist="谈了缺席的原因", reason="absence")
    talking.enter(world.branch, world.secretary_member, world.plain_member, words, by=world.secretary)

    assert names(world) == []
    miss(world, MISSED[3])
    assert names(world) == [("钱五", "absence")]


@pytest.mark.parametrize(("days", "proposed"), [(0, True), (60, True), (61, False)])
def test_whoever_was_given_a_post_lately_is_proposed(world, today, days, proposed):
    user = make_user(name="李新")
    make_member(world.branch, name="李新", user=user)
    appoint(user, world.branch, Post.PUBLICITY_MEMBER, since=TODAY - timedelta(days=days))

    assert (("李新", "newly_appointed") in names(world)) is proposed


def test_only_the_secretary_is_told_and_one_click_names_the_reason(world, today, client_for):
    miss(world, *MISSED[:3])
    deputy = make_user(name="李副")
    appoint(deputy, world.branch, Post.DEPUTY_SECRETARY)

    page = client_for(world.secretary).get(reverse("talk_coverage")).content.decode()
    assert "今年无故缺席3次，满3次建议谈话" in page
    link = f"{reverse('my_talk_new')}?with={world.plain_member.pk}&amp;reason=absence"
    assert link in page
    form = client_for(world.secretary).get(link.replace("&amp;", "&")).context["form"]
    assert form.initial["reason"] == "absence"
    assert "建议谈一谈的" not in client_for(deputy).get(reverse("talk_coverage")).content.decode()
