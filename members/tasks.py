"""What dues do by themselves: bills every night (the 1st makes them, other nights meet who came), and the check."""

from celery import shared_task

from members.reports.dues_balance import faults_of
from members.rules.dues_months import month_of
from members.services.dues_billing import make_bills
from partywork.common import clock
from partywork.heartbeat import beating


@shared_task(name="members.make_bills")
def make_dues_bills() -> None:
    with beating("members.make_bills") as outcome:
        today = clock.today()
        outcome.say(f"生成 {make_bills(month_of(today), today=today)} 张账单")


@shared_task(name="members.check_dues")
def check_dues() -> None:
    with beating("members.check_dues") as outcome:
        faults = faults_of(None)
        if faults:
            outcome.fail("党费账目不平：" + "；".join(faults))
        else:
            outcome.say("党费账目相符")
