"""Numbers that come in an address or a box: read, or politely not read."""

LONGEST = 18  # digits; the database counts no further


def number(text: str | None) -> int | None:
    """The whole number written there in plain digits; None for everything else, such as ² or a hundred digits."""
    if text and text.isascii() and text.isdigit() and len(text) <= LONGEST:
        return int(text)
    return None


def year(text: str | None, otherwise: int) -> int:
    """`?year=`, if it is one an office has papers of."""
    asked = number(text)
    return asked if asked is not None and 2000 <= asked <= 2100 else otherwise
