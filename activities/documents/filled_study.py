"""The ledger of hours as the printed forms want it (F-31)."""

from typing import Any

from activities.choices_education import StudySort
from activities.documents.study_hours import (
    StudyLineRow,
    StudyPersonContent,
    StudyPersonDocument,
    StudyPersonRow,
    StudyYearContent,
    StudyYearDocument,
)
from activities.reports.study_people import PersonYear
from activities.reports.study_year import StudyYear, band_text, with_sums
from partywork.common import clock


def study_sheet(found: StudyYear, *, by: str) -> dict[str, Any]:
    content = StudyYearContent(
        branch=found.branch.name,
        year=found.year,
        as_of=clock.today(),
        kept_by=by,
        sorts=tuple(str(sort.label) for sort in StudySort),
        rows=tuple(_row(person, band) for person, band in found.rows),
        sentence=found.sentence,
    )
    return StudyYearDocument(content).to_json()


def study_person(person: PersonYear, year: int, *, branch: str) -> StudyPersonDocument:
    return StudyPersonDocument(
        StudyPersonContent(
            branch=branch,
            year=year,
            as_of=clock.today(),
            name=person.name,
            rows=tuple(
                StudyLineRow(line.on, line.title, line.sort_text, _bare(line.hours), _bare(so_far), line.note)
                for line, so_far in with_sums(person)
            ),
            sentence=person_sentence(person, year),
        )
    )


def person_sentence(person: PersonYear, year: int) -> str:
    """全年34学时，应完成32学时，已完成"""
    if not person.is_judged:
        why = f"（{person.exemption}）" if person.exemption else ""
        return f"{person.hours}，不作判定{why}"
    said = band_text(person.band, is_over=clock.today().year > year)
    return f"{person.hours}，应完成{person.target.hours}学时，{said}"


def _row(person: PersonYear, band: str) -> StudyPersonRow:
    said = band if person.is_judged or not person.exemption else f"{band}：{person.exemption}"
    if person.lacks_training:
        said = f"{said}；没有集中培训"
    return StudyPersonRow(
        name=person.name,
        by_sort=tuple(person.by_sort),
        hours=_bare(person.hours),
        target=str(person.target.hours) if person.is_judged else "",
        said=said,
    )


def _bare(hours: str) -> str:
    return hours.removesuffix("学时")
