"""What somebody on the way came to as a guest: the app above keeps the events, these pages read them (DV-26).

Apps import downwards only: whoever keeps events names its reader when it is ready.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from members.models import CultivationReview, Development


@dataclass(frozen=True)
class Attended:
    """One event that was held, with the person on its list of guests. A dated fact; nothing is counted up."""

    on: date
    what: str
    address: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.on.year}年{self.on.month}月{self.on.day}日列席{self.what}"


Reader = Callable[[Collection[int]], Mapping[int, tuple[Attended, ...]]]
_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """Once, when an app is ready."""
    _readers[:] = [reader]


def attended_by(people: Collection[int]) -> Mapping[int, tuple[Attended, ...]]:
    """By person, the earliest first; one query for any number of people."""
    return _readers[0](people) if _readers and people else {}


def attended_of(development: Development) -> tuple[Attended, ...]:
    return tuple(attended_by([development.pk]).get(development.pk, ()))


def attended_for(review: CultivationReview, *, until: date) -> tuple[Attended, ...]:
    """What belongs to a review: everything after the one before it, up to its own day."""
    earlier = review.development.reviews.standing().exclude(pk=review.pk).filter(settled_at__isnull=False)
    last = earlier.filter(on__lt=until).order_by("-on").first()
    after = last.on if last else None
    return tuple(
        each
        for each in attended_of(review.development)
        if each.on <= until and (after is None or each.on > after)
    )
