"""The counting sheet of paper ballots: which numbers fit together, and when the ballot must be repeated (EL-05)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PRESENT_MARK = "有选举权的实到人数"


@dataclass(frozen=True)
class Line:
    """The marks of one name. A write-in has votes in favour only."""

    name: str
    in_favour: int
    against: int = 0
    abstained: int = 0
    is_write_in: bool = False


@dataclass(frozen=True)
class Sheet:
    """What was handed out, came back and counts, and the lines of the names."""

    present: int
    seats: int
    issued: int
    returned: int
    valid: int
    void: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Wrong:
    """What does not fit, at which box of the form."""

    field: str
    sentence: str


def must_repeat(issued: int, returned: int) -> str:
    """More came back than went out: the ballot is void as a whole. "" when it is not."""
    if returned <= issued:
        return ""
    return f"发出选票{issued}张，收回{returned}张，收回多于发出，选举无效，应重新选举。"


def problems_of(sheet: Sheet) -> list[Wrong]:
    """Everything that cannot be as it was typed; nothing when the sheet is right."""
    return [*_totals(sheet), *_lines(sheet), *_all_marks(sheet)]


def _totals(sheet: Sheet) -> Iterator[Wrong]:
    if sheet.issued > sheet.present:
        yield Wrong("issued", f"发出{sheet.issued}张，多于{PRESENT_MARK}{sheet.present}人，每人只发一张。")
    if sheet.valid + sheet.void != sheet.returned:
        counted = sheet.valid + sheet.void
        yield Wrong(
            "valid",
            f"有效{sheet.valid}张加无效{sheet.void}张是{counted}张，与收回的{sheet.returned}张不符。",
        )


def _lines(sheet: Sheet) -> Iterator[Wrong]:
    for line in sheet.lines:
        marks = line.in_favour + line.against + line.abstained
        if line.is_write_in:
            if line.in_favour > sheet.valid:
                yield Wrong("", f"另选{line.name}{line.in_favour}票，多于有效票{sheet.valid}张。")
        elif marks != sheet.valid:
            yield Wrong(
                "",
                f"{line.name}：赞成{line.in_favour}加反对{line.against}加弃权{line.abstained}是{marks}票，"
                f"应等于有效票{sheet.valid}张。",
            )


def _all_marks(sheet: Sheet) -> Iterator[Wrong]:
    """A ballot names at most as many as there are seats, so all of them together no more than that many times."""
    total, most = sum(line.in_favour for line in sheet.lines), sheet.valid * sheet.seats
    if total > most:
        yield Wrong(
            "",
            f"赞成和另选合计{total}票；有效票{sheet.valid}张，每张最多选{sheet.seats}人，合计不能超过{most}票。"
            "所选人数多于应选人数的是无效票。",
        )


def ballot_problem(marks: Sequence[str], seats: int) -> str:
    """Why one ballot would be void: more names than seats; "" when it counts."""
    chosen = sum(1 for mark in marks if mark)
    if chosen <= seats:
        return ""
    return f"这张票选了{chosen}人，多于应选的{seats}人，会成为无效票。请减少{chosen - seats}人。"
