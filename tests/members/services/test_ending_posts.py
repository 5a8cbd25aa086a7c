"""A decision ends the posts it names, wherever they are; entered by mistake, they go on (MEM-02, MEM-20)."""

from datetime import date, timedelta

import pytest

from members.choices import Post
from members.choices_standing import DecisionKind
from members.models import Appointment, DisciplineFact, ExemptionSpell
from members.reports.discipline import resting_votes
from members.reports.posts_ended import left_ended
from members.services import deciding, disciplining
from members.services.disciplining import Decision
from partywork.common.errors import DomainError
from partywork.common.uploads import PDF, CleanFile
from partywork.models import JournalEntry
from tests.factories.members import appoint, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
D = date
TODAY, SINCE = D(2026, 6, 18), D(2026, 6, 10)
PAPER = CleanFile(b"%PDF-1.4 decision", PDF, "决定.pdf")


@pytest.fixture
def posts(world):
    """One in the branch, one in the committee above."""
    here = appoint(world.member, world.branch, Post.PUBLICITY_MEMBER)
    above = appoint(world.member, world.committee, Post.COMMITTEE_MEMBER)
    return here, above


def enter(world, kind="dismissed", **fields):
    until = D(2027, 6, 10) if kind == "probation" else None
    decision = Decision(kind, SINCE, "区纪委", "3号", SINCE, until, **fields)
    return disciplining.enter_decision(world.plain_member, world.branch, decision, by=world.secretary)


def expel(world, day=SINCE):
    decision = deciding.Decision(DecisionKind.EXPULSION, day, day, "开字9号", "区委")
    member = world.plain_member
    return deciding.decide(member, decision, paper=PAPER, by=world.secretary)


def held(world, day=TODAY):
    return {post.post for post in Appointment.objects.on(day).filter(holder=world.member)}


BOTH = {Post.PUBLICITY_MEMBER, Post.COMMITTEE_MEMBER}


@pytest.mark.parametrize("kind", ["dismissed", "probation"])
def test_all_posts_end_on_the_first_day_and_were_held_until_the_day_before(world, posts, kind):
    enter(world, kind)

    assert held(world, SINCE - timedelta(days=1)) == BOTH
    assert held(world, SINCE) == set()


@pytest.mark.parametrize("kind", ["warning", "serious_warning"])
def test_a_warning_leaves_the_posts(world, posts, kind):
    enter(world, kind)

    assert held(world) == BOTH


def test_the_decision_names_the_posts_it_ends(world, posts):
    here, above = posts
    enter(world, posts=frozenset({above.pk}))

    assert held(world) == {here.post}


def test_a_post_of_somebody_else_is_not_ended_by_its_number(world, posts):
    other = appoint(make_user(name="郑九"), world.branch, Post.COMMITTEE_MEMBER)

    enter(world, posts=frozenset({other.pk}))

    assert Appointment.objects.on(TODAY).filter(pk=other.pk).exists()
    assert held(world) == BOTH


def test_out_of_the_party_is_out_of_every_post(world, posts):
    expel(world)

    assert held(world, SINCE - timedelta(days=1)) == BOTH
    assert held(world, SINCE) == set()


def test_a_post_begun_after_the_decision_ends_on_the_day_it_is_entered(world):
    since = D(2026, 6, 15)
    Appointment.objects.create(
        holder=world.member, organization=world.committee, post=Post.OFFICER, period=(since, None)
    )
    expel(world)

    assert held(world, since) == {Post.OFFICER}
    assert held(world) == set()


@pytest.mark.parametrize("cause", ["dismissed", "probation", "expulsion"])
def test_entered_by_mistake_the_posts_go_on_without_a_gap(world, posts, cause):
    if cause == "expulsion":
        made = expel(world)
        deciding.undo(made, reason="登错了人", by=world.secretary)
    else:
        made = enter(world, cause)
        for _ in range(2):
            disciplining.take_back(made, reason="登错了人", by=world.secretary)

    assert held(world) == held(world, SINCE) == BOTH
    assert Appointment.objects.filter(holder=world.member).count() == 2
    assert left_ended(made) == ""


