"""Two small curves for the board: sheets handed in on time, and attendance, month by month."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from activities.choices import ActivityState, FilingKind
from activities.models import Activity, Filing
from activities.rules.ratio import percent_text
from branches.scoping import Scope

WIDTH, HEIGHT, LOW, HIGH = 480, 90, 50, 100


@dataclass(frozen=True)
class Point:
    month: int
    part: int
    base: int

    @property
    def text(self) -> str:
        return percent_text(self.part, self.base)

    @property
    def x(self) -> int:
        return round((self.month - 1) * WIDTH / 11)

    @property
    def y(self) -> float:
        """The axis runs from 50 to 100; whatever lies lower stands on its foot."""
        percent = self.part * 100 / self.base if self.base else LOW
        return round(HEIGHT - (max(percent, LOW) - LOW) * HEIGHT / (HIGH - LOW), 1)


@dataclass(frozen=True)
class Trend:
    title: str
    points: list[Point]
    limit: int | None = None

    @property
    def path(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def limit_y(self) -> float:
        return HEIGHT - ((self.limit or LOW) - LOW) * HEIGHT / (HIGH - LOW)

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None


def trends(scope: Scope, year: int) -> list[Trend]:
    """Two queries over the whole scope."""
    filed = (
        Filing.objects.within(scope)
        .filter(kind=FilingKind.RECORD, year=year)
        .order_by()
        .values("month")
        .annotate(base=Count("pk"), part=Count("pk", filter=Q(first_submitted_at__lt=F("due_at"))))
    )
    held = (
        Activity.objects.within(scope)
        .filter(state=ActivityState.HELD, kind="party_day", for_year=year)
        .order_by()
        .values("for_month")
        .annotate(base=Sum("total"), part=Sum("present"))
    )
    on_time = sorted((Point(row["month"], row["part"], row["base"]) for row in filed), key=lambda p: p.month)
    came = sorted((Point(row["for_month"], row["part"], row["base"]) for row in held), key=lambda p: p.month)
    return [Trend("按时报送", on_time), Trend("到会率", came, limit=80)]
