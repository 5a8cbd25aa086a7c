"""Looking at how the members think, and bringing it before the committee (TT-04, F-41)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from activities.choices import ActivityKind
from activities.choices_agenda import AgendaTag
from activities.models import Activity, ThoughtAnalysis
from activities.services.agenda_lines import new_items
from branches.models import Organization
from members.models import User
from partywork.common import clock
from partywork.common.errors import Conflict
from partywork.common.verbs import journal, lock, require, save


@dataclass(frozen=True)
class Analysis:
    """What F-41 asks for; only the general picture must be written."""

    since: date
    until: date
    overall: str
    kinds: str = ""
    problems: str = ""
    measures: str = ""


FIELDS = ("since", "until", "overall", "kinds", "problems", "measures")
TWICE = "这一段时间已经写过一份，请打开那一份修改。"


@transaction.atomic
def write(branch: Organization, analysis: Analysis, *, by: User) -> ThoughtAnalysis:
    """A new report; the same one twice is one."""
    branch = lock(branch)
    _check(analysis)
    known = ThoughtAnalysis.objects.filter(branch=branch, since=analysis.since, until=analysis.until).first()
    if known is not None:
        require(known.overall == analysis.overall.strip(), TWICE, field="since", code="known")
        return known
    row = ThoughtAnalysis(branch=branch, written_by=by, **_values(analysis))
    row.save()
    journal(row, "write", by=by)
    return row


@transaction.atomic
def rewrite(row: ThoughtAnalysis, analysis: Analysis, *, by: User, revision: int) -> ThoughtAnalysis:
    """Until the meeting it stands on the agenda of is over; afterwards it was read as it was."""
    row = lock(row)
    require(row.meeting is None or row.meeting.is_open, "会已经开过，不能再改。", code="wrong_state")
    if row.revision != revision:
        raise Conflict("刚刚有人改过，请看一下现在的内容再存。", current={})
    _check(analysis)
    twin = ThoughtAnalysis.objects.filter(branch=row.branch, since=analysis.since, until=analysis.until)
    require(not twin.exclude(pk=row.pk).exists(), TWICE, field="since", code="known")
    for name, value in _values(analysis).items():
        setattr(row, name, value)
    row.revision += 1
    save(row, *FIELDS, "revision")
    journal(row, "rewrite", by=by)
    return row


@transaction.atomic
def put_on_agenda(row: ThoughtAnalysis, meeting: Activity, *, by: User) -> ThoughtAnalysis:
    """One more item at the end of the committee meeting's agenda; of a branch without one, the members' (E-28)."""
    meeting = lock(meeting)
    row = lock(row)
    wanted = ActivityKind.COMMITTEE_MEETING if row.branch.has_committee else ActivityKind.MEMBER_MEETING
    fits = meeting.branch_id == row.branch_id and meeting.kind == wanted
    require(fits, f"请选本支部的{wanted.label}。", code="other_meeting")
    require(meeting.is_open, "这次会已经开过，请选下一次。", code="wrong_state")
    if row.meeting_id == meeting.pk and row.agenda_item_id is not None:
        return row
    elsewhere = row.agenda_item_id is not None and row.meeting is not None and row.meeting.is_open
    require(not elsewhere, "已经列入另一次会的议程。", code="known")
    last = meeting.agenda.order_by("-position").values_list("position", flat=True).first() or 0
    (item,) = new_items(meeting, [f"听取党员思想状况分析（{row.period}）"], first=last + 1)
    item.tag = AgendaTag.THOUGHT
    item.save()
    meeting.revision += 1
    save(meeting, "revision")
    row.meeting, row.agenda_item = meeting, item
    save(row, "meeting", "agenda_item")
    journal(row, "put_on_agenda", by=by)
    return row


def _check(analysis: Analysis) -> None:
    require(analysis.overall.strip(), "请写一段总体情况。", field="overall")
    require(analysis.until >= analysis.since, "止日不能早于起日。", field="until")
    require(analysis.until <= clock.today(), "只写已经过去的一段，止日不能晚于今天。", field="until")
    require((analysis.until - analysis.since).days <= 366, "一份最多写一年。", field="since")


def _values(analysis: Analysis) -> dict[str, object]:
    texts = {name: getattr(analysis, name).strip() or None for name in FIELDS[2:]}
    return {"since": analysis.since, "until": analysis.until, **texts}
