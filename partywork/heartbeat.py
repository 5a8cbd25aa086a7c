"""Each job writes when it ran and how it went, so that a missed night is seen (A12, N37)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from partywork.common import clock
from partywork.models import Heartbeat


@dataclass
class Outcome:
    sentence: str = ""
    failed: bool = False

    def say(self, sentence: str) -> None:
        self.sentence = sentence

    def fail(self, sentence: str) -> None:
        """The job ran to its end, but what it found must be looked at."""
        self.sentence, self.failed = sentence, True


@contextmanager
def beating(job: str) -> Iterator[Outcome]:
    """Around a job's work: a failure is written down and raised again."""
    started = clock.now()
    Heartbeat.objects.update_or_create(job=job, defaults={"started_at": started, "finished_at": None})
    outcome = Outcome()
    try:
        yield outcome
    except BaseException as failure:
        _finish(job, type(failure).__name__, failed=True)
        raise
    _finish(job, outcome.sentence, failed=outcome.failed)


def _finish(job: str, sentence: str, *, failed: bool) -> None:
    Heartbeat.objects.filter(job=job).update(finished_at=clock.now(), outcome=sentence[:200], failed=failed)
