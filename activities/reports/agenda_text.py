"""The agenda as one text, a line an item, as the editor shows it: 内容 | 分钟 | 责任人."""

from collections.abc import Iterable, Sequence

from activities.models import Activity


def agenda_text(activity: Activity) -> str:
    return agenda_lines((item.title, item.minutes, item.person) for item in activity.agenda.all())


def agenda_lines(items: Iterable[Sequence[object]]) -> str:
    """Empty cells at the end of a line are left out."""
    lines = []
    for title, minutes, person in items:
        cells = [str(title), str(minutes or ""), str(person or "")]
        while len(cells) > 1 and not cells[-1]:
            cells.pop()
        lines.append(" | ".join(cells))
    return "\n".join(lines)
