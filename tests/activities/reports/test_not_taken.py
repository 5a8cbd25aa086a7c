"""What the operator reads about messages that were not taken (A12)."""

from datetime import timedelta

import pytest

from activities.models import Delivery, Notice
from activities.reports.not_taken import not_taken_lately
from activities.tasks import deliver_notices
from partywork.common import clock
from partywork.models import Heartbeat
from tests.factories.members import make_user

pytestmark = pytest.mark.django_db


def failing(number, error, state="failed", at=None):
    for _ in range(number):
        notice = Notice.objects.create(
            recipient=make_user(name="钱五"), occasion="x", kind="reminder", subject="x", body="x"
        )
        Delivery.objects.create(
            notice=notice,
            channel="email",
            state=state,
            attempts=1,
            error=error,
            next_try_at=(at or clock.now()) + timedelta(minutes=10),
        )


def test_how_many_and_why_and_never_to_whom(today):
    failing(2, "邮件服务器没有收下")
    failing(1, "没有登记邮箱，或账号已停用")

    said = not_taken_lately()

    assert (
        said == "电子邮件2条没有发出（邮件服务器没有收下）；电子邮件1条没有发出（没有登记邮箱，或账号已停用）"
    )


@pytest.mark.parametrize("hours, told", [(23, True), (25, False)])
def test_only_what_happened_within_a_day(today, hours, told):
    failing(1, "邮件服务器没有收下", at=clock.now() - timedelta(hours=hours))

    assert bool(not_taken_lately()) == told


def test_what_was_kept_to_the_inbox_is_no_failure(today):
    failing(1, "本月已发 8 条，满了上限，只放收件箱", state="kept")

    assert not_taken_lately() == ""


def test_it_stands_on_the_page_of_the_jobs(today):
    failing(1, "邮件服务器不认系统的账号或密码")

    deliver_notices()

    assert "近一天电子邮件1条没有发出（邮件服务器不认系统的账号或密码）" in Heartbeat.objects.get().outcome
