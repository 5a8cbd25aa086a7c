"""How a speaker is named in a list that holds members and guests: m12 is a member, g3 a guest."""


def speaker_key(*, member: int | None = None, guest: int | None = None) -> str:
    return f"m{member}" if member is not None else f"g{guest}" if guest is not None else ""


def read_speaker(who: str) -> tuple[int | None, int | None]:
    """Member and guest, one of them None; both None for what is no such name."""
    digits = who[1:]
    if not digits or not digits.isascii() or not digits.isdigit() or len(digits) > 18:
        return None, None
    if who[0] == "m":
        return int(digits), None
    return (None, int(digits)) if who[0] == "g" else (None, None)
