"""Which line of a new agenda is which item of the old one: whatever hangs on an item stays with it (E-82)."""

from collections.abc import Sequence


def continued(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new title the place of the old one it goes on from, None for a new item.

    The same title is the same item, wherever it moved. What is left over in the same gap between two known items
    was reworded: the first with the first, as long as both have one.
    """
    taken: list[int | None] = [None] * len(new)
    free = list(range(len(old)))
    for at, title in enumerate(new):
        found = next((place for place in free if old[place] == title), None)
        if found is not None:
            taken[at] = found
            free.remove(found)
    for at in range(len(new)):
        if taken[at] is None:
            before = next((place for place in reversed(taken[:at]) if place is not None), -1)
            if before + 1 in free:
                taken[at] = before + 1
                free.remove(before + 1)
    return taken
