"""What runs by itself: five lines a task; the beat schedule is in the settings."""

import logging

from celery import shared_task

from activities.reports.not_taken import not_taken_lately
from activities.services import (
    escalating,
    forgetting,
    leave_proofs,
    my_years,
    notifying,
    rating,
    rendering,
    secret_ballots,
    study_series,
    watching,
)
from partywork.common import clock
from partywork.heartbeat import beating

logger = logging.getLogger("partywork.reconcile")


@shared_task(name="activities.deliver_notices")
def deliver_notices() -> None:
    with beating("activities.deliver_notices") as outcome:
        handled, failing = notifying.deliver_all(), not_taken_lately()
        outcome.say(f"送出 {handled} 条" + (f"；近一天{failing}" if failing else ""))


@shared_task(name="activities.run_ratings")
def run_ratings() -> None:
    with beating("activities.run_ratings") as outcome:
        closed = rating.close_due(clock.now())
        if closed or secret_ballots.unswept():
            forgetting.forget_ballots()
        outcome.say(f"结束 {closed} 次测评")


@shared_task(name="activities.forget_ballots")
def forget_ballots() -> None:
    with beating("activities.forget_ballots") as outcome:
        forgetting.forget_ballots()
        outcome.say("已清除测评的旧行")


@shared_task(name="activities.forget_call_lists")
def forget_call_lists() -> None:
    with beating("activities.forget_call_lists") as outcome:
        outcome.say(f"删除 {rendering.forget_call_lists()} 份电话名单")


@shared_task(name="activities.forget_leave_proofs")
def forget_leave_proofs() -> None:
    with beating("activities.forget_leave_proofs") as outcome:
        outcome.say(f"删除 {leave_proofs.forget_proofs()} 份到期的请假附件")


@shared_task(name="activities.remind")
def remind() -> None:
    with beating("activities.remind") as outcome:
        outcome.say(f"提醒 {watching.remind_all(clock.now())} 人次")


@shared_task(name="activities.continue_studies")
def continue_studies() -> None:
    with beating("activities.continue_studies") as outcome:
        outcome.say(f"开出 {study_series.go_on_all(clock.now())} 次固定学习")


@shared_task(name="activities.close_years")
def close_years() -> None:
    with beating("activities.close_years") as outcome:
        today = clock.today()
        opened, archived = my_years.open_all(today), my_years.archive_all(today)
        outcome.say(f"请 {opened} 人核对年度记录，归档 {archived} 份")


@shared_task(name="activities.escalate")
def escalate() -> None:
    with beating("activities.escalate") as outcome:
        outcome.say(f"催办 {escalating.escalate_all(clock.now())} 件")


@shared_task(name="activities.reconcile")
def reconcile() -> None:
    with beating("activities.reconcile") as outcome:
        differing = watching.reconcile()
        outcome.say("各次活动的计数与名单相符")
        if differing:
            logger.error("counters differ from the lists of activities %s", differing)
            outcome.fail(
                f"{len(differing)} 次活动的计数与名单不符，编号：{'、'.join(map(str, differing[:20]))}"
            )


@shared_task(name="activities.render_document")
def render_document(pk: int) -> None:
    rendering.render(pk)


@shared_task(name="activities.sweep_documents")
def sweep_documents() -> None:
    with beating("activities.sweep_documents") as outcome:
        keys = rendering.waiting()
        for pk in keys:
            render_document.delay(pk)
        outcome.say(f"补排 {len(keys)} 份文件")
