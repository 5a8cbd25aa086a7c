"""The reader of annual plans: what a document proposes, beside the lines it was read from.

Nothing is saved here and no date is invented: what the text leaves open stays open and is said in a note.
"""

import re
from dataclasses import replace

from activities.importing.decoding import clean, decode, require_length
from activities.importing.errors import PlanUnreadable
from activities.importing.files import Content, identify, title_of
from activities.importing.folding import fold
from activities.importing.kinds import PARTY_DAY, STUDY
from activities.importing.lines import Document, Grid, Line, PlanReading, ReadNote, ReadRow, SourceLine
from activities.importing.pasted import read_text
from activities.importing.prose import ProseReader
from activities.importing.secrecy import refuse_classified
from activities.importing.sheets import read_sheets
from activities.importing.tables import read_table
from activities.importing.word import read_word

__all__ = ["PlanReading", "PlanUnreadable", "ReadRow", "read_plan", "read_plan_text"]

# With half the year told by tables or month headings, the sentences around them are requirements, not events.
MONTHS_OF_A_PLAN = 6
_TITLE_LINES = 6
_BLANK_YEAR = re.compile(r"(?<!\d)(?:20[_＿xX*×]{1,4}|20(?=\s?年\s?\d{1,2}\s?月)|[xX×]{2,4}|[_＿]{2,4})\s?年")


def read_plan(data: bytes, *, filename: str, year: int) -> PlanReading:
    """Read a file for the plan of `year`. Raises PlanUnreadable with one sentence saying what and why."""
    content = identify(data, filename)
    if content is Content.WORD:
        document = read_word(data, filename)
    elif content is Content.SHEET:
        document = read_sheets(data, filename)
    else:
        delimited = filename.lower().endswith((".csv", ".tsv"))
        document = read_text(decode(data, filename), year, delimited=delimited)
    return _read(document, filename, year)


def read_plan_text(text: str, *, year: int) -> PlanReading:
    """Read text pasted from anywhere. Raises PlanUnreadable when it is empty, too long or classified."""
    return _read(read_text(clean(text), year), "", year)


def _read(document: Document, filename: str, year: int) -> PlanReading:
    if not any(line.text.strip() for line in document.lines):
        raise PlanUnreadable(f"{title_of(filename)}里没有文字，如果是扫描图片，请先做文字识别。")
    require_length(sum(len(line.text) for line in document.lines), filename)
    refuse_classified(document.lines, filename)
    spoken = _years_spoken(document.lines)
    prose = ProseReader(year, frozenset({year, *spoken}))
    rows: list[ReadRow] = []
    notes: list[ReadNote] = []
    used: set[int] = set()
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            table = read_table(block, year, title=" ".join(above[-2:]), context=prose.context)
            rows += table.rows
            notes += table.notes
            used |= table.used
        else:
            prose.take(block)
            above += [block.text] if 0 < len(block.text) <= 60 else []
    prose.finish()
    rows += prose.rows
    rows, loose_notes = _with_loose(rows, prose.loose)
    about_study = any("学习计划" in line.text for line in document.lines[:_TITLE_LINES])
    rows = [row if about_study else _as_party_day(row) for row in rows]
    rows = sorted((_with_warning(row) for row in rows), key=lambda row: row.lines[-1:])
    notes = sorted([*notes, *prose.notes, *loose_notes], key=lambda note: note.lines[:1])
    used.update(*(row.lines for row in rows))
    lines = tuple(
        SourceLine(line.number, line.label, line.text, line.number in used)
        for line in _without_the_end(document.lines)
    )
    general = [ReadNote(text) for text in (*document.remarks, *_about_year(document.lines, spoken, year))]
    return PlanReading(tuple(rows), lines, (*general, *notes), year)


def _without_the_end(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The empty lines after the last word are nothing to look at; those between paragraphs stay."""
    last = max((place for place, line in enumerate(lines, 1) if line.text.strip()), default=0)
    return lines[:last]


def _with_loose(rows: list[ReadRow], loose: list[ReadRow]) -> tuple[list[ReadRow], list[ReadNote]]:
    """Sentences are proposals only where no table and no month headings already tell the year."""
    if len({row.month for row in rows if row.month}) < MONTHS_OF_A_PLAN:
        return rows + loose, []
    by_line: dict[int, ReadRow] = {row.lines[0]: row for row in loose}
    why = "像是要求，不是某个月的活动，没有列入"
    return rows, [ReadNote(why, row.lines, row.source) for row in by_line.values()]


def _as_party_day(row: ReadRow) -> ReadRow:
    """A month's own row is its Party day, though it says 学习: a study evening comes every month (AT-13)."""
    if row.kind == STUDY and row.month is not None and not row.recurrence:
        return replace(row, kind=PARTY_DAY)
    return row


def _with_warning(row: ReadRow) -> ReadRow:
    """Words left out must not reach a printed plan (E-79)."""
    if "***" not in row.content and "***" not in row.mode:
        return row
    return replace(row, notes=(*row.notes, "原文有用「*」代替的字，请补上"))


def _years_spoken(lines: tuple[Line, ...]) -> list[int]:
    """The years in the title: a plan of another year is read for the year asked."""
    head = [line.text for line in lines if line.text.strip()][:_TITLE_LINES]
    found = re.findall(
        r"(?<!\d)(20\d\d)\s?年(?!\s?\d{1,2}\s?月)", " ".join(fold(text) for text in head if len(text) <= 80)
    )
    return list(dict.fromkeys(int(year) for year in found))


def _about_year(lines: tuple[Line, ...], spoken: list[int], year: int) -> list[str]:
    notes = []
    if spoken and year not in spoken:
        notes.append(f"文中写的是{spoken[0]}年，全部按您选的{year}年读")
    blank = next((found for line in lines if (found := _BLANK_YEAR.search(line.text))), None)
    if blank:
        notes.append(f"「{blank.group()}」没有填年份，全部按您选的{year}年读")
    return notes
