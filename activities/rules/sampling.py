"""Which of the clean papers must be opened before all are accepted at once: one in so many, drawn (C05, N43)."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def sample_size(papers: int, one_in: int) -> int:
    """One in five of 20 is 4, of 21 is 5: what is left over counts as a whole five."""
    return -(-papers // one_in)


def drawn(marks: Mapping[K, str], one_in: int) -> frozenset[K]:
    """The papers with the lowest marks.

    A mark belongs to its paper for good, so the draw can be repeated and checked; it is made with a secret of the
    installation, so nobody who writes a paper can tell whether it will be read. Leaving a drawn paper out of one
    action does not help: it keeps its low mark and is drawn again in the next.
    """
    by_mark = sorted(marks, key=lambda paper: marks[paper])
    return frozenset(by_mark[: sample_size(len(marks), one_in)])
