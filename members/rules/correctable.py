"""Which items a member may ask to have corrected, and how what he wrote is kept as text and read again (PI-05)."""

from datetime import date
from typing import Any

from members.rules.personal_items import BY_NAME, Kind

# Beside the file: what stands in the register itself. "other" is anything else; nobody can write it by himself.
OWN = {"name": "姓名", "sex": "性别", "joined_on": "入党日期", "full_on": "转正日期"}
OTHER = "other"
LABELS = {
    **OWN,
    **{name: item.label for name, item in BY_NAME.items()},
    OTHER: "其他（支部、党小组、职务、到会等）",
}
DATES = {"joined_on", "full_on", *(name for name, item in BY_NAME.items() if item.kind == Kind.DATE)}
YES, NO = "yes", "no"


def as_text(value: Any) -> str:
    """One spelling for every kind of value: an ISO day, yes or no, the text itself."""
    if isinstance(value, bool):
        return YES if value else NO
    return value.isoformat() if isinstance(value, date) else str(value)


def as_value(item: str, text: str) -> Any:
    """What the verbs that write want for this item. ValueError when the text is not of its kind."""
    if item in DATES:
        return date.fromisoformat(text)
    kind = BY_NAME[item].kind if item in BY_NAME else Kind.TEXT
    if kind == Kind.YES_NO:
        return text == YES
    return int(text) if kind == Kind.MONTHS else text
