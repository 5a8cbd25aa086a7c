"""Recommending and listing candidates: who stands, in which order, for which work (EL-02, EL-03, EL-08)."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from activities.choices import FilingState
from activities.choices_elections import ElectionPaperKind, Office
from activities.models import Election, ElectionCandidate
from activities.reports.electors import elected_members, person_facts
from activities.rules.election_people import Nominee, why_not_candidate
from activities.services.electing import filing_of, require_open
from members.choices import COMMITTEE_POSTS, Post
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save

MOST_RECOMMENDED = 999


@transaction.atomic
def put_candidates(
    election: Election, office: str, nominees: Sequence[Nominee], *, by: User
) -> list[ElectionCandidate]:
    """The recommended and the listed of one office as they stand now; who is left out stands no more."""
    election = lock(election)
    require_open(election)
    require(office in election.offices, "这次选举没有这个职务。", code="bad_office")
    require(not _is_settled(election), "预备人选已经报送，要改先请上级退回。", code="wrong_state")
    kept = [each for each in nominees if each.is_listed or each.recommended_by]
    facts = person_facts(
        election.branch, [each.member for each in kept], election.planned_on or clock.today()
    )
    for each in kept:
        require(each.member in facts, "名单里有不认识的人，请刷新再填。", code="unknown")
        refusal = why_not_candidate(facts[each.member])
        require(not refusal, refusal, field="candidates", code="not_eligible")
        require(0 <= each.recommended_by <= MOST_RECOMMENDED, "推荐人数不对。", field="candidates")
    election.candidates.filter(office=office).exclude(member__in=[each.member for each in kept]).delete()
    rows = [
        ElectionCandidate.objects.update_or_create(
            election=election,
            office=office,
            member_id=each.member,
            defaults={
                "recommended_by": each.recommended_by,
                "is_listed": each.is_listed,
                "position": each.position,
            },
        )[0]
        for each in kept
    ]
    listed = sum(1 for each in kept if each.is_listed)
    label = Office(office).label
    journal(election, "nominate", by=by, reason=f"{label}：推荐{len(kept)}人，预备人选{listed}人")
    return rows


@transaction.atomic
def divide_work(election: Election, posts: Mapping[int, str], *, by: User) -> None:
    """The new committee's division of work: the post of each elected member (ORG-08, ORG-19)."""
    election = lock(election)
    require_open(election)
    elected = elected_members(election, Office.COMMITTEE)
    for member, post in posts.items():
        require(member in elected, "分工只给当选的委员。", field="posts")
        allowed = post in COMMITTEE_POSTS and post not in (Post.SECRETARY, Post.DEPUTY_SECRETARY)
        require(allowed, "书记、副书记由选举产生，这里只填委员的分工。", field="posts")
        row, _ = ElectionCandidate.objects.get_or_create(
            election=election, office=Office.COMMITTEE, member_id=member
        )
        row.post = post
        save(row, "post")
    journal(election, "divide_work", by=by)


def _is_settled(election: Election) -> bool:
    found = filing_of(election, ElectionPaperKind.SLATE)
    return found is not None and found.state != FilingState.RETURNED
