"""The pages of terms and elections: what stands on them, who sees them, what is refused with everything typed kept."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.choices_elections import ElectionKind, Office, RoundState
from activities.models import Election, ElectionRound
from activities.services import election_papers, election_rounds, filing
from branches.models import Term
from members.models import Appointment
from tests.factories.elections import (
    ELECTED,
    agreed,
    announced,
    begun,
    elected_all,
    handed_out,
    make_ground,
    ready,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(db, today):
    return make_ground(today)


@pytest.fixture
def desk(ground, client_for):
    return client_for(ground.secretary)


def text_of(answer):
    return answer.content.decode()


def test_the_term_page_says_until_when_and_by_which_rule(ground, desk):
    body = text_of(desk.get(reverse("term_page")))
    for part in ("第4届", "还有37天", "2026年7月25日", "按期", "请示延期或提前", "开始选举"):
        assert part in body


def test_a_branch_without_a_term_is_asked_to_enter_it(db, today, client_for):
    ground = make_ground(today, with_term=False)
    desk = client_for(ground.secretary)
    assert "还没有登记本届任期" in text_of(desk.get(reverse("term_page")))

    answer = desk.post(
        reverse("term_entry"), {"number": 3, "since": "2024-07-01", "has_committee": "on", "seats": 3}
    )
    assert answer["Location"] == reverse("term_page")
    assert Term.objects.get(branch=ground.branch).due_on == date(2027, 7, 1)


def test_an_extension_over_a_year_keeps_what_was_typed(ground, desk):
    answer = desk.post(
        reverse("term_shift", args=[ground.term.pk]), {"new_due": "2027-08-01", "reason": "机构改革"}
    )
    body = text_of(answer)
    assert answer.status_code == 422
    assert "最迟2027年7月25日" in body
    assert 'value="机构改革"' in body


def test_an_election_is_walked_from_page_to_page(ground, desk, client_for, today):
    official = client_for(ground.official)

    answer = desk.post(reverse("election_new"), {"kind": "term"})
    election = Election.objects.get()
    page = reverse("election_detail", args=[election.pk])
    assert answer["Location"] == page
    assert "现在办：支委会研究" in text_of(desk.get(page))

    step = {"studied_on": "2026-06-18", "planned_on": "2026-07-20", "seats": "3"}
    assert desk.post(reverse("election_study", args=[election.pk]), step).status_code == 302
    desk.post(reverse("election_request", args=[election.pk]))
    assert "等上级答复：上级批复" in text_of(desk.get(page))

    queue = text_of(official.get(reverse("queue")))
    assert "选举请示，逐件批复" in queue
    handed = election.papers.get().filing
    body = text_of(official.get(reverse("filing_detail", args=[handed.pk])))
    assert "支部委员3名，差额不少于20%，候选人至少4名" in body
    official.post(reverse("filing_acceptance", args=[handed.pk]), {"round_number": 1, "answer": "同意。"})
    assert "现在办：推荐提名" in text_of(desk.get(page))

    names = reverse("election_candidates", args=[election.pk])
    chosen = {f"listed_{pk}": "on" for pk in ground.keys[:4]} | {f"by_{ground.keys[0]}": "7"}
    assert desk.post(f"{names}?office=committee", chosen).status_code == 302
    desk.post(f"{names}?office=secretary", {f"listed_{ground.keys[0]}": "on"})
    assert "丁一、马二、王三、李四" in text_of(desk.get(page))
    desk.post(reverse("election_slate", args=[election.pk]))
    slate = election.papers.get(kind="slate").filing
    assert "7人推荐" in text_of(official.get(reverse("filing_detail", args=[slate.pk])))
    official.post(reverse("filing_acceptance", args=[slate.pk]), {"round_number": 1, "answer": "同意。"})
    assert "现在办：党员大会选举" in text_of(desk.get(page))


def test_ballots_are_made_ready_counted_and_announced_by_pages(ground, desk):
    election = ready(ground)
    page = reverse("election_detail", args=[election.pk])
    assert "第一次投票，应选 3 名" in text_of(desk.get(page))
    form = {
        "office": "committee",
        "method": "paper",
        "teller": ground.keys[7],
        "counter": ground.keys[6],
    }
    answer = desk.post(reverse("election_rounds", args=[election.pk]), form)
    round_ = ElectionRound.objects.get()
    here = reverse("round_detail", args=[round_.pk])
    assert answer["Location"] == here
    assert "应到8人，实到8人，不少于五分之四（7人），可以选举" in text_of(desk.get(here))
    desk.post(reverse("round_opening", args=[round_.pk]))

    sheet = {"issued": 8, "returned": 8, "valid": 8, "void": 0}
    for line, votes in zip(round_.lines.all(), (8, 7, 6, 1), strict=True):
        sheet |= {
            f"for_{line.member_id}": votes,
            f"against_{line.member_id}": 8 - votes,
            f"abstain_{line.member_id}": 0,
        }
    wrong = desk.post(reverse("round_count", args=[round_.pk]), sheet | {"valid": 7})
    assert wrong.status_code == 422
    assert "有效7张加无效0张是7张，与收回的8张不符" in text_of(wrong)
    assert 'value="6"' in text_of(wrong)

    desk.post(reverse("round_count", args=[round_.pk]), sheet)
    body = text_of(desk.get(here))
    assert "赞成须超过实到8人的一半，至少5票。" in body
    assert "应选3人，当选3人：丁一（8票）、马二（7票）、王三（6票）。" in body
    desk.post(reverse("round_announcement", args=[round_.pk]))
    assert "现在办：支委会选举" in text_of(desk.get(page))


def test_more_returned_than_issued_is_said_on_the_page_and_repeated(ground, desk):
    election = ready(ground)
    round_ = handed_out(ground, election)
    sheet = {"issued": 8, "returned": 9, "valid": 9, "void": 0}
    for line in round_.lines.all():
        sheet |= {f"{key}_{line.member_id}": 0 for key in ("for", "against", "abstain")}
    desk.post(reverse("round_count", args=[round_.pk]), sheet)
    round_.refresh_from_db()
    assert round_.state == RoundState.VOID
    body = text_of(desk.get(reverse("election_detail", args=[election.pk])))
    assert "收回多于发出，选举无效，应重新选举" in body
    assert "备好选票" in body


def test_phones_vote_in_secret_and_two_people_close(ground, desk, client_for):
    election = ready(ground)
    round_ = handed_out(ground, election, method="phone")
    ballot = reverse("my_election", args=[round_.pk])
    phones = [client_for(member.user) for member in ground.members]
    assert "应选 3 名" in text_of(phones[1].get(ballot))

    choice = {f"m{pk}": "for" for pk in ground.keys[:4]}
    too_many = phones[1].post(ballot, choice)
    assert too_many.status_code == 422
    assert "这张票选了4人，多于应选的3人，会成为无效票。请减少1人。" in text_of(too_many)

    for number, phone in enumerate(phones):
        chosen = {f"m{pk}": "for" for pk in ground.keys[: 3 if number < 6 else 2]}
        assert phone.post(ballot, chosen).status_code == 302
    assert "您已经投过票了" in text_of(phones[0].post(ballot, choice | {f"m{ground.keys[3]}": "against"}))
    assert "已投票" in text_of(phones[0].get(ballot))

    closing = reverse("my_election_closing", args=[round_.pk])
    phones[7].post(closing)
    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN
    desk.post(reverse("round_closing", args=[round_.pk]))
    phones[7].post(closing)
    round_.refresh_from_db()
    assert (round_.state, round_.returned, round_.valid) == (RoundState.COUNTED, 8, 8)
    assert [line.in_favour for line in round_.lines.all()] == [8, 8, 6, 0]
    assert "投票已经结束" in text_of(phones[0].get(ballot))


def test_a_probationary_member_has_no_ballot(ground, client_for):
    from tests.factories.members import make_member, make_user

    new = make_user(name="小新")
    make_member(ground.branch, name="小新", user=new, full_on=None)
    round_ = handed_out(ground, ready(ground), method="phone")
    phone = client_for(new)
    assert "发票时您不在名单里" in text_of(phone.get(reverse("my_election", args=[round_.pk])))
    assert "发票的名单里没有您" in text_of(phone.post(reverse("my_election", args=[round_.pk]), {}))


def test_another_branch_finds_nothing_here(ground, world, client_for):
    election = ready(ground)
    round_ = handed_out(ground, election, method="phone")
    stranger = client_for(world.secretary)
    for name, key in (
        ("election_detail", election.pk),
        ("round_detail", round_.pk),
        ("my_election", round_.pk),
        ("election_candidates", election.pk),
        ("term_shift", ground.term.pk),
    ):
        assert stranger.get(reverse(name, args=[key])).status_code == 404
    assert stranger.post(reverse("election_request", args=[election.pk])).status_code == 404


def test_a_plain_member_runs_no_election_and_an_official_only_reads(ground, client_for):
    election = begun(ground)
    member, official = client_for(ground.members[3].user), client_for(ground.official)
    page = reverse("election_detail", args=[election.pk])
    assert member.get(page).status_code == 404
    assert official.get(page).status_code == 200
    assert official.post(reverse("election_request", args=[election.pk])).status_code == 403
    assert "选举支部" in text_of(official.get(reverse("term_overview")))


def test_the_elected_take_office_by_one_press(ground, desk, client_for):
    election = elected_all(ground, ready(ground))
    filing.accept(election_papers.report_result(election, by=ground.secretary), by=ground.official)
    page = text_of(desk.get(reverse("election_detail", args=[election.pk])))
    assert "任职，开始新一届" in page
    answer = desk.post(reverse("election_office", args=[election.pk]), {"since": "2026-07-20"})
    assert answer.status_code == 302
    assert Appointment.objects.on(ELECTED).filter(organization=ground.branch).count() == 3


def test_to_do_names_the_next_step(ground, desk):
    assert "第4届任期届满，研究换届" in text_of(desk.get(reverse("home")))
    agreed(ground, begun(ground))
    body = text_of(desk.get(reverse("home")))
    assert "第5届支部委员会选举：推荐提名" in body
    assert "研究换届" not in body


def test_a_delegates_election_asks_for_the_congress(ground, desk):
    answer = desk.post(reverse("election_new"), {"kind": ElectionKind.DELEGATES})
    assert answer.status_code == 422
    assert "请写是哪一次代表大会的代表" in text_of(answer)


PAPERS = ("request", "reply", "recommend", "roster", "slate", "rules", "script", "report", "result", "duties")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_can_be_asked_for(ground, desk, paper):
    election = elected_all(ground, ready(ground))
    answer = desk.post(reverse("election_paper", args=[election.pk, paper]))
    assert answer.status_code == 302
    assert "/documents/" in answer["Location"]


def test_an_unknown_paper_is_not_there(ground, desk):
    election = begun(ground)
    assert desk.post(reverse("election_paper", args=[election.pk, "other"])).status_code == 404


@pytest.mark.parametrize("kind", [ElectionKind.BY_ELECTION, ElectionKind.DELEGATES])
def test_only_a_term_that_ends_has_a_report_of_its_work(ground, desk, kind):
    election = begun(ground, kind=kind, reason="调离", occasion="区党代会")
    assert desk.post(reverse("election_paper", args=[election.pk, "report"])).status_code == 404
    assert "工作报告" not in text_of(desk.get(reverse("election_detail", args=[election.pk])))


def _queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_overview_asks_the_same_for_one_branch_and_for_three(ground, client_for, today):
    from activities.services import electing
    from branches.services.terming import register_term
    from tests.factories.branches import make_branch

    official, address = client_for(ground.official), reverse("term_overview")
    one = _queries(official, address)
    for _ in range(2):
        branch = make_branch(parent=ground.committee)
        register_term(branch, number=1, since=date(2024, 1, 1), has_committee=False, by=None)
        electing.begin(branch, kind="term", by=ground.secretary)
    assert _queries(official, address) == one


def test_the_ballot_page_asks_the_same_for_four_names_and_for_six(ground, client_for):
    election = ready(ground, seats=3, names=ground.keys[:4])
    round_ = handed_out(ground, election)
    address = reverse("round_detail", args=[round_.pk])
    desk = client_for(ground.secretary)
    few = _queries(desk, address)
    election_rounds.void(round_, by=ground.secretary, reason="印错了")
    from activities.models import ElectionCandidate

    for pk in ground.keys[4:6]:
        ElectionCandidate.objects.create(
            election=election, member_id=pk, office=Office.COMMITTEE, is_listed=True
        )
    more = handed_out(ground, election)
    assert more.lines.count() == 6
    assert _queries(desk, reverse("round_detail", args=[more.pk])) == few


def test_a_result_is_announced_once(ground, desk):
    round_ = announced(ground, handed_out(ground, ready(ground)), [8, 7, 6, 1])
    answer = desk.post(reverse("round_announcement", args=[round_.pk]), follow=True)
    assert "不能宣布结果" in text_of(answer)
