"""What an agenda may begin with: as last time, the usual one of its kind, the branch's own ones (MT-16, TT-04)."""

from dataclasses import dataclass

from activities.choices import ActivityState
from activities.choices_agenda import AgendaTag
from activities.models import Activity, AgendaItem, AgendaTemplate
from activities.reports.agenda_text import agenda_lines
from activities.reports.earlier_items import OF_COMMITTEE
from activities.rules.agenda_templates import BUILT_IN, THOUGHT_ANALYSIS, analyses_due
from branches.reports.parameters import in_force


@dataclass(frozen=True)
class Offer:
    """One agenda to begin with; `own` is the key of the branch's own template, which may be taken off again."""

    key: str
    label: str
    text: str
    own: int | None = None


def agenda_offers(activity: Activity) -> list[Offer]:
    """Only those with something in them; four queries at most."""
    usual = BUILT_IN.get(activity.kind, ())
    found = [
        Offer("last", "照上次", _as_last_time(activity)),
        Offer("usual", f"{activity.sort.label}常用议程", agenda_lines(usual)),
        *(
            Offer(f"own-{row.pk}", row.name, agenda_lines(row.lines), row.pk)
            for row in AgendaTemplate.objects.filter(branch=activity.branch, kind=activity.kind)
        ),
    ]
    return [offer for offer in found if offer.text]


def thought_analysis_hint(activity: Activity) -> str:
    """One sentence and the line to add, where the committee is behind with its thought analyses (TT-04)."""
    if not activity.sort.prepares_for_members:
        return ""
    per_year = int(in_force(activity.branch, activity.day)["tt.thought_analysis_per_year"])
    due = analyses_due(per_year, activity.for_month)
    rows = AgendaItem.objects.filter(
        tag=AgendaTag.THOUGHT,
        activity__branch=activity.branch,
        activity__kind__in=OF_COMMITTEE,
        activity__for_year=activity.for_year,
    ).exclude(activity__state=ActivityState.CANCELLED)
    done = rows.count()
    if done >= due:
        return ""
    return (
        f"今年支委会分析党员思想状况 {done} 次，一年应有 {per_year} 次。这次可以加一行：{THOUGHT_ANALYSIS[0]}"
    )


def _as_last_time(activity: Activity) -> str:
    last = (
        Activity.objects.standing()
        .filter(branch=activity.branch, kind=activity.kind, group=activity.group_id)
        .filter(starts_at__lt=activity.starts_at)
        .order_by("-starts_at")
        .first()
    )
    if last is None:
        return ""
    # What was passed on or voted then is over; what comes every time is taken along.
    kept = last.agenda.filter(earlier=None, matter="")
    return agenda_lines((item.title, item.minutes, item.person) for item in kept)
