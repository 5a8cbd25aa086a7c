"""From the approved result to the new posts and the new term, in one dated act (EL-02, ORG-09, ORG-13)."""

from datetime import date

from django.db import transaction

from activities.choices_elections import ElectionKind, ElectionPaperKind
from activities.models import Election
from activities.reports.election_paper import posts_of
from activities.services.electing import require_agreed, require_open
from activities.states_elections import ELECTION
from branches.services.terming import open_term
from members.choices import COMMITTEE_POSTS, Post
from members.models import Appointment, Member, User
from members.services.appointing import appoint, relieve
from partywork.common import clock
from partywork.common.verbs import advance, lock, require

ONE_HOLDER = frozenset({Post.SECRETARY.value})


@transaction.atomic
def take_office(election: Election, *, by: User, since: date) -> Election:
    """The elected take their posts on that day; at a new term the outgoing leave theirs the same day."""
    election = lock(election)
    require_open(election)
    require_agreed(election, ElectionPaperKind.RESULT, "上级还没有批准选举结果，批准后再任职。")
    require(since <= clock.today(), "任职日期不能晚于今天，请到那天再办。", field="since")
    held_on = election.meeting.day if election.meeting else None
    require(held_on is None or since >= held_on, "任职日期不能早于选举大会。", field="since")
    if election.kind != ElectionKind.DELEGATES:
        _fill_posts(election, since, by)
    election.took_office_on = since
    advance(election, ELECTION, "finish", by=by, fields=("took_office_on",))
    return election


def _fill_posts(election: Election, since: date, by: User) -> None:
    posts = posts_of(election)
    people = {member.pk: member for member in Member.objects.filter(pk__in=posts).select_related("user")}
    without = [people[pk].name for pk in posts if people[pk].user_id is None]
    require(
        not without,
        f"{'、'.join(without)}还没有账号，不能任职。请先在党员名册里给他们开账号。",
        code="no_account",
    )
    _relieve(election, since, by, {post for _label, post in posts.values()})
    for pk, (_label, post) in posts.items():
        holder = people[pk].user
        assert holder is not None
        appoint(holder, election.branch, post, since=since, by=by)
    if election.kind == ElectionKind.TERM:
        open_term(
            election.branch,
            since=since,
            has_committee=election.has_committee,
            seats=election.seats - election.fewer,
            by=by,
        )


def _relieve(election: Election, since: date, by: User, new_posts: set[str]) -> None:
    """At a new term all posts of the old one; at a by-election only a post that one person alone can hold."""
    held = Appointment.objects.filter(
        organization=election.branch, post__in=COMMITTEE_POSTS, period__endswith__isnull=True
    )
    if election.kind == ElectionKind.BY_ELECTION:
        held = held.filter(post__in=ONE_HOLDER & new_posts)
    for appointment in held:
        relieve(appointment, day=since, by=by, reason=f"{election.title}"[:100])
