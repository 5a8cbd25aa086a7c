"""What goes by itself: the bills of dues every night (the 1st makes them, other nights meet who came), their check,
and letters of introduction that run out."""

from celery import shared_task

from members.reports.dues_balance import faults_of
from members.rules.dues_months import month_of
from members.services.cleaning import clean_contacts
from members.services.counting_statistics import count, waiting_orders
from members.services.decision_effects import renew_all
from members.services.dues_billing import make_bills
from members.services.freezing_statistics import freeze_due
from members.services.letters import expire_letters
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


@shared_task(name="members.expire_letters")
def expire_transfer_letters() -> None:
    with beating("members.expire_letters") as outcome:
        outcome.say(f"{expire_letters(clock.today())} 份介绍信过期")


@shared_task(name="members.renew_exemptions")
def renew_exemptions_by_decision() -> None:
    with beating("members.renew_exemptions") as outcome:
        outcome.say(f"续期 {renew_all(clock.today())} 条豁免")


@shared_task(name="members.freeze_statistics")
def freeze_statistics() -> None:
    with beating("members.freeze_statistics") as outcome:
        outcome.say(f"定稿 {freeze_due(clock.today())} 份党内统计")


@shared_task(name="members.count_statistics")
def count_statistics(pk: int) -> None:
    count(pk)


@shared_task(name="members.count_waiting_statistics")
def count_waiting_statistics() -> None:
    with beating("members.count_waiting_statistics") as outcome:
        waiting = waiting_orders()
        for pk in waiting:
            count(pk)
        outcome.say(f"补算 {len(waiting)} 份党内统计")


@shared_task(name="members.clean_contacts")
def clean_contacts_of_those_gone() -> None:
    with beating("members.clean_contacts") as outcome:
        outcome.say(f"清理了 {len(clean_contacts(clock.today()))} 名已离开党员的联系方式")
