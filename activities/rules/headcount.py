"""The people of the day, counted from the marks on the attendance list (N01, AT-02, E-05)."""

from collections.abc import Iterable
from dataclasses import dataclass

from activities.choices import PRESENT_STATUSES, AttendanceStatus


@dataclass(frozen=True)
class Mark:
    """One person's line: status, exempt that day or not, full or probationary, made up or not."""

    status: str
    exempt: bool = False
    is_full: bool = True
    share_pct: int | None = None
    made_up: bool = False


@dataclass(frozen=True)
class Headcount:
    """How many were counted that day, split as the record sheet prints them: 应到12（正式10、预备2）.

    `exempt` are all exempt members, `present_exempt` those of them who came anyway (E-11). `made_up` are
    absentees whose make-up is finished (AT-08), `made_up_exempt` exempt members served at home (MEM-17).
    """

    total: int
    present: int
    exempt: int = 0
    present_exempt: int = 0
    unsettled: int = 0
    made_up: int = 0
    made_up_exempt: int = 0
    total_full: int = 0
    present_full: int = 0
    exempt_full: int = 0
    present_exempt_full: int = 0

    @property
    def expected(self) -> int:
        """Total less the exempt who stayed away: the ratio cannot pass 100% (E-11)."""
        return self.total - self.exempt + self.present_exempt

    @property
    def expected_full(self) -> int:
        return self.total_full - self.exempt_full + self.present_exempt_full

    @property
    def total_probationary(self) -> int:
        return self.total - self.total_full

    @property
    def expected_probationary(self) -> int:
        return self.expected - self.expected_full

    @property
    def present_probationary(self) -> int:
        return self.present - self.present_full

    @property
    def absent(self) -> int:
        """Neither present, nor exempt, nor without any mark: leave and unexcused alike."""
        return self.expected - self.present - self.unsettled


def counts_as_present(status: str, share_pct: int | None = None, min_share_pct: int = 50) -> bool:
    """Whether the mark counts for the ratio (AT-02); leaving early at an unknown time still counts."""
    if status == AttendanceStatus.LEFT_EARLY and share_pct is not None:
        return share_pct >= min_share_pct
    return status in PRESENT_STATUSES


def count_heads(marks: Iterable[Mark], min_share_pct: int = 50) -> Headcount:
    """The figures of the list; whoever had not yet joined or had already left is not on it (E-01 to E-03)."""
    listed = [mark for mark in marks if mark.status != AttendanceStatus.NOT_YET]
    present = [mark for mark in listed if counts_as_present(mark.status, mark.share_pct, min_share_pct)]
    away = [mark for mark in listed if not counts_as_present(mark.status, mark.share_pct, min_share_pct)]
    exempt = [mark for mark in listed if mark.exempt or mark.status == AttendanceStatus.EXEMPT]
    present_exempt = [mark for mark in present if mark.exempt]
    return Headcount(
        total=len(listed),
        present=len(present),
        exempt=len(exempt),
        present_exempt=len(present_exempt),
        unsettled=sum(mark.status == AttendanceStatus.UNSETTLED and not mark.exempt for mark in listed),
        made_up=sum(mark.made_up and not mark.exempt for mark in away),
        made_up_exempt=sum(mark.made_up and mark.exempt for mark in away),
        total_full=_full(listed),
        present_full=_full(present),
        exempt_full=_full(exempt),
        present_exempt_full=_full(present_exempt),
    )


def split_text(number: int, full: int) -> str:
    """12（正式10、预备2）; the plain number where all are full members."""
    return f"{number}（正式{full}、预备{number - full}）" if full != number else f"{number}"


def _full(marks: list[Mark]) -> int:
    return sum(mark.is_full for mark in marks)
