"""What may stand in a group chat (PI-01)."""

from collections.abc import Iterable


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with every name of the roster struck out: somebody may have written one into a theme."""
    for name in sorted(set(names), key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, "×××")
    return text
