"""Only the organization a filing is addressed to answers it; whoever stands above reads along (E-76)."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from activities.choices import FilingState
from activities.models import Filing, Notice
from activities.services import filing as filings
from activities.services import planning, preparing
from branches.models import Organization
from branches.services.structuring import dissolve, move
from members.choices import Post
from members.models import User
from members.services.reorganizing import merge
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import appoint, make_member, make_user

TODAY = date(2026, 6, 18)


@dataclass
class Chain:
    """A branch below a committee below the committee of the world."""

    between: Organization
    branch: Organization
    direct: User
    higher: User
    secretary: User
    filing: Filing

    @property
    def asked(self) -> dict[str, object]:
        return {"round_number": 1, "answer": "请改。", "part": ""}


@pytest.fixture
def chain(world, today) -> Chain:
    between = make_committee(parent=world.committee, name="学院党委")
    branch = make_branch(parent=between, name="下级支部")
    direct, secretary = make_user("direct", name="直一"), make_user("sec2", name="书二")
    appoint(direct, between, Post.OFFICER)
    appoint(secretary, branch, Post.SECRETARY)
    make_member(branch, name="书二", user=secretary)
    handed_in = preparing.ask_approval(make_activity(branch, date(2026, 6, 25)), by=secretary)
    return Chain(between, branch, direct, world.reviewer, secretary, handed_in)


@pytest.mark.parametrize("verb", ["acceptance", "returning"])
def test_the_higher_official_reads_and_is_refused_by_the_page(chain, client_for, verb):
    client = client_for(chain.higher)

    page = client.get(f"/filings/{chain.filing.pk}/")
    answer = client.post(f"/filings/{chain.filing.pk}/{verb}/", chain.asked)

    assert (page.status_code, answer.status_code) == (200, 403)
    assert "受理</button>" not in page.content.decode()
    assert "由学院党委答复；您可以看，不能代为受理或退回。" in page.content.decode()
    chain.filing.refresh_from_db()
    assert chain.filing.state == FilingState.SUBMITTED


@pytest.mark.parametrize("verb", ["acceptance", "returning"])
def test_the_direct_superior_has_both_buttons_and_both_steps(chain, client_for, verb):
    client = client_for(chain.direct)

    assert "受理</button>" in client.get(f"/filings/{chain.filing.pk}/").content.decode()
    assert client.post(f"/filings/{chain.filing.pk}/{verb}/", chain.asked).status_code == 302


def test_the_verbs_refuse_the_higher_official_whatever_door_he_comes_through(chain):
    for verb in (filings.accept, filings.return_):
        with pytest.raises(DomainError, match="由学院党委答复") as refusal:
            verb(chain.filing, by=chain.higher, answer="请改。")
        assert refusal.value.code == "not_addressee"


def test_the_verbs_refuse_an_official_whose_post_has_ended(chain, today):
    today.move_to(datetime(2026, 6, 19, 9, tzinfo=clock.OFFICE))
    chain.direct.appointments.update(period=("2015-01-01", "2026-06-19"))

    with pytest.raises(DomainError, match="由学院党委答复"):
        filings.accept(chain.filing, by=chain.direct)


def test_the_queue_holds_what_is_addressed_to_the_own_committee_and_the_board_shows_the_rest(
    world, chain, client_for
):
    own = planning.submit(_plan(world.branch, world.secretary), by=world.secretary)
    client = client_for(chain.higher)

    queue = client.get("/queue/").context["queue"]
    board = client.get("/board/").context["board"]

    assert [case.filing.pk for case in (*queue.exceptions, *queue.clean)] == [own.pk]
    assert queue.total == 1
    assert "下级支部" in [row.branch.name for row in board.rows]


def test_many_at_once_by_a_higher_official_accept_nothing(chain, client_for):
    answer = client_for(chain.higher).post(
        "/queue/acceptances/", {"filing": [f"{chain.filing.pk}:1"]}, follow=True
    )

    assert answer.status_code == 403
    chain.filing.refresh_from_db()
    assert chain.filing.state == FilingState.SUBMITTED


def test_whoever_holds_a_post_in_both_places_answers_for_both(world, chain, client_for):
    appoint(chain.higher, chain.between, Post.SECRETARY)

    answer = client_for(chain.higher).post(f"/filings/{chain.filing.pk}/acceptance/", chain.asked)

    assert answer.status_code == 302


def test_a_branch_that_moves_takes_what_waits_to_its_new_superior(world, chain, client_for):
    move(chain.branch, world.foreign_committee, day=TODAY, by=None, reason="调整")
    foreign = make_user("foreign", name="外委")
    appoint(foreign, world.foreign_committee, Post.OFFICER)

    chain.filing.refresh_from_db()
    assert chain.filing.to == world.foreign_committee
    assert client_for(chain.direct).get(f"/filings/{chain.filing.pk}/").status_code == 404
    answered = client_for(foreign).post(f"/filings/{chain.filing.pk}/acceptance/", chain.asked)
    assert answered.status_code == 302
    entry = JournalEntry.objects.get(verb="readdress")
    assert (entry.before, entry.after) == ("学院党委", "另一工作委员会")


def test_the_new_superior_is_told_and_has_his_own_days(world, chain, today):
    foreign = make_user("foreign", name="外委")
    appoint(foreign, world.foreign_committee, Post.OFFICER)
    today.move_to(datetime(2026, 6, 25, 9, tzinfo=clock.OFFICE))
    before = chain.filing.answer_due_at

    move(chain.branch, world.foreign_committee, day=date(2026, 6, 25), by=None)

    chain.filing.refresh_from_db()
    assert chain.filing.answer_due_at > before
    assert Notice.objects.filter(recipient=foreign).exists()


def test_what_was_answered_stays_with_whoever_answered(world, chain):
    filings.accept(chain.filing, by=chain.direct)

    move(chain.branch, world.foreign_committee, day=TODAY, by=None)

    chain.filing.refresh_from_db()
    assert chain.filing.to == chain.between


def test_a_dissolved_addressee_leaves_what_waits_to_the_one_above(world, chain, client_for):
    Organization.objects.filter(pk=chain.branch.pk).update(dissolved_on=TODAY, dissolution="dissolved")

    dissolve(
        Organization.objects.get(pk=chain.between.pk), day=TODAY, dissolution="dissolved", by=world.reviewer
    )

    chain.filing.refresh_from_db()
    assert chain.filing.to == world.committee
    answered = client_for(chain.higher).post(f"/filings/{chain.filing.pk}/acceptance/", chain.asked)
    assert answered.status_code == 302


def test_a_merged_addressee_leaves_what_waits_to_its_successor(world, chain):
    successor = make_committee(parent=world.committee, name="大学院党委")
    Organization.objects.filter(pk=chain.branch.pk).update(dissolved_on=TODAY, dissolution="dissolved")

    merge(Organization.objects.get(pk=chain.between.pk), successor, day=TODAY, by=world.reviewer)

    chain.filing.refresh_from_db()
    assert chain.filing.to == successor


def test_a_filing_of_a_branch_that_is_no_more_is_accepted_and_not_returned(world, chain):
    Organization.objects.filter(pk=chain.branch.pk).update(dissolved_on=TODAY, dissolution="dissolved")

    with pytest.raises(DomainError, match="退回后没有人能改"):
        filings.return_(chain.filing, by=chain.direct, answer="请改。")
    assert filings.accept(chain.filing, by=chain.direct).state == FilingState.ACCEPTED


def _plan(branch: Organization, by: User) -> object:
    plan = planning.begin(branch, 2026, by=by)
    for month in range(1, 13):
        planning.add_row(plan, by=by, fields={"month": month, "content": f"{month}月学习"})
    return plan
