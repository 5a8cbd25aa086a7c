"""A study session and the fixed evenings of a branch, as their pages show them (AT-13, MT-15)."""

from dataclasses import dataclass

from activities.choices import ActivityState
from activities.models import Activity, Study, StudyNote, StudySeries
from activities.reports.reading_turns import readers_for
from activities.rules.rotation import Reader, in_turn
from branches.models import Organization
from partywork.common import clock

NEXT = 3


@dataclass(frozen=True)
class StudyPage:
    study: Study | None
    next: list[Reader]  # whose turn it is instead, the nearest first
    away: str  # why the one chosen cannot, ""
    notes: list[StudyNote]  # shared ones only


@dataclass(frozen=True)
class SeriesLine:
    series: StudySeries
    coming: list[Study]

    @property
    def rhythm(self) -> str:
        """每月第一个周五 19:30—20:30 · 每周周三 19:00—20:00"""
        series = self.series
        nth = series.get_nth_display() if series.rhythm == "month" else ""
        return (
            f"{series.get_rhythm_display()}{nth}{series.get_weekday_display()} "
            f"{series.start:%H:%M}—{series.end:%H:%M}"
        )

    @property
    def has_ended(self) -> bool:
        return self.series.until is not None and self.series.until < clock.today()


def study_page(activity: Activity) -> StudyPage:
    """Who leads, who could instead, what was shared. Seven queries."""
    study = Study.objects.filter(activity=activity).select_related("reader", "series").first()
    readers = readers_for(activity) if activity.is_ahead(clock.now()) else []
    chosen = study.reader_id if study else None
    away = next((reader.away for reader in readers if reader.key == chosen), "")
    others = [reader for reader in in_turn(readers) if reader.key != chosen]
    return StudyPage(study, others[:NEXT], away, shared_notes(activity))


def shared_notes(activity: Activity) -> list[StudyNote]:
    rows = StudyNote.objects.filter(activity=activity, shared_at__isnull=False).select_related("member")
    return list(rows.order_by("shared_at"))


def own_note(activity: Activity, member: int) -> StudyNote | None:
    return StudyNote.objects.filter(activity=activity, member=member).first()


def series_of(branch: Organization) -> list[SeriesLine]:
    """Those that go on first, each with its evenings to come. Two queries."""
    rows = list(StudySeries.objects.filter(branch=branch))
    coming: dict[int | None, list[Study]] = {}
    studies = Study.objects.filter(series__in=rows, activity__starts_at__gt=clock.now()).exclude(
        activity__state=ActivityState.CANCELLED
    )
    for study in studies.select_related("activity", "reader").order_by("activity__starts_at"):
        coming.setdefault(study.series_id, []).append(study)
    lines = [SeriesLine(row, coming.get(row.pk, [])) for row in rows]
    return sorted(lines, key=lambda line: line.has_ended)
