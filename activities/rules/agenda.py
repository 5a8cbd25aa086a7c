"""Reading an agenda as people type it: 内容 | 分钟 | 责任人, forgiving about bars, units and order (F-02)."""

import re

BAR = re.compile(r"\s*[|｜\t]\s*")
NUMBER = re.compile(
    r"^\s*(?:[（(]?[0-9一二三四五六七八九十]+[)）]|[0-9]+[.．、]|[一二三四五六七八九十]+、)\s*"
)
MINUTES = re.compile(r"^(\d{1,3})\s*(?:分钟|分|min|')?$")

# What, how many minutes, who.
AgendaLine = tuple[str, int | None, str]

LONGEST_TITLE = 200
LONGEST_PERSON = 60


def read_agenda(text: str) -> list[AgendaLine]:
    """What, how many minutes, who; one line an item. A leading number is dropped, empty lines are skipped."""
    return [_item(line) for line in text.splitlines() if line.strip()]


def total_minutes(items: list[AgendaLine]) -> int:
    return sum(minutes or 0 for _, minutes, _ in items)


def without_number(line: str) -> str:
    """一、领学公报 → 领学公报: the form numbers its lines itself."""
    return NUMBER.sub("", line.strip())


def _item(line: str) -> AgendaLine:
    cells = [cell for cell in BAR.split(line.strip()) if cell]
    title = without_number(cells[0]) if cells else ""
    minutes, people = None, []
    for cell in cells[1:]:
        found = MINUTES.match(cell)
        if found and minutes is None:
            minutes = int(found[1])
        else:
            people.append(cell)
    return title[:LONGEST_TITLE], minutes, "、".join(people)[:LONGEST_PERSON]
