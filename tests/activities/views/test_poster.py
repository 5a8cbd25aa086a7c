"""A printed code at the door: only where the branch allows it, only for its own members, marked for what it is."""

from datetime import date, datetime

import pytest
from django.core import signing
from django.urls import reverse

from activities.models import Attendance
from activities.reports.register import register_of
from activities.services import attending
from activities.views.poster import SALT
from branches.models import Parameter
from partywork.common import clock
from partywork.models import RenderedDocument
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(world, today):
    today.move_to(datetime(2026, 6, 18, 14, 2, tzinfo=clock.OFFICE))
    return make_activity(world.branch, state="announced")


@pytest.fixture
def allowed(world):
    Parameter.objects.create(
        organization=world.branch, key="at.poster", value=True, in_force_from=date(2026, 1, 1)
    )


def link(branch, activity=0):
    return reverse("poster_read", args=[signing.dumps([branch.pk, activity], salt=SALT)])


def test_poster_and_one_tap_sign_the_member_in(client_for, world, activity, allowed):
    client = client_for(world.member)

    assert client.get(link(world.branch)).content.decode().count(">签到</button>") == 1
    said = client.post(link(world.branch), {"activity": activity.pk}).content.decode()

    assert "钱五：已签到 14:02。" in said
    assert Attendance.objects.get().method == "poster"
    line = next(each for each in register_of(activity).lines if each.is_present)
    assert line.proof == "扫海报码 14:02"


def test_without_the_branchs_leave_a_fixed_code_signs_nobody_in(client_for, world, activity):
    answer = client_for(world.member).post(link(world.branch), {"activity": activity.pk})

    assert "现在没有您可以在这里签到的活动" in answer.content.decode()
    assert not Attendance.objects.exists()


def test_poster_of_another_branch_shows_nothing_of_it(client_for, world, activity, allowed):
    answer = client_for(world.outsider).post(link(world.branch), {"activity": activity.pk}).content.decode()

    assert activity.theme not in answer
    assert not Attendance.objects.exists()


def test_poster_of_one_event_is_nothing_for_another(client_for, world, activity, allowed):
    other = make_activity(world.branch, state="announced", theme="另一主题")
    page = client_for(world.member).get(link(world.branch, other.pk)).content.decode()

    assert "另一主题" in page
    assert activity.theme not in page


def test_after_closing_nothing_is_offered(client_for, world, activity, allowed):
    attending.close(activity, by=world.secretary)

    assert "现在没有您可以" in client_for(world.member).get(link(world.branch)).content.decode()


@pytest.mark.parametrize("token", ["x", "W10:1:1", "码"])
def test_forged_token_is_not_found(client_for, world, token):
    assert client_for(world.member).get(reverse("poster_read", args=[token])).status_code == 404


def test_posters_are_printed_only_where_allowed(client_for, world, activity):
    client = client_for(world.secretary)

    said = client.post(reverse("poster_event", args=[activity.pk]), follow=True).content.decode()
    assert "支部没有开通海报码签到" in said
    client.post(reverse("poster_place"))
    assert not RenderedDocument.objects.exists()
    Parameter.objects.create(
        organization=world.branch, key="at.poster", value=True, in_force_from=date(2026, 1, 1)
    )
    client.post(reverse("poster_event", args=[activity.pk]))
    client.post(reverse("poster_place"))

    titles = {row.content["title"] for row in RenderedDocument.objects.all()}
    assert titles == {activity.theme, "组织生活签到处"}
