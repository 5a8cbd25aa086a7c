"""The box that secret ballots go into: it knows who has voted and what was voted, and never whose was which.

For votes, elections and the appraisal alike (MT-14, EL-13, DA-06; docs/decisions/0015). The owner — a vote on an
item, a round of an election, an appraisal — holds a one-to-one key to a `SecretBallot` and asks these verbs:

    box = secret_ballots.prepare({"admission": ("for", "against", "abstain")})
    secret_ballots.open_box(box, voters=[member.pk, …])      # frozen: who is there when the vote begins
    secret_ballots.cast(box, voter=member.pk, paper={"admission": "for"})
    secret_ballots.close(box).count("admission", "for")

A paper is a mapping line → option: one line for an admission, one for each candidate of an election, one for each
member appraised. A line may be left out (the own name in an appraisal; what an empty line means is the owner's to
say). `write_in="for"` lets a paper carry lines that were not printed: names written in by hand. `paper=None` is a
spoilt paper: returned, void. Only sums by line are kept, never a whole paper: an unusual combination of ticks on a
long paper would be as good as a signature.

What the owner must keep: write no journal entry, notice or row of its own in the transaction of `cast`; show nobody
more than `returned()` before closing; judge names, seats and quorum itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from activities.models.secret_ballot import SecretBallot, SecretCount, SecretRoll
from partywork.common.errors import DomainError
from partywork.common.verbs import require

MAX_LINES = 200
MAX_WRITE_INS = 20
"""Names written in on one paper: more than any committee has seats."""


@dataclass(frozen=True)
class BoxResult:
    """What was in the box: sums only. `issued - returned` kept their paper."""

    issued: int
    returned: int
    void: int
    counts: Mapping[str, Mapping[str, int]]

    @property
    def valid(self) -> int:
        return self.returned - self.void

    def count(self, line: str, option: str) -> int:
        return self.counts.get(line, {}).get(option, 0)


def prepare(lines: Mapping[str, Sequence[str]], *, write_in: str = "") -> SecretBallot:
    """A box for a paper with these lines; no vote can be put in before it is opened."""
    require(lines, "选票上还没有一项，不能发票。", code="empty_paper")
    require(
        len(lines) <= MAX_LINES, f"一张选票最多 {MAX_LINES} 项，现在有 {len(lines)} 项。", code="long_paper"
    )
    for line, options in lines.items():
        require(
            len(set(options)) == len(options) >= 1, f"“{line}”的选项有重复或没有选项。", code="bad_options"
        )
    return SecretBallot.objects.create(
        lines={line: list(options) for line, options in lines.items()}, write_in=write_in
    )


@transaction.atomic
def open_box(box: SecretBallot, *, voters: Iterable[int]) -> SecretBallot:
    """Hand one paper to each voter (numbers of members); nobody is added afterwards."""
    box = _locked(box)
    require(not box.is_open and not box.is_closed, "这次投票已经开始过了。", code="wrong_state")
    waiting = sorted(set(voters))
    require(waiting, "没有一个人可以投票，不能发票。", code="nobody")
    SecretRoll.objects.create(box=box, waiting=waiting)
    nought = {line: dict.fromkeys(options, 0) for line, options in box.lines.items()}
    SecretCount.objects.create(box=box, counts=nought)
    box.issued, box.is_open = len(waiting), True
    box.save(update_fields=["issued", "is_open"])
    return box


@transaction.atomic
def cast(box: SecretBallot, *, voter: int, paper: Mapping[str, str] | None) -> None:
    """One voter's paper, once. The two rows are written anew as wholes; the voter's number merely changes sides."""
    roll = SecretRoll.objects.select_for_update().filter(box=box.pk).first()
    if roll is None:
        raise DomainError("投票已经结束或还没有开始，不能投了。", code="closed")
    if voter in roll.voted:
        raise DomainError("您已经投过票了，一人一票，不能再投。", code="already_cast")
    if voter not in roll.waiting:
        raise DomainError("发票的名单里没有您，不能投票。", code="not_on_roll")
    count = SecretCount.objects.get(box=box.pk)
    _check(box, paper)
    roll.waiting.remove(voter)
    roll.voted = sorted([*roll.voted, voter])
    roll.save(update_fields=["waiting", "voted"])
    count.cast += 1
    count.void += paper is None
    for line, option in (paper or {}).items():
        options = count.counts.setdefault(line, {})
        options[option] = options.get(option, 0) + 1
    count.save(update_fields=["cast", "void", "counts"])


def has_voted(box: SecretBallot, voter: int) -> bool | None:
    """For the voter's own page only; None for somebody without a paper, and for everybody once it is closed."""
    roll = SecretRoll.objects.filter(box=box.pk).first()
    if roll is None or voter not in (*roll.waiting, *roll.voted):
        return None
    return voter in roll.voted


def returned(box: SecretBallot | None) -> int:
    """How many papers came back so far: the only figure there is before closing."""
    if box is None:
        return 0
    return SecretCount.objects.filter(box=box.pk).values_list("cast", flat=True).first() or 0


@transaction.atomic
def close(box: SecretBallot) -> BoxResult:
    """Empty the box: who voted is forgotten for ever, the sums are written once more and become readable."""
    box = _locked(box)
    if not box.is_closed:
        require(box.is_open, "投票还没有开始，不能结束。", code="wrong_state")
        SecretRoll.objects.select_for_update().get(box=box)  # whoever is just putting a paper in comes first
        SecretRoll.objects.filter(box=box).delete()
        count = SecretCount.objects.get(box=box)
        count.save(update_fields=["cast", "void", "counts"])
        box.is_open, box.is_closed = False, True
        box.save(update_fields=["is_open", "is_closed"])
    return result(box)


def result(box: SecretBallot) -> BoxResult:
    """The sums of a closed box; while it is open nobody gets them, whatever the right."""
    kept = SecretBallot.objects.get(pk=box.pk)
    require(kept.is_closed, "投票结束以前，谁也看不到结果。", code="still_open")
    count = SecretCount.objects.get(box=kept)
    return BoxResult(issued=kept.issued, returned=count.cast, void=count.void, counts=count.counts)


@transaction.atomic
def discard(box: SecretBallot) -> None:
    """The vote is called off or must be repeated: roll and sums are thrown away unread."""
    SecretBallot.objects.filter(pk=box.pk).delete()


def wipe(box: SecretBallot) -> None:
    """Too few papers to be shown (E-31, where the owner's rule asks for it): only their number remains."""
    SecretCount.objects.filter(box=box.pk, box__is_closed=True).update(counts={}, void=0)


def unswept() -> bool:
    """Whether a box was closed whose old rows still lie on the disk."""
    return SecretBallot.objects.filter(is_closed=True, is_swept=False).exists()


def _locked(box: SecretBallot) -> SecretBallot:
    found = SecretBallot.objects.select_for_update().filter(pk=box.pk).first()
    if found is None:
        raise DomainError("这次投票已经撤销了。", code="gone")
    return found


def _check(box: SecretBallot, paper: Mapping[str, str] | None) -> None:
    if paper is None:
        return
    written = 0
    for line, option in paper.items():
        if line in box.lines:
            require(option in box.lines[line], "没有这个选项，请重新选。", field=line, code="bad_option")
        else:
            written += 1
            require(box.write_in and option == box.write_in, "选票上没有这一项。", code="bad_line")
            require(line.strip() == line and 0 < len(line) <= 60, "另写的名字不对。", code="bad_line")
    require(written <= MAX_WRITE_INS, f"一张票最多另写 {MAX_WRITE_INS} 个名字。", code="bad_line")
