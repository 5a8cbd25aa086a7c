"""Preparing an organizational life meeting: the year it is for, study, opinions, the plan told upward (OL-*)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse

from activities.choices import ActivityState, NoticeKind
from activities.choices_life import LifeForm, NoticeScope, OpinionSource
from activities.models import Activity, LifeMeeting, OpinionSought
from activities.services.filing import REVIEW_POSTS, holders
from activities.services.notifying import Message, queue
from branches.models import Organization
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save

FORMS_OF_MEETING = (
    "F-13",
    "F-09",
    "F-10",
    "F-11",
)  # its own kind, or one of the three it may be held as (OL-01)


@transaction.atomic
def begin(
    branch: Organization, for_year: int, *, by: User, theme: str, form: str = LifeForm.MEMBERS
) -> LifeMeeting:
    """Begin to prepare the meeting for a year, whenever it will be held; the same one twice is one (OL-01)."""
    branch = lock(branch)
    year = clock.today().year
    require(for_year in (year - 1, year), f"所属年度只能是{year - 1}或{year}。", field="for_year")
    require(theme.strip(), "请写主题。", field="theme")
    require(form in LifeForm.values, "请选召开形式。", field="form")
    require(
        form != LifeForm.COMMITTEE or branch.has_committee, "没有设支委会的支部，请选党员大会。", field="form"
    )
    known = LifeMeeting.objects.filter(branch=branch, for_year=for_year, theme=theme.strip()).first()
    if known is not None:
        return known
    life = LifeMeeting.objects.create(
        branch=branch, for_year=for_year, theme=theme.strip(), form=form, superior=branch.superior
    )
    journal(life, "begin", by=by)
    return life


@transaction.atomic
def convene(life: LifeMeeting, activity: Activity, *, by: User) -> LifeMeeting:
    """Say which meeting it is: notice, leave, register and minutes are that one's."""
    life = lock(life)
    fits = activity.branch_id == life.branch_id and activity.sort.form in FORMS_OF_MEETING
    require(fits, "请选本支部的组织生活会。", field="activity")
    require(activity.state != ActivityState.CANCELLED, "这次会议已经取消。", field="activity")
    taken = LifeMeeting.objects.filter(activity=activity).exclude(pk=life.pk).exists()
    require(not taken, "这次会议已经是另一年度的组织生活会。", field="activity")
    require_open(life)
    life.activity = activity
    save(life, "activity")
    journal(life, "convene", by=by, reason=str(activity))
    return life


@transaction.atomic
def choose_studies(life: LifeMeeting, studies: Iterable[Activity], *, by: User) -> None:
    """Which gatherings of the branch were the study before it: held ones only."""
    life = lock(life)
    chosen = list(studies)
    last = life.activity.day if life.activity else clock.today()
    fits = all(
        row.branch_id == life.branch_id and row.state == ActivityState.HELD and row.day <= last
        for row in chosen
    )
    require(fits, "会前学习请选本支部已经开展、在会议以前的活动。", field="studies")
    require_open(life)
    life.studies.set(chosen)
    journal(life, "choose_studies", by=by, reason=f"{len(chosen)}次")


@transaction.atomic
def note_opinions(
    life: LifeMeeting, *, by: User, on: date, source: str, count: int, gist: str = ""
) -> OpinionSought:
    """So many opinions came, from whom in general, what about; never from which person."""
    life = lock(life)
    require_open(life)
    require(source in OpinionSource.values, "请选征求对象。", field="source")
    require(count > 0, "请写征求到几条。", field="count")
    require(on <= clock.today(), "日期不能晚于今天。", field="on")
    found, _ = OpinionSought.objects.update_or_create(
        life=life, on=on, source=source, count=count, defaults={"gist": gist.strip()}
    )
    journal(life, "note_opinions", by=by, reason=f"{found.get_source_display()}{count}条")
    return found


@transaction.atomic
def strike_opinions(row: OpinionSought, *, by: User) -> None:
    life = lock(row.life)
    require_open(life)
    journal(life, "strike_opinions", by=by, reason=str(row))
    row.delete()


@transaction.atomic
def report_plan(life: LifeMeeting, *, by: User, plan: str) -> LifeMeeting:
    """Tell the superior how it will be held; its officers get a notice with the page (OL-03, OL-07)."""
    life = lock(life)
    require(plan.strip(), "会议方案还没有写。", field="plan")
    held = life.activity is not None and life.activity.state == ActivityState.HELD
    require(not held, "会已经开过，方案应在会前报。", field="plan")
    if life.reported_at is not None and life.plan == plan.strip():
        return life
    life.plan, life.reported_at, life.reported_by = plan.strip(), clock.now(), by
    save(life, "plan", "reported_at", "reported_by")
    journal(life, "report_plan", by=by)
    if life.superior is not None:
        message = Message(
            occasion=f"life-plan:{life.pk}:{life.reported_at:%Y%m%d%H%M%S}",
            kind=NoticeKind.FILING,
            subject=f"{life.branch.called}报组织生活会方案",
            body=f"{life.for_year}年度，{life.theme}",
            link=reverse("life_detail", args=[life.pk]),
        )
        queue(holders(life.superior, REVIEW_POSTS), message, activity=life.activity)
    return life


@transaction.atomic
def report_last_year(life: LifeMeeting, *, by: User, text: str) -> LifeMeeting:
    """What became of last year's list, as it is told at the meeting."""
    life = lock(life)
    require_open(life)
    require(text.strip(), "请写上年整改的情况。", field="text")
    life.last_year_report = text.strip()
    save(life, "last_year_report")
    journal(life, "report_last_year", by=by)
    return life


@transaction.atomic
def disclose(
    life: LifeMeeting, *, by: User, shown_from: date, shown_to: date, scope: str = NoticeScope.BRANCH
) -> LifeMeeting:
    """Show the rectification lists to the branch for some days; afterwards they close by themselves (PB-02)."""
    life = lock(life)
    require(life.rectifications.exists(), "还没有整改清单，不能公开。", field="shown_from")
    require(shown_to >= shown_from, "公开结束不能早于开始。", field="shown_to")
    require(scope in NoticeScope.values, "请选公开范围。", field="scope")
    life.shown_from, life.shown_to, life.scope = shown_from, shown_to, scope
    save(life, "shown_from", "shown_to", "scope")
    journal(life, "disclose", by=by, reason=f"{shown_from}至{shown_to}")
    return life


def require_open(life: LifeMeeting) -> None:
    """What was prepared and said may be written until the minutes are signed or handed in (MT-12)."""
    record = getattr(life.activity, "record", None) if life.activity else None
    require(record is None or record.is_editable, "会议记录已经签字，不能再改。", code="frozen")
