"""What is shown of a sealed item to whoever has not asked for it: enough to see that it is there (MEM-21, PI-06)."""

from members.rules.personal_items import BY_NAME, Kind
from members.rules.phones import masked


def masked_item(name: str, text: str) -> str:
    """138****1234, 1****************X, the first six signs of an address."""
    if not text:
        return ""
    kind = BY_NAME[name].kind
    if kind == Kind.ID_NUMBER:
        # The birth date stands in the file, so neither the region nor the order may be shown beside it.
        return f"{text[0]}{'*' * (len(text) - 2)}{text[-1]}"
    if kind == Kind.ADDRESS:
        return f"{text[: min(6, len(text) // 2)]}……"
    return masked(text)
