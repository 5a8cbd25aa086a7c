"""How long a decision of discipline still limits somebody: what the branch he has moved to must know (E-52, MEM-02)."""

from dataclasses import dataclass
from datetime import date, timedelta

from members.choices_honours import DisciplineKind
from partywork.common.months import months_after

# 《中国共产党纪律处分条例》: one year or one and a half without being raised; two years without a like post, after
# 留党察看 counted from the day the rights came back. Laid down for everybody: no parameter.
MONTHS = {
    DisciplineKind.WARNING: 12,
    DisciplineKind.SERIOUS_WARNING: 18,
    DisciplineKind.DISMISSED: 24,
    DisciplineKind.PROBATION: 24,
}


@dataclass(frozen=True)
class Effect:
    """The dates on the papers of one decision."""

    kind: str
    since: date
    until: date | None = None
    lifted_on: date | None = None

    def lasts_on(self, day: date) -> bool:
        last = self.last_day
        return self.since <= day and (last is None or day <= last)

    @property
    def last_day(self) -> date | None:
        """None: until a paper lifts it. One lifted has no effect from that day on; rights restored have theirs left."""
        ends = [self.lifted_on - timedelta(days=1)] if self.lifted_on else []
        ends += [self.until] if self.until else []
        if self.kind == DisciplineKind.PROBATION and ends:
            return months_after(min(ends) + timedelta(days=1), MONTHS[DisciplineKind.PROBATION])
        if not self.until and self.kind in MONTHS:
            ends.append(months_after(self.since, MONTHS[DisciplineKind(self.kind)]))
        return min(ends, default=None)
