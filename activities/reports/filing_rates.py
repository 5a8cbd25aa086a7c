"""How sheets came: right the first time, returned, late; for all together, never branch beside branch (C12, C13)."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from activities.choices import FilingKind
from activities.models import Filing, FilingRound
from activities.rules.ratio import percent_text
from branches.scoping import Scope


@dataclass(frozen=True)
class Rate:
    """A share in whole numbers; the percentage is only how it is printed."""

    label: str
    part: int
    base: int
    meaning: str

    @property
    def text(self) -> str:
        return percent_text(self.part, self.base)


def filing_rates(scope: Scope, year: int) -> list[Rate]:
    """Two queries over the whole scope.

    The first handing-in decides whether it was right; one that still waits for its first answer is in neither
    share. Late is judged by the first handing-in, against the frozen deadline (RC-02).
    """
    first = FilingRound.objects.within(scope).filter(
        number=1, filing__kind=FilingKind.RECORD, filing__year=year
    )
    answered = first.order_by().aggregate(
        base=Count("pk", filter=~Q(outcome=FilingRound.Outcome.WAITING)),
        right=Count("pk", filter=Q(outcome=FilingRound.Outcome.ACCEPTED)),
        returned=Count("pk", filter=Q(outcome=FilingRound.Outcome.RETURNED)),
    )
    sheets = Filing.objects.within(scope).filter(kind=FilingKind.RECORD, year=year)
    handed_in = sheets.order_by().aggregate(
        base=Count("pk"), late=Count("pk", filter=Q(first_submitted_at__gte=F("due_at")))
    )
    return [
        Rate("一次通过", answered["right"], answered["base"], "第一次报就受理的，占已答复的"),
        Rate("退回修改", answered["returned"], answered["base"], "第一次报被退回的，占已答复的"),
        Rate("迟报", handed_in["late"], handed_in["base"], "过了时限才报的，占已报的"),
    ]
