"""The lines of one ballot: printed and written in, their sums, and what the rules make of them (EL-05, EL-06)."""

from activities.models import ElectionRound, RoundLine
from activities.reports.electors import committee_electors, elected_members, full_members
from activities.rules.election_outcome import RoundPurpose, Tally, outcome_of
from members.models import Member
from partywork.common import clock


def may_be_elected(round_: ElectionRound) -> set[int]:
    """Whose name may be written in: for the committee's heads its members, else any full member."""
    election = round_.election
    if round_.is_run_off:
        return set()
    if round_.office in election.committee_offices:
        return set(committee_electors(election))
    taken = set(elected_members(election, round_.office))
    day = election.meeting.day if election.meeting else clock.today()
    return set(full_members(election.branch, day)) - taken


def write_in(round_: ElectionRound, pk: int, votes: int) -> RoundLine:
    """A name written in on so many ballots; it comes after the printed ones."""
    name = Member.objects.get(pk=pk).name
    return RoundLine(round=round_, member_id=pk, name=name, is_write_in=True, position=99, in_favour=votes)


def write_result(
    round_: ElectionRound, lines: list[RoundLine], *, issued: int, returned: int, void_number: int
) -> None:
    """The sums, the result of the rules, and who is elected; the lines are written as a whole."""
    round_.issued, round_.returned, round_.void = issued, returned, void_number
    round_.valid = returned - void_number
    tallies = [Tally(line.member_id, line.name, line.in_favour) for line in lines]
    outcome = outcome_of(tallies, round_.seats, round_.assembly, RoundPurpose(round_.purpose))
    elected = {each.key for each in outcome.elected}
    round_.outcome = {
        "sentences": [round_.assembly.quorum_sentence, *outcome.sentences],
        "elected": [each.key for each in outcome.elected],
        "tied": [each.key for each in outcome.tied],
        "tied_seats": outcome.tied_seats,
        "open_seats": outcome.open_seats,
        "needed": 1 if round_.is_run_off else round_.assembly.needed,
    }
    round_.lines.all().delete()
    for line in lines:
        line.pk, line.is_elected = None, line.member_id in elected
    RoundLine.objects.bulk_create(lines)
