"""Whether what is being written is largely an earlier text: told to the writer alone (N40).

Nothing of it is kept, filed or shown to the committee. Of another branch's record only that it is alike is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from activities.models import RecordSheet
from activities.models.record import WRITTEN
from activities.rules.likeness import is_alike, passage, runs, share, sketch
from branches.reports.parameters import in_force

COMPARED = tuple(name for name in WRITTEN if name != "reply")
EARLIER, CANDIDATES = 36, 20

# The handed-in texts of other branches that share most numbers with the ones being written, through the GIN index;
# a text held in common by a joint event is no copy.
SHARED = """
SELECT s.record_id, count(*) AS shared
FROM activities_recordsketch s
JOIN activities_recordsheet r ON r.id = s.record_id
JOIN activities_activity a ON a.id = r.activity_id
CROSS JOIN LATERAL unnest(s.hashes) AS h(number)
WHERE s.hashes && %(numbers)s::int[] AND h.number = ANY(%(numbers)s::int[]) AND a.branch_id <> %(branch)s
  AND NOT EXISTS (
      SELECT 1 FROM activities_jointpart mine JOIN activities_jointpart theirs ON theirs.joint_id = mine.joint_id
      WHERE mine.activity_id = %(activity)s AND theirs.activity_id = a.id)
GROUP BY s.record_id ORDER BY shared DESC LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Likeness:
    """One part that is largely another text; `passage`, `day` and `theme` only where that is the branch's own."""

    part: str
    label: str
    pct: int
    day: date | None = None
    theme: str = ""
    passage: str = ""

    @property
    def is_own(self) -> bool:
        return self.day is not None


def likeness_of(record: RecordSheet) -> list[Likeness]:
    """The parts of the sheet as it is being written that are alike; a fixed number of queries."""
    activity = record.activity
    pct = int(in_force(activity.branch, activity.day)["rc.similar_pct"])
    mine = {name: signs for name in COMPARED if (signs := runs(getattr(record, name)))}
    if not mine:
        return []
    own = _best(mine, _earlier(record), pct)
    foreign = _best(mine, _elsewhere(record, mine), pct)
    found: list[Likeness] = []
    for name in mine:
        if name in own:
            found.append(_own(record, name, *own[name]))
        elif name in foreign:
            found.append(Likeness(name, _label(name), foreign[name][0]))
    return found


def _earlier(record: RecordSheet) -> list[RecordSheet]:
    rows = RecordSheet.objects.filter(activity__branch_id=record.activity.branch_id).exclude(pk=record.pk)
    before = rows.filter(activity__starts_at__lt=record.activity.starts_at).select_related("activity")
    return list(before.order_by("-activity__starts_at")[:EARLIER])


def _elsewhere(record: RecordSheet, mine: Iterable[str]) -> list[RecordSheet]:
    numbers = sorted({number for name in mine for number in sketch(getattr(record, name))})
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner expects every second row to share one of two hundred numbers; hardly one does. Measured with
        # 60,000 sketches: 2 s by reading the table, 2 ms through the index.
        cursor.execute("SET LOCAL enable_seqscan = off")
        values: dict[str, list[int] | int] = {
            "numbers": numbers,
            "branch": record.activity.branch_id,
            "activity": record.activity_id,
            "limit": CANDIDATES,
        }
        cursor.execute(SHARED, values)
        keys = [key for key, _shared in cursor.fetchall()]
    return list(RecordSheet.objects.filter(pk__in=keys).only(*COMPARED))


def _best(
    mine: dict[str, frozenset[str]], others: list[RecordSheet], pct: int
) -> dict[str, tuple[int, RecordSheet]]:
    """For each part the text it is most alike to, if it is alike at all."""
    best: dict[str, tuple[int, RecordSheet]] = {}
    for other in others:
        for name, signs in mine.items():
            theirs = runs(getattr(other, name))
            number = share(signs, theirs)
            if is_alike(signs, theirs, pct) and number > best.get(name, (0, other))[0]:
                best[name] = (number, other)
    return best


def _own(record: RecordSheet, name: str, pct: int, other: RecordSheet) -> Likeness:
    text = passage(getattr(record, name), getattr(other, name))
    return Likeness(name, _label(name), pct, other.activity.day, other.activity.theme, text)


def _label(name: str) -> str:
    return str(RecordSheet._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
