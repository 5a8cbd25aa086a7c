"""From which month a new amount may hold, and whether a base looks like a slip of the finger (DU-11, E-56..E-60)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from members.rules.dues_months import later, month_of, month_text
from members.rules.dues_scale import MONTHLY_KINDS

NEVER, WITH_REASON, NEW_WAGE = "never", "with_reason", "new_wage"
FURTHEST_AHEAD = 12
FAR = 3  # times as much, or a third: to be looked at once more


@dataclass(frozen=True)
class Change:
    """A new assessment as it is about to be confirmed; `before` is None for the first one ever."""

    kind: str
    since: date
    reason: str
    today: date
    joined_on: date
    assess_month: int
    policy: str
    before_kind: str | None = None
    before_since: date | None = None

    @property
    def is_first(self) -> bool:
        return self.before_kind is None

    @property
    def is_yearly(self) -> bool:
        return self.since.month == self.assess_month

    @property
    def changes_kind(self) -> bool:
        return not self.is_first and self.before_kind != self.kind


def refusal(change: Change) -> tuple[str, str] | None:
    """The field and the sentence that stand against it; None when it may be confirmed."""
    joined = month_of(change.joined_on)
    if change.since < joined:
        return "since", f"月份不能早于入党的{month_text(joined)}；现在是{month_text(change.since)}。"
    furthest = later(month_of(change.today), FURTHEST_AHEAD)
    if change.since > furthest:
        return "since", f"最晚核定到{month_text(furthest)}起；现在是{month_text(change.since)}。"
    if change.before_since is not None and change.since < change.before_since:
        known = month_text(change.before_since)
        return "since", f"{known}起已有核定，新的核定不能早于{known}。"
    return _against_the_middle_of_a_year(change)


def _against_the_middle_of_a_year(change: Change) -> tuple[str, str] | None:
    if change.is_first or change.is_yearly:
        return None
    monthly = change.kind in MONTHLY_KINDS and change.before_kind == change.kind
    if change.policy == NEVER and not change.changes_kind and not monthly:
        first = f"{change.assess_month}月"
        return "since", f"按上级规定年中不调整党费：收入变化从下一年{first}起核定；人员类型变化可以随时核定。"
    if change.policy == WITH_REASON and not change.reason.strip():
        return "reason", "年中调整党费请写明原因，如“7月起工资调整”“6月退休”。"
    return None


def is_far(base: Decimal | None, before: Decimal | None) -> bool:
    """Three times as much as last time, or less than a third."""
    if not base or not before:
        return False
    return base > before * FAR or base * FAR < before