def test_a_post_begun_today_and_ended_today_comes_back_too(world):
    appoint(world.member, world.branch, Post.PUBLICITY_MEMBER, since=TODAY)
    made = enter(world)
    assert not Appointment.objects.filter(holder=world.member).exists()

    disciplining.take_back(made, reason="登错了人", by=world.secretary)

    assert held(world) == {Post.PUBLICITY_MEMBER}


def test_a_post_somebody_else_has_taken_stays_his_and_that_is_said(world):
    Appointment.objects.filter(organization=world.foreign_branch).delete()
    appoint(world.member, world.foreign_branch, Post.SECRETARY)
    made = enter(world)
    appoint(make_user(name="郑九"), world.foreign_branch, Post.SECRETARY, since=D(2026, 6, 12))

    disciplining.take_back(made, reason="登错了人", by=world.secretary)

    assert held(world) == set()
    assert left_ended(made) == "另一支部书记已另有安排，没有恢复。"


def test_what_was_relieved_for_another_reason_is_not_given_back(world, posts):
    from members.services.appointing import relieve

    here, _above = posts
    relieve(here, day=D(2026, 6, 5), by=world.reviewer)
    made = enter(world)
    disciplining.take_back(made, reason="登错了人", by=world.secretary)

    assert held(world) == {Post.COMMITTEE_MEMBER}


def test_a_detention_entered_by_mistake_gives_back_vote_and_seat(world):
    fact = enter(world, "detained")
    assert ExemptionSpell.objects.exists()
    with pytest.raises(DomainError, match="理由"):
        disciplining.take_back(fact, reason=" ", by=world.secretary)

    disciplining.take_back(fact, reason="登错了人", by=world.secretary)

    assert not ExemptionSpell.objects.exists()
    assert resting_votes([world.plain_member.pk], SINCE) == frozenset()
    assert DisciplineFact.objects.get().undone_reason == "登错了人"
    with pytest.raises(DomainError, match="已经撤回"):
        disciplining.lift(fact, on=TODAY, paper="1号", by=world.secretary)


def test_of_two_detentions_the_other_one_still_keeps_away(world):
    wrong = enter(world, "detained")
    right = Decision("detained", D(2026, 6, 12), "区监委", "捕2号", D(2026, 6, 12))
    disciplining.enter_decision(world.plain_member, world.branch, right, by=world.secretary)

    disciplining.take_back(wrong, reason="登错了日期", by=world.secretary)

    spans = ExemptionSpell.objects.order_by("since").values_list("since", flat=True)
    assert list(spans) == [D(2026, 6, 12)]


def test_taken_back_the_same_paper_can_be_entered_again(world, posts):
    wrong = enter(world)
    disciplining.take_back(wrong, reason="日期不对", by=world.secretary)

    again = enter(world)

    assert again != wrong
    assert held(world) == set()


def test_the_journal_of_a_post_says_no_word_why(world, posts):
    made = enter(world)
    disciplining.take_back(made, reason="登错了人", by=world.secretary)

    said = JournalEntry.objects.filter(model="members.appointment").values_list("reason", flat=True)
    assert not any("撤销" in words or "处分" in words or "登错" in words for words in said)


def test_a_restored_detention_after_a_wrong_expulsion_ends_no_new_posts(world, posts):
    enter(world, "probation")
    later = appoint(world.member, world.branch, Post.COMMITTEE_MEMBER, since=D(2026, 6, 14))
    made = expel(world, D(2026, 6, 16))
    deciding.undo(made, reason="登错了人", by=world.secretary)

    assert Appointment.objects.on(TODAY).filter(holder=world.member, post=later.post).exists()
