"""Tables of ST-05: decisions on membership and honours given, counted where they were handled (ST-01)."""

from django.db.models import Count

from members.choices_honours import HonourKind, HonourState
from members.choices_standing import DecisionKind
from members.documents.statistics import Row, Table
from members.models import Honour, StandingDecision
from members.reports.statistics_topics import Asked


def decided(asked: Asked) -> Table:
    """Decisions that took effect in the period and were not undone (MEM-20)."""
    rows = StandingDecision.objects.within(asked.scope).filter(
        undone_at=None, effective_on__range=(asked.period.first, asked.period.last)
    )
    counts = dict(rows.values_list("kind").annotate(number=Count("pk")).order_by())
    lines = tuple(Row(str(label), (counts.get(kind, 0),)) for kind, label in DecisionKind.choices)
    return Table("decided", "出党、停止党籍和恢复党籍", ("人数",), lines, "按决定的生效日期，不含已撤回的。")


def commended(asked: Asked) -> Table:
    """Honours decided in the period that still stand (CA-03, CA-04)."""
    rows = Honour.objects.within(asked.scope).filter(
        state=HonourState.AWARDED, decided_on__range=(asked.period.first, asked.period.last)
    )
    counts = dict(rows.values_list("kind").annotate(number=Count("pk")).order_by())
    lines = tuple(Row(str(label), (counts.get(kind, 0),)) for kind, label in HonourKind.choices)
    return Table("commended", "表彰", ("数量",), lines)
