"""Which of the papers that wait must be opened first, and which of them were (C05, N43)."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from activities.models import Filing, FilingReading, FilingRound
from activities.rules.sampling import drawn
from branches.models import Organization
from branches.reports.parameters import in_force_many

ONE_IN = "rv.sample_one_in"
Paper = tuple[Filing, FilingRound]


def mark_of(round_: FilingRound) -> str:
    """The lot of one handing-in: the same whenever it is asked for, and known to nobody without the secret key."""
    text = f"{round_.pk}:{round_.digest}"
    return salted_hmac("activities.sampling", text, algorithm="sha256").hexdigest()


def one_in_of(addressees: Iterable[Organization]) -> dict[int, int]:
    """One in how many, by the organization that answers."""
    return {pk: int(limits[ONE_IN]) for pk, limits in in_force_many(addressees).items()}


def drawn_rounds(papers: Iterable[Paper]) -> frozenset[int]:
    """The keys of the rounds that must be opened, drawn for each addressee by itself and for each kind of paper."""
    listed = list(papers)
    one_in = one_in_of({filing.to_id: filing.to for filing, _ in listed}.values())
    marks: dict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    for filing, round_ in listed:
        marks[filing.to_id, filing.kind][round_.pk] = mark_of(round_)
    return frozenset().union(*(drawn(lots, one_in[to]) for (to, _), lots in marks.items()))


def opened_rounds(rounds: Iterable[FilingRound], reader_id: int) -> frozenset[int]:
    found = FilingReading.objects.filter(round__in=list(rounds), reader=reader_id)
    return frozenset(found.values_list("round_id", flat=True))
