"""What the yearly tables of members take from the activities: the appraisal of the year (ST-05, ST-01)."""

from django.db.models import Count

from activities.choices_life import Decided
from activities.models import Appraisal, AppraisalPerson
from members.documents.statistics import Row, Table
from members.reports.statistics_topics import Asked


def appraised(asked: Asked) -> Table:
    """Counted where the appraisal was held, for the year before the day of the table's year is over: two queries.

    An appraisal for a year is held until March of the next (E-45): the table of a year holds the last one decided.
    """
    held = Appraisal.objects.within(asked.scope).filter(
        decided_on__range=(asked.period.first, asked.period.last)
    )
    people = AppraisalPerson.objects.filter(appraisal__in=held)
    counts = dict(people.exclude(grade="").values_list("grade").annotate(number=Count("pk")).order_by())
    rows = (
        Row("召开民主评议的党支部", (held.values("branch").distinct().count(),)),
        Row("参加评议的党员", (people.count(),)),
        *(Row(f"评定为{label}", (counts.get(value, 0),)) for value, label in Decided.choices),
    )
    return Table("appraised", "民主评议党员", ("数量",), rows, "按评定日期在本期内的统计。")
