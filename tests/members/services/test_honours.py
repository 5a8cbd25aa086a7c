"""Honours by their steps, labels and pairs by their days, decisions by their papers (CA-03..CA-09, MEM-02)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from activities.reports.electors import person_facts
from members.choices import Post
from members.models import BrandProject, DisciplineFact, Honour, MemberLabel, Pairing
from members.reports.anniversaries import anniversaries
from members.reports.discipline import may_sponsor_on, resting_votes
from members.reports.honours import honour_page, own_record
from members.services.disciplining import Decision, enter_decision, lift
from members.services.honouring import (
    Nomination,
    bring_forward,
    choose_anniversary,
    nominate,
    pair,
    put_label,
    put_project,
    take_honour_step,
    take_off,
)
from partywork.common.errors import DomainError
from tests.factories.members import appoint, make_member, make_user

D = date
TODAY = D(2026, 6, 18)


def put_up(world, **fields) -> Honour:
    facts = {
        "kind": "excellent_member",
        "level": "city",
        "year": 2026,
        "on": TODAY,
        "member": world.plain_member,
        **fields,
    }
    return nominate(world.branch, Nomination(**facts), by=world.secretary)


def decided(world, member=None, **fields) -> DisciplineFact:
    facts = {
        "kind": "probation",
        "decided_on": D(2026, 1, 10),
        "decided_by": "区纪委",
        "paper": "区纪发〔2026〕3号",
        "since": D(2026, 1, 10),
        "until": D(2027, 1, 10),
        **fields,
    }
    return enter_decision(member or world.others[0], world.branch, Decision(**facts), by=world.secretary)


def test_nominated_recommended_and_awarded_by_a_paper(world, today):
    honour = put_up(world)
    assert put_up(world) == honour
    take_honour_step(honour, "recommend", on=TODAY, by=world.secretary)
    with pytest.raises(DomainError, match="文号"):
        take_honour_step(honour, "award", on=TODAY, by=world.secretary)

    take_honour_step(
        honour, "award", on=TODAY, paper="市委发〔2026〕9号", review_on=D(2027, 7, 1), by=world.secretary
    )
    honour.refresh_from_db()
    assert (honour.state, honour.decided_on, honour.review_on) == ("awarded", TODAY, D(2027, 7, 1))

    take_honour_step(honour, "withdraw", on=TODAY, paper="市委发〔2026〕20号", by=world.secretary)
    with pytest.raises(DomainError):
        take_honour_step(honour, "award", on=TODAY, paper="x", by=world.secretary)


def test_praise_by_the_branch_stands_at_once(world, today):
    assert put_up(world, kind="commendation", level="branch").state == "awarded"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": D(2026, 6, 19)}, "on"),
        ({"kind": "four_strong"}, "member"),  # of the branch, and a member named
        ({"member": None}, "member"),
        ({"kind": "other", "member": None}, "title"),
        ({"kind": "four_fine", "mutual_on": TODAY}, "self_assessed_on"),
        ({"kind": "four_fine", "self_assessed_on": TODAY, "mutual_on": D(2026, 6, 17)}, "mutual_on"),
        ({"kind": "king"}, "kind"),
    ],
)
def test_a_nomination_that_cannot_be_is_refused_at_its_field(world, today, fields, field):
    with pytest.raises(DomainError) as refusal:
        put_up(world, **fields)

    assert refusal.value.field == field
    assert not Honour.objects.exists()


def test_the_database_names_nobody_for_an_honour_of_the_branch(world, today):
    with pytest.raises(IntegrityError), transaction.atomic():
        Honour.objects.create(
            branch=world.branch,
            member=world.plain_member,
            kind="four_strong",
            level="city",
            year=2026,
            nominated_on=TODAY,
            entered_by=world.secretary,
        )


def test_a_label_hangs_once_and_keeps_its_days(world, today):
    def hang():
        return put_label(
            world.plain_member, world.branch, kind="duty_area", text="三号楼", since=TODAY, by=world.secretary
        )

    label = hang()
    assert hang() == label
    with pytest.raises(DomainError, match="早于"):
        take_off(label, until=D(2026, 6, 17), by=world.secretary)
    take_off(label, until=TODAY, by=world.secretary)

    assert hang() != label
    assert MemberLabel.objects.count() == 2


def test_pairs_are_asked_for_only_where_the_committee_does(world, today):
    from branches.services.setting import set_parameter

    pair(world.plain_member, world.branch, partner="周师傅", place="一车间", since=TODAY, by=world.secretary)
    pair(world.plain_member, world.branch, partner="周师傅", place="一车间", since=TODAY, by=world.secretary)
    assert Pairing.objects.count() == 1
    assert honour_page(world.branch, 2026, TODAY).unpaired == ()

    set_parameter(world.committee, "ca.pairs_min", 1, since=TODAY, by=world.reviewer)

    unpaired = honour_page(world.branch, 2026, TODAY).unpaired
    assert len(unpaired) == 4
    assert world.plain_member.name not in unpaired


def test_a_project_comes_forward_and_stands_once_a_year(world, today):
    facts = {"name": "夜校", "kind": "secretary", "lead": world.plain_member, "year": 2026, "note": ""}
    project = put_project(world.branch, **facts, by=world.secretary)
    assert put_project(world.branch, **facts, by=world.secretary) == project

    bring_forward(project, to="listed", on=TODAY, note="第二批入库", by=world.secretary)

    assert BrandProject.objects.get().progress == "listed"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"paper": " "}, "paper"),
        ({"decided_by": ""}, "decided_by"),
        ({"until": None}, "until"),
        ({"until": D(2027, 1, 9)}, "until"),  # a day less than a year
        ({"until": D(2028, 1, 11)}, "until"),  # a day more than two
        ({"decided_on": D(2026, 6, 19)}, "decided_on"),
        ({"since": D(2026, 6, 19)}, "since"),
        ({"kind": "rumour"}, "kind"),
    ],
)
def test_without_a_paper_and_its_dates_nothing_is_entered(world, today, fields, field):
    with pytest.raises(DomainError) as refusal:
        decided(world, **fields)

    assert refusal.value.field == field
    assert not DisciplineFact.objects.exists()


@pytest.mark.parametrize("until", [D(2027, 1, 10), D(2028, 1, 10)])
def test_one_year_and_two_years_of_probation_are_entered_once(world, today, until):
    assert decided(world, until=until) == decided(world, until=until)


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        (D(2026, 1, 9), False),
        (D(2026, 1, 10), True),
        (D(2027, 1, 10), True),
        (D(2027, 1, 11), False),
    ],
)
def test_the_vote_rests_from_the_first_day_to_the_last(world, today, day, rests):
    fact = decided(world)

    assert (world.others[0].pk in resting_votes([world.others[0].pk], day)) is rests
    assert fact.rests_vote_on(day) is rests
    assert may_sponsor_on(world.others[0], day) is not rests


def test_a_warning_leaves_the_vote_and_a_lifted_probation_gives_it_back(world, today):
    decided(world, world.others[1], kind="warning", until=None, paper="区纪发〔2026〕4号")
    fact = decided(world)
    with pytest.raises(DomainError) as refusal:
        lift(fact, on=TODAY, paper=" ", by=world.secretary)
    assert refusal.value.field == "paper"

    lift(fact, on=TODAY, paper="区纪发〔2026〕30号", by=world.secretary)

    assert resting_votes([member.pk for member in world.roster], TODAY) == frozenset()
    assert resting_votes([world.others[0].pk], D(2026, 6, 17)) == {world.others[0].pk}


def test_detention_rests_the_vote_until_it_is_lifted(world, today):
    decided(world, kind="detained", until=None)

    assert resting_votes([world.others[0].pk], D(2030, 1, 1)) == {world.others[0].pk}


def test_nobody_enters_or_lifts_the_own_case(world, today):
    with pytest.raises(DomainError, match="自己"):
        decided(world, world.secretary_member)


def test_a_decision_cannot_be_rewritten_or_erased_in_the_database(world, today):
    fact = decided(world)
    for sql in (
        "UPDATE members_disciplinefact SET kind = 'warning' WHERE id = %s",
        "DELETE FROM members_disciplinefact WHERE id = %s",
    ):
        with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [fact.pk])


def test_who_is_on_probation_is_handed_no_paper_and_cannot_stand(world, today):
    from activities.choices_votes import VoteKind
    from activities.reports.electorate import electorate_of
    from activities.rules.vote_table import VOTES
    from tests.factories.activities import make_activity

    decided(world)
    meeting = make_activity(world.branch, kind="member_meeting")

    vote = electorate_of(meeting, VOTES[VoteKind.GENERAL], online_counts=False)
    election = electorate_of(meeting, VOTES[VoteKind.ELECTION], online_counts=False)

    resting = vote.of(world.others[0].pk)
    assert resting is not None
    assert (resting.counts, resting.may_vote) == (False, False)
    assert "留党察看" not in resting.why
    assert vote.expected == 3
    assert (election.expected, election.of(world.others[0].pk).may_vote) == (4, False)
    assert person_facts(world.branch, [world.others[0].pk], meeting.day)[world.others[0].pk].barred


def test_the_person_reads_the_own_record(world, today):
    decided(world, world.plain_member, kind="warning", until=None)
    put_up(world)

    own = own_record(world.plain_member)

    assert [fact.kind for fact in own.facts] == ["warning"]
    assert len(own.honours) == 1
    assert own_record(world.others[0]).facts == ()


def test_what_the_ratings_say_stands_beside_the_nominations_it_speaks_against(world, today, monkeypatch):
    from members.reports import honours
    from members.reports.honours import HonourDoubts

    user = make_user(name="周七")
    appoint(user, world.branch, Post.COMMITTEE_MEMBER)
    monkeypatch.setattr(
        honours,
        "_doubters",
        [lambda branch, year: HonourDoubts("支部不纳入。", {world.plain_member.pk: "本人不纳入。"})],
    )
    put_up(world)
    put_up(world, member=world.others[0])
    put_up(world, member=None, kind="advanced_organization")
    put_up(world, kind="commendation", level="branch")

    lines = honour_page(world.branch, 2026, TODAY).honours

    assert sorted(line.doubt for line in lines) == ["", "", "支部不纳入。", "本人不纳入。"]


def test_political_birthdays_of_a_month_without_those_who_want_no_mention(world, today):
    leap = make_member(world.branch, name="闰二", joined_on=D(2024, 2, 29), full_on=D(2025, 2, 28))
    found = anniversaries(world.branch, 2026, 6, TODAY)
    assert [(line.years, line.day) for line in found.lines] == [(16, D(2026, 6, 1))] * 5
    assert [line.day for line in anniversaries(world.branch, 2026, 2, TODAY).lines] == [D(2026, 2, 28)]
    assert [line.day for line in anniversaries(world.branch, 2028, 2, TODAY).lines] == [D(2028, 2, 29)]
    assert anniversaries(world.branch, 2024, 2, TODAY).lines == ()

    choose_anniversary(leap, quiet=True)

    quiet = anniversaries(world.branch, 2026, 2, TODAY)
    assert (quiet.lines, quiet.quiet) == ((), 1)
