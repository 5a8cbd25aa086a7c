"""A job writes down when it ran and how; the nightly comparison is loud when it finds something (A12, N37)."""

import logging
from datetime import date, datetime

import pytest

from activities import tasks
from activities.models import Activity
from activities.services import attending, watching
from partywork.common import clock
from partywork.heartbeat import beating
from partywork.models import Heartbeat
from tests.factories.activities import make_activity


@pytest.fixture
def held(world, today):
    activity = make_activity(world.branch, date(2026, 6, 18))
    today.move_to(datetime(2026, 6, 18, 14, 0, tzinfo=clock.OFFICE))
    attending.mark_all_present(activity, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    return attending.close(activity, by=world.secretary)


def test_a_night_in_which_all_agrees(held):
    tasks.reconcile()
    beat = Heartbeat.objects.get(job="activities.reconcile")
    assert (beat.failed, beat.outcome) == (False, "各次活动的计数与名单相符")


@pytest.mark.parametrize("counter", ["total", "expected", "present", "unsettled", "made_up"])
def test_a_counter_that_differs_fails_the_night_and_is_logged(held, counter, caplog):
    Activity.objects.filter(pk=held.pk).update(**{counter: 9 if counter == "total" else 3})
    with caplog.at_level(logging.ERROR, "partywork.reconcile"):
        tasks.reconcile()
    beat = Heartbeat.objects.get(job="activities.reconcile")
    assert beat.failed
    assert beat.outcome == f"1 次活动的计数与名单不符，编号：{held.pk}"
    assert str(held.pk) in caplog.text


def test_an_activity_whose_rows_are_all_gone_is_found_too(held):
    held.attendances.all().delete()
    assert watching.reconcile() == [held.pk]


def test_an_open_activity_is_not_compared_yet(world, today):
    activity = make_activity(world.branch, date(2026, 6, 18))
    attending.mark(activity, world.plain_member, status="present", by=world.secretary)
    assert watching.reconcile() == []


def test_the_night_after_the_mistake_was_put_right_is_good_again(held):
    Activity.objects.filter(pk=held.pk).update(present=3)
    tasks.reconcile()
    Activity.objects.filter(pk=held.pk).update(present=5)
    tasks.reconcile()
    assert not Heartbeat.objects.get(job="activities.reconcile").failed


def test_a_job_that_breaks_is_written_down_and_raises(db):
    with pytest.raises(ZeroDivisionError), beating("demo"):
        1 / 0  # noqa: B018
    beat = Heartbeat.objects.get(job="demo")
    assert (beat.failed, beat.outcome) == (True, "ZeroDivisionError")
    assert beat.finished_at is not None


def test_a_job_that_was_killed_has_begun_and_not_ended(db):
    """What the page of the jobs shows as not finished: the row a killed worker leaves behind."""
    with beating("demo"):
        inside = Heartbeat.objects.get(job="demo")
    assert inside.finished_at is None


@pytest.mark.parametrize(
    "task",
    [tasks.deliver_notices, tasks.remind, tasks.reconcile, tasks.sweep_documents],
    ids=lambda t: t.name,
)
def test_every_job_leaves_a_heartbeat_under_its_own_name(world, today, task):
    task()
    beat = Heartbeat.objects.get(job=task.name)
    assert beat.finished_at is not None
    assert beat.outcome
