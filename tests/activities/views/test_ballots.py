"""Votes on the pages: nothing typed is lost, nobody sees a running count, and a ballot leaves no trace on its way."""

import logging
import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.models import Ballot, Notice, SecretCount, SecretRoll, VoterExclusion, WrittenOpinion
from activities.services import balloting, counting
from members.choices import Post
from partywork.models import JournalEntry
from tests.factories.ballots import DURING, make_ballot, make_voting
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(world):
    return make_branch(parent=world.committee, name="财务支部")


@pytest.fixture
def clerk(place):
    clerk = make_user(name="文书")
    appoint(clerk, place, Post.SECRETARY)
    return clerk


@pytest.fixture
def voting(place, clerk, today):
    today.move_to(DURING)
    return make_voting(place, clerk)


@pytest.fixture
def desk(clerk, client_for):
    return client_for(clerk)


def text_of(answer):
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", answer.content.decode()))


def prepared(voting, **fields):
    return {
        "kind": "V-ADM",
        "step": "admit",
        "subject": "孙八",
        "method": "electronic",
        "chair": voting.people[0].pk,
        "teller": voting.people[1].pk,
        **fields,
    }


def test_a_vote_is_put_on_the_list_and_opened(voting, desk):
    answer = desk.post(reverse("activity_ballots", args=[voting.activity.pk]), prepared(voting), follow=True)

    ballot = Ballot.objects.get(subject="孙八")
    assert answer.redirect_chain[-1][0] == reverse("ballot_detail", args=[ballot.pk])
    assert "应到有表决权的正式党员10人，实到7人，符合“超过半数”（至少6人），可以开始" in text_of(answer)
    desk.post(reverse("ballot_opening", args=[ballot.pk]))
    assert Ballot.objects.get(pk=ballot.pk).state == "open"


def test_a_refused_question_stands_as_it_was_typed(voting, desk):
    typed = prepared(voting, subject="孙八、吴九")
    answer = desk.post(reverse("activity_ballots", args=[voting.activity.pk]), typed)

    assert answer.status_code == 422
    assert 'value="孙八、吴九"' in answer.content.decode()
    assert "写了2个人的名字，须逐个讨论和表决，一人一项（《中国共产党发展党员工作细则》" in text_of(answer)
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("kind=V-ADM&step=admit", {"subject", "method", "teller"}, {"title", "subject_member", "matter"}),
        ("kind=V-ADM", {"step", "subject_member"}, {"title", "subject"}),
        ("kind=V-GEN", {"title", "matter"}, {"subject", "step"}),
        ("kind=V-PUN", {"title"}, {"matter", "step"}),
    ],
)
def test_a_kind_of_vote_shows_the_boxes_it_needs(voting, desk, query, shown, hidden):
    form = desk.get(f"{reverse('activity_ballots', args=[voting.activity.pk])}?{query}").context["form"]

    assert shown <= set(form.fields)
    assert not hidden & set(form.fields)


@pytest.mark.parametrize(
    "query", ["kind=V-COM", "kind=V-ELE", "kind=<b>", "item=999999", "item=x", "step=zz"]
)
def test_a_kind_that_is_not_voted_on_here_shows_no_form(voting, desk, query):
    answer = desk.get(f"{reverse('activity_ballots', args=[voting.activity.pk])}?{query}")

    assert answer.status_code == 200
    assert answer.context["form"] is None


def test_an_item_of_the_agenda_brings_its_kind_and_its_words(voting, desk):
    item = voting.activity.agenda.create(position=1, title="讨论孙八入党", tag="vote", matter="admission")
    page = desk.get(reverse("activity_detail", args=[voting.activity.pk]))
    assert f"?item={item.pk}#add" in page.content.decode()

    form = desk.get(f"{reverse('activity_ballots', args=[voting.activity.pk])}?item={item.pk}").context[
        "form"
    ]

    assert form.label == "接收预备党员"
    assert form["item"].value() == item.pk


def test_without_a_quorum_the_page_says_the_numbers_and_nothing_begins(place, clerk, desk, today):
    today.move_to(DURING)
    ballot = make_voting(place, clerk, there=5).ballot

    answer = desk.post(reverse("ballot_opening", args=[ballot.pk]), follow=True)

    assert "应到有表决权的正式党员10人，实到5人，不足“超过半数”（至少6人），不能开始表决" in text_of(answer)
    assert Ballot.objects.get().state == "prepared"


def test_a_wrong_count_is_refused_at_its_box_with_everything_typed(place, clerk, desk, today):
    today.move_to(DURING)
    ballot = make_voting(place, clerk, method="paper").ballot
    balloting.open_ballot(ballot, by=clerk)
    typed = {"issued": 7, "returned": 8, "void": 1, "in_favour": 6, "against": 1, "abstained": 0}

    answer = desk.post(reverse("ballot_count", args=[ballot.pk]), typed)

    assert answer.status_code == 422
    assert "发出7张，收回8张，收回多于发出，这次投票无效，请作废后重新投票" in text_of(answer)
    form = answer.context["count_form"]
    assert {name: int(form[name].value()) for name in typed} == typed
    assert not Ballot.objects.get().is_counted


