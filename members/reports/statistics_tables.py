"""The tables of ST-03: the members of a day by sex, ethnicity, age, education, time of joining and occupation.

The database counts; one query a table, however many members there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Case, CharField, Count, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from members.choices import Sex
from members.choices_personal import Education, Occupation
from members.documents.statistics import Missing, Row, Table
from members.models import FormerItem
from members.rules.personal_items import DATED
from members.rules.statistics_bands import (
    JOINING_PERIODS,
    NOT_GIVEN,
    PERIOD_LABELS,
    SINCE_THEN,
    birth_bands,
)
from partywork.common.clock import full_date, local_day

COLUMNS = ("合计", "预备", "女", "少数民族")
BORN = Coalesce("member__file__birth_date", "member__file__birth_by_id")
NAMED_AT_MOST = 40
HAN = "01"  # GB/T 3304
REMEMBERING = "_former_items"  # the migration with which former values began to be kept


@dataclass(frozen=True)
class Dimension:
    """One table: how a member falls into a line, and the lines in their order."""

    key: str
    title: str
    line: Any
    labels: Sequence[str]
    note: str = ""


def dimensions(day: date) -> tuple[Dimension, ...]:
    """The six of ST-03, as of a day."""
    return (
        Dimension(
            "sex", "性别", _chosen("member__sex", Sex.choices), [str(label) for _, label in Sex.choices]
        ),
        Dimension("ethnicity", "民族", _ethnicity(), ["汉族", "少数民族"]),
        Dimension(
            "age", "年龄", _age(day), [band.label for band in birth_bands(day)], note="按档案出生日期。"
        ),
        Dimension(
            "education",
            "学历",
            _chosen("education_then", Education.choices),
            [str(label) for _, label in Education.choices],
            note="大专及以上为研究生、大学本科、大学专科三项之和。",
        ),
        Dimension("joined", "入党时间", _joined(), list(PERIOD_LABELS)),
        Dimension(
            "occupation",
            "职业",
            _chosen("occupation_then", Occupation.choices),
            [str(label) for _, label in Occupation.choices],
        ),
    )


def tables(spells: Any, day: date) -> tuple[Table, ...]:
    """`spells`: those of the members counted, on their day."""
    since = remembered_since()
    said = f"{full_date(since)}起记录变化；此前的时点，按最早有记录的取。" if day < since else ""
    found = (_table(spells, dimension, day) for dimension in dimensions(day))
    return tuple(replace(table, note=table.note + said) if table.key in DATED else table for table in found)


def _table(spells: Any, dimension: Dimension, day: date) -> Table:
    counted = (
        spells.annotate(line=dimension.line)
        .values("line")
        .annotate(
            total=Count("pk"),
            probationary=Count("pk", filter=Q(member__full_on__isnull=True) | Q(member__full_on__gt=day)),
            women=Count("pk", filter=Q(member__sex=Sex.FEMALE)),
            minority=Count("pk", filter=_is_minority()),
        )
    )
    found = {
        row["line"]: (row["total"], row["probationary"], row["women"], row["minority"])
        for row in counted.order_by()
    }
    labels = [*dimension.labels, *([NOT_GIVEN] if NOT_GIVEN in found else [])]
    rows = tuple(Row(label, found.get(label, (0, 0, 0, 0))) for label in labels)
    return Table(dimension.key, dimension.title, COLUMNS, rows, note=dimension.note)


def composition(key: str, title: str, rows: Any, day: date) -> Table:
    """Who the members of `rows` are, by age, education and occupation in one table; lines of nobody are left out.

    `rows`: of any model with `member`, one row a person (ST-05: the second tables of development and of leaving).
    """
    people = with_facts(rows, day)
    wanted = [each for each in dimensions(day) if each.key in ("age", "education", "occupation")]
    lines = [
        Row(f"{each.title}：{row.label}", row.figures)
        for each in wanted
        for row in _table(people, each, day).rows
        if any(row.figures)
    ]
    return Table(key, title, COLUMNS, tuple(lines), "没有人的项目不列。" if lines else "本期没有。")


def missing(spells: Any, *, by_name: bool) -> tuple[Missing, ...]:
    """What is not entered, and for whom: so many that the lines 未填 are explained; names for the branch itself."""
    wanted = {
        "民族": Q(member__file__ethnicity="") | Q(member__file__isnull=True),
        "出生日期": Q(member__file__birth_date__isnull=True, member__file__birth_by_id__isnull=True),
        "学历": Q(member__file__education="") | Q(member__file__isnull=True),
        "工作岗位": Q(member__file__occupation="") | Q(member__file__isnull=True),
    }
    counts = spells.aggregate(
        **{f"c{number}": Count("pk", filter=each) for number, each in enumerate(wanted.values())}
    )
    names = _names(spells, wanted.values()) if by_name else {}
    return tuple(
        Missing(item, counts[f"c{number}"], tuple(names.get(number, ())))
        for number, item in enumerate(wanted)
        if counts[f"c{number}"]
    )


def _names(spells: Any, wanted: Iterable[Q]) -> dict[int, list[str]]:
    flags = {
        f"lacks{number}": Case(When(each, then=Value(True)), default=Value(False))
        for number, each in enumerate(wanted)
    }
    any_of = Q()
    for name in flags:
        any_of |= Q(**{name: True})
    found: dict[int, list[str]] = {}
    rows = spells.annotate(**flags).filter(any_of).order_by("member__name_key", "member_id")
    for name, *lacks in rows.values_list("member__name", *flags):
        for number, lacking in enumerate(lacks):
            if lacking and len(found.setdefault(number, [])) < NAMED_AT_MOST:
                found[number].append(name)
    return found


def _chosen(field: str, choices: Iterable[tuple[str, Any]]) -> Case:
    whens = [When(**{field: value}, then=Value(str(label))) for value, label in choices]
    return Case(*whens, default=Value(NOT_GIVEN), output_field=CharField())


def _ethnicity() -> Case:
    return Case(
        When(member__file__ethnicity=HAN, then=Value("汉族")),
        When(_is_minority(), then=Value("少数民族")),
        default=Value(NOT_GIVEN),
        output_field=CharField(),
    )


def _is_minority() -> Q:
    return Q(member__file__ethnicity__gt="") & ~Q(member__file__ethnicity=HAN)


def _age(day: date) -> Case:
    whens = [
        When(_between("born", band.first, band.last), then=Value(band.label)) for band in birth_bands(day)
    ]
    return Case(*whens, default=Value(NOT_GIVEN), output_field=CharField())


def _between(name: str, first: date | None, last: date | None) -> Q:
    found = Q()
    if first is not None:
        found &= Q(**{f"{name}__gte": first})
    if last is not None:
        found &= Q(**{f"{name}__lte": last})
    return found


def _joined() -> Case:
    whens = [When(member__joined_on__lt=until, then=Value(label)) for until, label in JOINING_PERIODS]
    return Case(*whens, default=Value(SINCE_THEN), output_field=CharField())


def with_facts(rows: Any, day: date) -> Any:
    """What the tables count by, as it was on the day: the archive's date of birth, else that of the identity number
    (E-72), as `born`; what changes in a life as it then was (ST-02). Sex, ethnicity and dates do not change: where
    they were corrected, they are right for every day.
    """
    then = {f"{name}_then": _then(name, day) for name in DATED}
    return rows.annotate(born=BORN, **then)


def _then(item: str, day: date) -> Coalesce:
    former = FormerItem.objects.filter(member=OuterRef("member"), item=item, until__gt=day)
    return Coalesce(Subquery(former.order_by("until").values("value")[:1]), f"member__file__{item}")


def remembered_since() -> date:
    """From when on former values are kept: the day on which this began here."""
    rows = MigrationRecorder.Migration.objects.filter(app="members", name__endswith=REMEMBERING)
    return min((local_day(row.applied) for row in rows), default=date.min)
