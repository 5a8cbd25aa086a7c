"""Whether the timed jobs really ran (A12, N37)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from celery.schedules import crontab
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.access import Capability
from members.views.common import access_to
from partywork.common import clock
from partywork.common.responses import page
from partywork.models import Heartbeat

LABELS = {
    "activities.deliver_notices": "发出通知",
    "activities.run_ratings": "开始和结束测评",
    "activities.remind": "每日提醒",
    "members.make_bills": "生成党费账单",
    "members.expire_letters": "介绍信到期",
    "members.renew_exemptions": "豁免续期",
    "members.check_dues": "核对党费账目",
    "members.freeze_statistics": "党内统计定稿",
    "members.count_waiting_statistics": "补算没有算成的党内统计",
    "activities.close_years": "请党员核对和归档年度记录",
    "activities.continue_studies": "排下一次学习",
    "members.clean_contacts": "清理到期的联系信息",
    "activities.escalate": "催办超时限的纪实表",
    "activities.reconcile": "夜间核对到会率",
    "activities.forget_ballots": "清理测评的旧行",
    "activities.forget_call_lists": "删除用过的电话名单",
    "activities.forget_leave_proofs": "删除到期的请假附件",
    "activities.sweep_documents": "补做没有做成的 PDF",
    "activities.render_document": "制作 PDF",
}


@dataclass(frozen=True)
class JobLine:
    name: str
    rhythm: str
    beat: Heartbeat | None
    state: str
    kind: str


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """后台任务: when each job last ran, and whether it is overdue."""
    if not access_to(request).may_anywhere(Capability.SEE_JOBS):
        raise PermissionDenied("您的职务不能看后台任务。")
    beats = {beat.job: beat for beat in Heartbeat.objects.all()}
    planned = {str(entry["task"]): entry["schedule"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    names = [*planned, *(name for name in beats if name not in planned)]
    lines = [_line(name, planned.get(name), beats.get(name)) for name in names]
    kinds = [line.kind for line in lines]
    context = {"lines": lines, "late": kinds.count("over"), "silent": kinds.count("unknown")}
    return page(request, "members/jobs.html", context)


def _line(name: str, schedule: Any, beat: Heartbeat | None) -> JobLine:
    state, kind = _state(schedule, beat)
    return JobLine(LABELS.get(name, name), _rhythm(schedule), beat, state, kind)


def _state(schedule: Any, beat: Heartbeat | None) -> tuple[str, str]:
    if beat is None:
        return "还没有运行过", "unknown"
    if beat.failed:
        return "上次没有成功", "over"
    if schedule is not None and clock.now() - beat.started_at > _patience(schedule):
        return "没有按时运行", "over"
    return ("正在运行", "") if beat.finished_at is None else ("正常", "done")


def _patience(schedule: Any) -> timedelta:
    """Three beats of a short rhythm, a day and two hours of a daily one."""
    if isinstance(schedule, crontab):
        return timedelta(hours=26)
    return timedelta(seconds=max(3 * float(schedule), 120))


def _rhythm(schedule: Any) -> str:
    if schedule is None:
        return "有需要时"
    if isinstance(schedule, crontab):
        daily: Any = schedule
        return f"每天 {min(daily.hour):02d}:{min(daily.minute):02d}"
    seconds = int(schedule)
    return f"每 {seconds // 60} 分钟" if seconds % 60 == 0 else f"每 {seconds} 秒"