def test_paper_is_counted_and_confirmed_by_two(place, clerk, desk, client_for, today):
    today.move_to(DURING)
    voting = make_voting(place, clerk, method="paper")
    ballot = balloting.open_ballot(voting.ballot, by=clerk)
    typed = {"issued": 7, "returned": 7, "void": 0, "in_favour": 6, "against": 1, "abstained": 0}
    desk.post(reverse("ballot_count", args=[ballot.pk]), typed)

    refused = desk.post(reverse("ballot_confirmation", args=[ballot.pk]), follow=True)
    assert "结束表决要主持人丙1和监票人丙2两个人各自确认。" in text_of(refused)
    for person in voting.people[:2]:
        own = client_for(person.user)
        home = own.get(reverse("my_home"))
        assert "去确认" in text_of(home)
        own.post(reverse("my_ballot_confirmation", args=[ballot.pk]))

    result = desk.get(reverse("ballot_detail", args=[ballot.pk]))
    assert "赞成6票>应到10人÷2=5" in text_of(result).replace("&gt;", ">")
    assert desk.post(reverse("ballot_announcement", args=[ballot.pk])).status_code == 302
    assert Ballot.objects.get().state == "announced"


def test_a_written_opinion_and_an_exclusion_from_their_forms(voting, desk):
    opinions = reverse("ballot_opinions", args=[voting.ballot.pk])
    typed = {"member": voting.people[8].pk, "choice": "for", "day": "2026-06-18", "at": "13:59"}

    unsigned = desk.post(opinions, typed)
    assert unsigned.status_code == 422
    assert "没有签名的和口头的意见不算票" in text_of(unsigned)
    late = desk.post(opinions, {**typed, "at": "14:00", "is_signed": "on"})
    assert "须在会前收到才算票" in text_of(late)
    assert 'value="14:00"' in late.content.decode()
    assert desk.post(opinions, {**typed, "is_signed": "on"}).status_code == 302
    assert WrittenOpinion.objects.get().choice == "for"

    exclusions = reverse("activity_exclusions", args=[voting.activity.pk])
    half = {"member": voting.people[9].pk, "reason": "abroad", "consent": "工委〔2026〕5号"}
    assert "要写文号和日期" in text_of(desk.post(exclusions, half))
    desk.post(exclusions, {**half, "consent_on": "2026-06-01"})
    desk.post(reverse("ballot_exclusion_approval", args=[VoterExclusion.objects.get().pk]))
    assert "应到9有表决权" in text_of(desk.get(reverse("ballot_detail", args=[voting.ballot.pk])))


def test_what_a_written_opinion_says_is_for_who_runs_the_meeting(voting, desk, world, client_for):
    desk.post(
        reverse("ballot_opinions", args=[voting.ballot.pk]),
        {
            "member": voting.people[8].pk,
            "choice": "against",
            "day": "2026-06-18",
            "at": "9:00",
            "is_signed": "on",
        },
    )
    address = reverse("ballot_detail", args=[voting.ballot.pk])
    assert "丙9反对" in text_of(desk.get(address))

    above = text_of(client_for(world.reviewer).get(address))

    assert "丙9" in above
    assert "丙9反对" not in above


