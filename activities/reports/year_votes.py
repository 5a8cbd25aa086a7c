"""The votes of a year that are closed, for the rules: one query for many branches."""

from collections import defaultdict
from collections.abc import Sequence

from activities.choices_votes import BallotState, VoteKind
from activities.compliance.facts import VoteFacts
from activities.models import Ballot
from branches.models import Organization


def votes_of(
    branches: Sequence[Organization], year: int, *, names: bool
) -> defaultdict[int, list[VoteFacts]]:
    """By branch; `names`: whose admission it was is for the branch (PI-15)."""
    closed = Ballot.objects.filter(
        activity__branch__in=branches,
        activity__for_year=year,
        state__in=[BallotState.CLOSED, BallotState.ANNOUNCED],
    )
    found: defaultdict[int, list[VoteFacts]] = defaultdict(list)
    for ballot in closed.select_related("activity"):
        is_personal = ballot.kind in (VoteKind.ADMISSION, VoteKind.PUNISHMENT)
        found[ballot.activity.branch_id].append(
            VoteFacts(
                ballot=ballot.pk,
                title=ballot.title if names or not is_personal else str(ballot.get_kind_display()),
                day=ballot.activity.day,
                kind=ballot.kind,
                method=ballot.method,
                expected=ballot.expected,
                present=ballot.present,
                written=ballot.written,
                in_favour=ballot.in_favour or 0,
                passed=bool(ballot.passed),
                item=ballot.item_id,
                subject=ballot.subject,
            )
        )
    return found
