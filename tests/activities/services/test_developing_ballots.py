"""The vote of a branch meeting becomes the step of the person it was about, once, with the numbers as counted."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from activities.models import Ballot, DevelopmentBallot
from activities.services import balloting, counting, preparing_ballots
from activities.services.developing_ballots import hand_down
from members.choices import Post
from members.choices_development import StepOutcome
from members.models import Development, User
from members.rules.development_facts import FormFilled
from members.services import developing_corrections as corrections
from partywork.common.errors import DomainError
from tests.factories.ballots import DURING, MEETING_DAY, make_ballot, make_meeting, make_voters, mark_there
from tests.factories.branches import make_branch
from tests.factories.development import make_development, walk
from tests.factories.members import appoint, make_user

pytestmark = pytest.mark.django_db
PREVIEWED = MEETING_DAY - timedelta(days=20)


@pytest.fixture
def place(world):
    return make_branch(parent=world.committee, name="财务支部")


@pytest.fixture
def clerk(place) -> User:
    clerk = make_user(name="文书")
    appoint(clerk, place, Post.SECRETARY)
    return clerk


@pytest.fixture
def voting(place, clerk, today):
    """Ten of whom seven are there; 周六's form is filled in."""
    today.move_to(DURING)
    people = make_voters(place, 10)
    development = make_development(place, by=clerk, until="reviewed", people=people)
    political = development.steps.get(key="political_review")
    corrections.do_again(political, why="过了一年", by=clerk)
    walk(development, "political_review", by=clerk, day=date(2026, 5, 6))
    walk(development, "previewed", by=clerk, day=PREVIEWED)
    walk(development, "form_filled", by=clerk, day=PREVIEWED, facts=FormFilled(number="1"))
    activity = make_meeting(place)
    mark_there(activity, people[:7])
    return activity, people, development


def put(voting, clerk: User, **fields: object) -> Ballot:
    activity, people, development = voting
    wanted = {"method": "paper", "subject": "", "development": development, **fields}
    return make_ballot(activity, clerk, people[0], people[1], **wanted)


def closed(ballot: Ballot, clerk: User, in_favour: int = 7) -> Ballot:
    balloting.open_ballot(ballot, by=clerk)
    numbers = {"in_favour": in_favour, "against": 7 - in_favour, "abstained": 0}
    counting.enter_count(ballot, by=clerk, issued=7, returned=7, void=0, **numbers)
    counting.confirm(ballot, by=ballot.chair.user)
    return counting.confirm(ballot, by=ballot.teller.user)


def test_the_numbers_of_the_vote_become_the_step_once(voting, clerk):
    development: Development = voting[2]
    ballot = closed(put(voting, clerk), clerk)

    row = hand_down(ballot, by=clerk)

    assert (row.key, row.done_on, row.is_done) == ("admitted", MEETING_DAY, True)
    numbers = [row.facts[name] for name in ("expected", "present", "in_favour", "against")]
    assert numbers == [10, 7, 7, 0]
    assert row.facts["sentence"] == ballot.sentence
    with pytest.raises(DomainError, match="已经记入周六的纪实表"):
        hand_down(ballot, by=clerk)
    assert development.steps.filter(key="admitted").count() == 1


def test_a_vote_that_did_not_pass_is_kept_beside_the_step(voting, clerk):
    row = hand_down(closed(put(voting, clerk), clerk, in_favour=5), by=clerk)

    assert row.outcome == StepOutcome.FAILED


def test_before_it_is_closed_there_is_nothing_to_hand_down(voting, clerk):
    with pytest.raises(DomainError, match="表决还没有结束"):
        hand_down(put(voting, clerk), by=clerk)


def test_a_vote_repeated_after_a_void_one_is_about_the_same_person(voting, clerk):
    ballot = put(voting, clerk)
    balloting.open_ballot(ballot, by=clerk)

    again = counting.declare_void(ballot, by=clerk, reason="票数不对")

    assert DevelopmentBallot.objects.get(ballot=again).development == voting[2]


def test_somebody_of_another_branch_is_not_put_to_the_vote(voting, clerk, world):
    stranger = make_development(world.branch, by=world.secretary, people=world.others, name="外七")

    with pytest.raises(DomainError, match="不是本支部正在培养的发展对象"):
        put(voting, clerk, development=stranger)


def test_a_vote_about_somebody_outside_the_list_is_about_nobody_here(voting, clerk):
    ballot = put(voting, clerk, development=None, subject="别人")

    assert not hasattr(Ballot.objects.get(pk=ballot.pk), "about")
    preparing_ballots.withdraw(ballot, by=clerk)


def test_on_the_page_one_press_and_it_is_to_do_until_then(voting, clerk, client_for):
    ballot = closed(put(voting, clerk), clerk)
    desk = client_for(clerk)

    assert "周六：表决结果记入纪实表" in desk.get("/").content.decode()
    page = reverse("ballot_detail", args=[ballot.pk])
    assert "记入周六的纪实表" in desk.get(page).content.decode()
    answer = desk.post(reverse("ballot_development", args=[ballot.pk]), follow=True)

    assert "应到10，实到7，赞成7" in answer.content.decode()
    assert "已记入" in desk.get(page).content.decode()
    assert "表决结果记入纪实表" not in desk.get("/").content.decode()


def test_the_form_of_a_vote_offers_who_waits_for_the_meeting(voting, clerk, client_for):
    activity, _people, development = voting
    page = reverse("activity_ballots", args=[activity.pk])

    shown = client_for(clerk).get(page, {"kind": "V-ADM", "step": "admit"}).content.decode()

    assert f'<option value="{development.pk}">周六</option>' in shown
