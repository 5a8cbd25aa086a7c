"""The agenda as one text, a line an item, as the editor shows it: 内容 | 分钟 | 责任人."""

from activities.models import Activity


def agenda_text(activity: Activity) -> str:
    lines = []
    for item in activity.agenda.all():
        cells = [item.title, str(item.minutes or ""), item.person]
        while len(cells) > 1 and not cells[-1]:
            cells.pop()
        lines.append(" | ".join(cells))
    return "\n".join(lines)
