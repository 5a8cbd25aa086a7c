"""What is common and what is a branch's own on a joint event: agenda and text (N25, E-20)."""

from collections.abc import Sequence

from activities.rules.agenda import AgendaLine


def merged_agenda(
    old: Sequence[Sequence[object]], new: Sequence[Sequence[object]], own: Sequence[AgendaLine]
) -> list[AgendaLine]:
    """The new common items in their order, then what the branch had added to the old ones."""
    common = [_item(row) for row in new]
    known = {_title(row) for row in (*old, *new)}
    return [*common, *(item for item in own if item[0].strip() not in known)]


def missing_common(common: Sequence[Sequence[object]], items: Sequence[AgendaLine]) -> list[str]:
    """The common items that a branch's agenda leaves out."""
    there = {title.strip() for title, _, _ in items}
    return [_title(row) for row in common if _title(row) not in there]


def merged_text(taken: str, common: str, own: str, draft: str = "") -> str:
    """The sheet's text with the common one in front: what was taken before gives way to the new one, what the
    branch wrote itself stays behind it. `draft` is what the sheet began with; untouched it gives way as well.
    """
    common, own = common.strip(), own.strip()
    for before in (taken.strip(), draft.strip()):
        if before and own.startswith(before):
            own = own[len(before) :].strip()
            break
    if not own or own == common:
        return common
    return own if own.startswith(common) and common else f"{common}\n{own}".strip()


def _title(row: Sequence[object]) -> str:
    return str(row[0]).strip()


def _item(row: Sequence[object]) -> AgendaLine:
    minutes = row[1]
    return _title(row), minutes if isinstance(minutes, int) else None, str(row[2] or "")
