"""签到号: what a member types on the tablet and what stands beside his name on the paper sheet.

His serial number in the branch with one more digit, by the method of H. Michael Damm: a wrong digit, and two digits
in the wrong order, give no number at all instead of somebody else's.
"""

DIGITS = 3
_NEXT = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def number_of(serial: int) -> str:
    """17 → 017 and its check digit; at least three digits, so that all look alike."""
    return f"{serial:0{DIGITS - 1}}{_folded(str(serial))}"


def serial_of(typed: str) -> int | None:
    """The serial number behind what was typed; None where the digits do not belong together."""
    if not (typed.isascii() and typed.isdigit() and 2 <= len(typed) <= 6) or _folded(typed) != 0:
        return None
    return int(typed[:-1]) or None


def _folded(digits: str) -> int:
    state = 0
    for digit in digits:
        state = _NEXT[state][int(digit)]
    return state
