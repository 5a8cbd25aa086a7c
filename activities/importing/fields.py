"""From the cells of one row, or the labelled lines of one paragraph, to proposed rows of the plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from activities.importing.headers import Column
from activities.importing.kinds import kind_of, mode_in
from activities.importing.lines import ReadRow
from activities.importing.when import When


@dataclass(slots=True)
class Fields:
    """What one entry says under each heading."""

    values: dict[Column, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, values: Mapping[Column, str]) -> "Fields":
        fields = cls()
        for column, text in values.items():
            fields.add(column, text)
        return fields

    def add(self, column: Column, text: str) -> None:
        """Two columns with the same meaning (责任部门, 责任人) keep both; a repeated text counts once."""
        if text and text not in self.values[column]:
            self.values[column].append(text)

    def get(self, column: Column, joint: str = "；") -> str:
        return joint.join(self.values.get(column, []))

    def has(self, column: Column) -> bool:
        return column in self.values

    @property
    def mode(self) -> str:
        """The column for it, else the category, else words of the entry itself."""
        named = self.get(Column.MODE, "、") or self.get(Column.CATEGORY, "、")
        return named if named or self.has(Column.MODE) else mode_in(self.content)

    @property
    def content(self) -> str:
        theme, content = self.get(Column.THEME), self.get(Column.CONTENT, "\n")
        if theme and content and theme not in content:
            return f"{theme}：{content}"
        return content or theme

    @property
    def required(self) -> str:
        text = self.get(Column.REQUIRED)
        return next((word for word in ("必选", "自选") if word in text), text)


def rows_from(
    fields: Fields,
    when: When,
    *,
    source: str,
    lines: Sequence[int],
    default: str | None,
    notes: tuple[str, ...] = (),
) -> list[ReadRow]:
    """One row for each month named (3、6、9、12月 are four), one without a month when none is."""
    mode = fields.mode
    content = fields.content or mode
    kind = kind_of(f"{fields.get(Column.CATEGORY)} {mode}", content, default)
    return [
        ReadRow(
            month=month,
            start=when.start,
            end=when.end,
            recurrence=when.recurrence,
            mode=mode,
            content=content,
            kind=kind,
            source=source,
            lines=tuple(lines),
            notes=(*when.notes, *notes),
            begins=when.begins,
            finishes=when.finishes,
            responsible=fields.get(Column.RESPONSIBLE),
            participants=fields.get(Column.PARTICIPANTS),
            place=fields.get(Column.PLACE),
            budget=fields.get(Column.BUDGET),
            remark=fields.get(Column.REMARK),
            required=fields.required,
        )
        for month in (when.months or (None,))
    ]
