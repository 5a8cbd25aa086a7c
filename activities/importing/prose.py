"""Paragraphs in order: month headings with what stands beneath, months in a paragraph, and loose prose."""

from dataclasses import dataclass, field, replace

from activities.importing.entries import Entry, label_of, month_starts, opening_time
from activities.importing.fields import rows_from
from activities.importing.headers import Column
from activities.importing.kinds import default_kind
from activities.importing.landmarks import closes, says_nothing
from activities.importing.lines import Line, ReadNote, ReadRow
from activities.importing.months import find_times
from activities.importing.numbering import Numbered, pieces, read_number, split_items
from activities.importing.sections import LEVEL_OF_PLAIN, Section, level_of, own_time
from activities.importing.sentences import read_sentences
from activities.importing.time_cells import read_time_cell
from activities.importing.when import When

_HEADING = 40


@dataclass(slots=True)
class ProseReader:
    """Takes the paragraphs one after another; `rows` are told by headings, `loose` by running sentences."""

    year: int
    years: frozenset[int]
    rows: list[ReadRow] = field(default_factory=list)
    loose: list[ReadRow] = field(default_factory=list)
    notes: list[ReadNote] = field(default_factory=list)
    title: str = ""
    heading: str = ""
    section: Section | None = None
    entry: Entry | None = None

    @property
    def context(self) -> When | None:
        """The month of the heading that stands above, for a table without a time column."""
        return self.section.when if self.section else None

    @property
    def default(self) -> str | None:
        return default_kind(self.title)

    def take(self, line: Line) -> None:
        """Read one paragraph."""
        for piece in pieces(line.text.strip()):
            self._take(replace(line, text=piece))

    def _take(self, line: Line) -> None:
        text = line.text
        self.title = self.title or (text if len(text) < 60 else "")
        numbered = read_number(text)
        if closes(text):
            self._leave_section()
        elif not (self._month(line, numbered) or self._labelled(line, numbered)):
            self._other(line, numbered)
        if len(text) <= _HEADING and (numbered.level in (1, 2) or line.heading is not None):
            self.heading = numbered.text

    def finish(self) -> None:
        """Write out what is still open."""
        self._flush()

    # Month headings

    def _month(self, line: Line, numbered: Numbered) -> bool:
        starts = month_starts(numbered.text, self.year)
        if len(starts) > 1:
            self._leave_section()
            for when, text in starts:
                self._items(line, when, text)
            return True
        opening = opening_time(numbered.text, self.year)
        if opening is None or (
            opening.when.year and not opening.is_heading and opening.when.year not in self.years
        ):
            return False
        if self.section and opening.when.start and opening.when.months == self.section.when.months:
            self._flush()
            self._items(line, opening.when, opening.rest)
            return True
        if not opening.is_heading or (opening.when.start and opening.rest):
            return self._sentence(line, opening.when, opening.rest)
        self._leave_section()
        rest = "" if says_nothing(opening.rest) else opening.rest
        self.section = Section(opening.when, level_of(line, numbered, LEVEL_OF_PLAIN), line)
        complete = rest.rstrip().endswith(("。", "；", ";"))
        if rest and (complete or len(split_items(rest)) > 1):
            self._items(line, opening.when, rest)
            if complete:
                # A finished sentence takes no paragraphs along, only numbered items.
                self.section.last = (0, 0)
        elif rest:
            self.entry = Entry(opening.when, line)
            self.entry.fields.add(Column.THEME, rest.strip("（）() "))
        return True

    def _sentence(self, line: Line, when: When, rest: str) -> bool:
        """3月开展学雷锋活动: a paragraph about one month, unless its first sentence lists several."""
        several = read_sentences(line.text, self.year, years=self.years, heading="", default=None)
        if len(several) > 1 or len(rest) < 4 or when.hint:
            return False
        self._flush()
        if self.section and self.section.when.months not in ((), when.months):
            self.section = None
        self._items(line, when, rest)
        return True

    def _items(self, line: Line, when: When, text: str) -> None:
        self._flush()
        for item in split_items(text):
            entry = Entry(own_time(item, when, self.year, self.years), line)
            entry.fields.add(Column.CONTENT, item)
            self.rows += self._rows(entry)

    # Labelled lines

    def _labelled(self, line: Line, numbered: Numbered) -> bool:
        """活动主题：…, 责任人：… one per line, under a month heading or as a block with its own 时间："""
        found = label_of(numbered.text)
        if not found:
            return False
        column, text = found
        if self.entry is None and not self.section and column not in (Column.TIME, Column.THEME):
            return False
        if self.entry is None or (
            column in self.entry.labels and column in (Column.TIME, Column.THEME, Column.CONTENT)
        ):
            self._flush()
            self.entry = Entry(self.section.when if self.section else None, line)
        self.entry.labels.add(column)
        if column is Column.TIME:
            self.entry.when = read_time_cell(text, self.year) or self.entry.when
        else:
            self.entry.fields.add(column, text)
        self.entry.lines.append(line)
        return True

    # Everything else

    def _other(self, line: Line, numbered: Numbered) -> None:
        if self.section and self.section.ends_at(line, numbered):
            self._leave_section()
        section = self.section
        if section is None:
            self._flush()
            self._loose(line)
            return
        unnumbered = numbered.level is None
        if unnumbered and self.entry and not self.entry.labels:
            # A heading with a theme, 3月：学雷锋月, and its paragraph beneath are one entry.
            self.entry.fields.add(Column.CONTENT, numbered.text)
            self.entry.lines.append(line)
            return
        if unnumbered and section.last == (0, 0):
            self._leave_section()
            self._loose(line)
            return
        self._flush()
        section.last = (numbered.level, numbered.ordinal) if not unnumbered else section.last
        several = split_items(line.text)
        for item in several if len(several) > 1 else split_items(numbered.text):
            own = own_time(item, section.when, self.year, self.years)
            self.entry = Entry(own, line)
            self.entry.lines.insert(0, section.line)
            self.entry.fields.add(Column.CONTENT, item)
            self._flush()

    def _loose(self, line: Line) -> None:
        proposals = read_sentences(
            line.text, self.year, years=self.years, heading=self.heading, default=self.default
        )
        for proposal in proposals:
            entry = Entry(proposal.when, line)
            entry.fields.add(Column.CONTENT, proposal.content)
            entry.fields.add(Column.MODE, proposal.mode)
            self.loose += self._rows(entry, kind=proposal.kind)
        if not proposals and any(when.months or when.recurrence for when in find_times(line.text, self.year)):
            self.notes.append(ReadNote("提到了时间，但不像某个月的一次活动", (line.number,), line.label))

    def _rows(self, entry: Entry, kind: str | None = None) -> list[ReadRow]:
        when = entry.when
        if when is None or not entry.fields.content:
            return []
        default = kind or self.default
        return rows_from(entry.fields, when, source=entry.source, lines=entry.numbers, default=default)

    def _flush(self) -> None:
        entry, self.entry = self.entry, None
        if entry is None:
            return
        rows = self._rows(entry)
        self.rows += rows
        if not rows and entry.labels:
            why = "写了时间，没有写活动内容" if entry.when else "没有写时间，看不出是哪个月"
            self.notes.append(ReadNote(why, tuple(entry.numbers), entry.source))

    def _leave_section(self) -> None:
        self._flush()
        self.section = None
