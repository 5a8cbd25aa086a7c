"""Tables of ST-05: decisions on membership and honours given, counted where they were handled (ST-01)."""

from django.db.models import Count, QuerySet

from members.choices import SpellEnd
from members.choices_honours import HonourKind, HonourState
from members.choices_standing import ENDS, DecisionKind
from members.documents.statistics import Row, Table
from members.models import Honour, StandingDecision
from members.reports.statistics_tables import COLUMNS, composition
from members.reports.statistics_topics import Asked


def decided(asked: Asked) -> Table:
    """Decisions that took effect in the period and were not undone (MEM-20)."""
    rows = _decisions(asked)
    counts = dict(rows.values_list("kind").annotate(number=Count("pk")).order_by())
    lines = tuple(Row(str(label), (counts.get(kind, 0),)) for kind, label in DecisionKind.choices)
    return Table(
        "decided",
        "出党（一）：出党、停止党籍和恢复党籍",
        ("人数",),
        lines,
        "按决定的生效日期，不含已撤回的。",
    )


def expelled(asked: Asked) -> Table:
    """Who those are whose membership ended by a decision: the second table of leaving (ST-05).

    In a branch such a line would be one person's age and post: it is told above it only (E-52, PI-15).
    """
    title = "出党（二）：出党人员的构成"
    if asked.organization.is_branch:
        return Table("expelled", title, COLUMNS, (), "支部不列构成，由上级汇总。")
    left = [kind for kind, end in ENDS.items() if end == SpellEnd.EXPELLED]
    rows = _decisions(asked).filter(kind__in=left)
    return composition("expelled", title, rows, asked.period.last)


def _decisions(asked: Asked) -> QuerySet[StandingDecision]:
    rows: QuerySet[StandingDecision] = StandingDecision.objects.within(asked.scope).filter(
        undone_at=None, effective_on__range=(asked.period.first, asked.period.last)
    )
    return rows


def commended(asked: Asked) -> Table:
    """Honours decided in the period that still stand (CA-03, CA-04)."""
    rows = Honour.objects.within(asked.scope).filter(
        state=HonourState.AWARDED, decided_on__range=(asked.period.first, asked.period.last)
    )
    counts = dict(rows.values_list("kind").annotate(number=Count("pk")).order_by())
    lines = tuple(Row(str(label), (counts.get(kind, 0),)) for kind, label in HonourKind.choices)
    return Table("commended", "表彰", ("数量",), lines)