class TestOnThePhone:
    @pytest.fixture
    def ballot(self, voting, clerk):
        return balloting.open_ballot(voting.ballot, by=clerk)

    @pytest.fixture
    def phone(self, voting, client_for):
        return client_for(voting.there[3].user)

    def test_three_taps_and_a_word_that_it_has_arrived(self, ballot, phone):
        address = reverse("my_ballot", args=[ballot.pk])
        assert "去投票" in text_of(phone.get(reverse("my_home")))

        assert "您投过票了" in text_of(phone.post(address, {"choice": "against"}))
        assert "去投票" not in text_of(phone.get(reverse("my_home")))
        again = phone.post(address, {"choice": "for"})

        assert again.status_code == 422
        assert "您已经投过票了：发出7张，一人一票，不能再投" in text_of(again)
        assert secret_sums() == {"for": 0, "against": 1, "abstain": 0}

    def test_without_a_choice_it_is_asked_for_again(self, ballot, phone):
        answer = phone.post(reverse("my_ballot", args=[ballot.pk]), {})

        assert answer.status_code == 422
        assert "还没有选。请选赞成、反对或弃权" in text_of(answer)

    def test_nobody_of_another_branch_finds_it(self, ballot, client_for, world):
        stranger = make_member(make_branch(), name="外二", user=make_user("stranger"))

        for user in (stranger.user, world.outsider):
            assert client_for(user).get(reverse("my_ballot", args=[ballot.pk])).status_code == 404
            assert (
                client_for(user).post(reverse("my_ballot", args=[ballot.pk]), {"choice": "for"}).status_code
                == 404
            )
        assert secret_sums() == {"for": 0, "against": 0, "abstain": 0}

    def test_a_slow_voter_is_told_that_it_is_over(self, ballot, voting, phone):
        for person in voting.people[:2]:
            counting.confirm(ballot, by=person.user)

        answer = phone.post(reverse("my_ballot", args=[ballot.pk]), {"choice": "for"})

        assert answer.status_code == 422
        assert "表决已经结束：发出7张，收回0张，结束以后不再收票" in text_of(answer)

    def test_no_page_shows_a_running_count(self, ballot, voting, desk, world, client_for):
        for person in voting.there[2:6]:
            balloting.cast(ballot, person, choice="against")
        looks = [
            desk.get(reverse("ballot_detail", args=[ballot.pk])),
            desk.get(reverse("ballot_state", args=[ballot.pk])),
            desk.get(reverse("activity_ballots", args=[voting.activity.pk])),
            desk.get(reverse("activity_detail", args=[voting.activity.pk])),
            client_for(world.reviewer).get(reverse("ballot_detail", args=[ballot.pk])),
            client_for(voting.people[0].user).get(reverse("my_ballot", args=[ballot.pk])),
            client_for(voting.people[1].user).get(reverse("my_ballot", args=[ballot.pk])),
            desk.post(reverse("ballot_document", args=[ballot.pk]), follow=True),
        ]

        assert "4/7张已收回" in text_of(looks[0])
        for look in looks:
            body = text_of(look)
            assert not re.search(r"反对\D{0,3}4|4\D{0,3}反对", body)
            assert "赞成0" not in body
        counting.confirm(ballot, by=voting.people[0].user)
        assert "反对4票" not in text_of(desk.get(reverse("ballot_detail", args=[ballot.pk])))
        counting.confirm(ballot, by=voting.people[1].user)
        assert "反对4票" in text_of(desk.get(reverse("ballot_detail", args=[ballot.pk])))
        assert desk.get(reverse("ballot_state", args=[ballot.pk]))["HX-Redirect"]

    def test_a_ballot_leaves_no_trace_of_the_person_on_its_way(self, ballot, voting, phone, caplog):
        address = reverse("my_ballot", args=[ballot.pk])
        phone.get(address)
        user = voting.there[3].user
        kept = {
            "journal": list(JournalEntry.objects.values_list("pk", flat=True)),
            "sessions": list(Session.objects.values_list("session_key", "session_data", "expire_date")),
            "notices": list(Notice.objects.order_by("pk").values_list("pk", "read_at")),
            "login": type(user).objects.get(pk=user.pk).last_login,
            "cache": {key for key in cache._cache.get_client().keys("*") if b"session" not in key},
        }

        with caplog.at_level(logging.DEBUG):
            caplog.clear()
            answer = phone.post(address, {"choice": "abstain"})

        assert answer.status_code == 200
        assert secret_sums()["abstain"] == 1
        assert kept == {
            "journal": list(JournalEntry.objects.values_list("pk", flat=True)),
            "sessions": list(Session.objects.values_list("session_key", "session_data", "expire_date")),
            "notices": list(Notice.objects.order_by("pk").values_list("pk", "read_at")),
            "login": type(user).objects.get(pk=user.pk).last_login,
            "cache": {key for key in cache._cache.get_client().keys("*") if b"session" not in key},
        }
        said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
        assert not [line for line in said if "abstain" in line or user.username in line or "弃权" in line]
        assert not answer.cookies.get("messages")

    def test_after_the_vote_neither_journal_nor_ballot_knows_who_voted(self, ballot, voting):
        for person in voting.there[2:5]:
            balloting.cast(ballot, person, choice="for")
        assert SecretRoll.objects.get().voted
        for person in voting.people[:2]:
            counting.confirm(ballot, by=person.user)

        assert not SecretRoll.objects.exists()
        actors = set(JournalEntry.objects.values_list("actor", flat=True))
        assert not actors & {person.user_id for person in voting.there[2:]}

    def test_the_written_opinions_cannot_be_worked_out_from_the_sums(self, place, clerk, desk, today):
        today.move_to(DURING)
        voting = make_voting(place, clerk)
        desk.post(
            reverse("ballot_opinions", args=[voting.ballot.pk]),
            {
                "member": voting.people[8].pk,
                "choice": "against",
                "day": "2026-06-18",
                "at": "9:00",
                "is_signed": "on",
            },
        )
        ballot = balloting.open_ballot(voting.ballot, by=clerk)
        for person in voting.there:
            balloting.cast(ballot, person, choice="for")
        for person in voting.people[:2]:
            ballot = counting.confirm(ballot, by=person.user)

        assert (ballot.in_favour, ballot.against, ballot.written) == (7, 1, 1)
        assert SecretCount.objects.get().counts == {}  # else 7 for beside 7:1 would say what 丙9 had written
        assert WrittenOpinion.objects.get().choice == ""


def secret_sums():
    return SecretCount.objects.get().counts["decision"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_costs_the_same_for_one_vote_and_for_three(voting, clerk, desk, item_count):
    for number in range(item_count - 1):
        make_ballot(voting.activity, clerk, *voting.people[:2], subject=f"孙{number}")
    address = reverse("activity_ballots", args=[voting.activity.pk])
    desk.get(address)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = desk.get(address)

    assert len(answer.context["lines"]) == item_count
    assert len(asked) == 8
