"""Visits and help (CA-*)."""

from branches.rules.parameter_readers import CHOICES
from branches.rules.parameter_spec import COMMITTEE, ParameterSpec
from branches.rules.register.making import HIGHER, integer

FEASTS = {
    "new_year": "元旦",
    "spring_festival": "春节",
    "party_birthday": "七一",
    "double_ninth": "重阳（年老党员）",
}
CARE = (
    ParameterSpec(
        "ca.occasions", "走访慰问的时机", tuple(FEASTS), CHOICES, COMMITTEE, "CA-02", options=FEASTS
    ),
    integer("ca.remind_days", "走访慰问提前提醒", 15, 3, 60, "天", "CA-02"),
    integer("ca.pairs_min", "每名党员结对职工（0为不要求）", 0, 0, 5, "人", "CA-07", HIGHER),
)
