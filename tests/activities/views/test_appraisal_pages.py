"""The pages of an appraisal: who gets them, what is refused, what they cost (DA-*)."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from activities.choices_life import ExcellentCriterion
from activities.models import Appraisal, AppraisalPerson, ExcellentNomination
from activities.services import appraisal_ballots, appraising, attending
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import make_member

FULL = 6


@pytest.fixture
def appraisal(world, today):
    """Six full members and the probationary 钱五, all present; the ballot is open."""
    for number in range(FULL - 4):
        make_member(world.branch, name=f"乙{number}")
    made = appraising.prepare(world.branch, 2026, by=world.secretary)
    meeting = make_activity(world.branch, date(2026, 6, 18), state="announced", kind="appraisal")
    appraising.convene(made, meeting, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    attending.mark_all_present(meeting, by=world.secretary)
    made.refresh_from_db()
    return appraising.open_ballot(made, by=world.secretary)


@pytest.fixture
def closed(world, appraisal):
    for person in appraisal.people.select_related("member"):
        others = appraisal.people.exclude(pk=person.pk).filter(standing="full")
        appraisal_ballots.vote(appraisal, person.member, grades={other.line: "qualified" for other in others})
    return appraising.close_ballot(appraisal, by=world.secretary)


def place(name, row):
    return reverse(name, args=[row.pk])


def table(closed, outstanding, **others):
    data = {"on": "2026-06-18", "by_members": "0", "revision": "1", **others}
    for number, person in enumerate(closed.people.filter(standing="full")):
        data[f"grade-{person.pk}"] = "outstanding" if number < outstanding else "qualified"
        data[f"reason-{person.pk}"] = f"依据{number}"
    return data


@pytest.mark.parametrize(
    ("persona", "status"), [("secretary", 200), ("reviewer", 200), ("member", 404), ("outsider", 404)]
)
def test_who_gets_the_page_and_the_sheet_of_a_person(world, closed, client_for, persona, status):
    client = client_for(getattr(world, persona))

    assert client.get(place("appraisal_detail", closed)).status_code == status
    assert client.get(place("appraisal_person", closed.people.first())).status_code == status


def test_above_the_cap_is_refused_with_numbers_and_nothing_typed_is_lost(world, closed, client_for):
    client = client_for(world.secretary)
    answer = client.post(place("appraisal_decision", closed), table(closed, outstanding=3))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "评为优秀的有 3 人，超过了上限：正式党员 6 人，三分之一取整，优秀最多 2 人" in page
    assert "DA-04" in page
    assert "依据5" in page
    assert not AppraisalPerson.objects.exclude(grade="").exists()

    answer = client.post(place("appraisal_decision", closed), table(closed, outstanding=2))
    assert answer.status_code == 302
    assert AppraisalPerson.objects.filter(grade="outstanding").count() == 2


def test_the_second_of_two_tabs_is_told(world, closed, client_for):
    client = client_for(world.secretary)
    client.post(place("appraisal_decision", closed), table(closed, outstanding=1))

    answer = client.post(place("appraisal_decision", closed), table(closed, outstanding=2))

    assert answer.status_code == 409
    assert "刚刚有人写过评定意见" in answer.content.decode()


def test_no_grade_is_chosen_beforehand(world, closed, client_for):
    page = client_for(world.secretary).get(place("appraisal_decision", closed)).content.decode()

    assert page.count('<option value="" selected>还没有定</option>') == FULL


def test_a_members_ballot_has_no_line_for_himself_and_none_for_the_probationary(world, appraisal, client_for):
    page = client_for(world.secretary).get(place("my_appraisal_ballot", appraisal)).content.decode()

    assert page.count("<fieldset") == FULL - 1
    assert "<legend>张一</legend>" not in page
    assert "预备党员不定等次：钱五" in page


def test_an_empty_ballot_is_asked_for_again_and_a_second_one_is_thanked_for(world, appraisal, client_for):
    client, address = client_for(world.member), place("my_appraisal_ballot", appraisal)
    assert client.post(address, {"nothing": "1"}).status_code == 422
    lines = [person.line for person in appraisal.people.filter(standing="full")]

    first = client.post(address, {lines[0]: "qualified"})
    again = client.post(address, {lines[0]: "outstanding"})

    assert "收到了，谢谢" in first.content.decode()
    assert again.status_code == 422
    assert "您已经投过票了" in again.content.decode()
    assert appraisal_ballots.returned(appraisal) == 1


def test_a_grade_that_is_none_is_refused(world, appraisal, client_for):
    line = appraisal.people.filter(standing="full")[0].line

    answer = client_for(world.member).post(place("my_appraisal_ballot", appraisal), {line: "excellent"})

    assert answer.status_code == 422
    assert appraisal_ballots.returned(appraisal) == 0


def test_each_member_sees_the_own_result_only(world, closed, client_for):
    desk = client_for(world.secretary)
    desk.post(place("appraisal_decision", closed), table(closed, outstanding=1))
    desk.post(place("appraisal_publication", closed))

    own = client_for(world.member).get(place("my_appraisal", closed)).content.decode()
    assert "不定等次" in own
    assert "依据" not in own
    home = client_for(world.secretary).get(reverse("my_home")).content.decode()
    assert "签同意或写不同意见" in home
    client_for(world.secretary).post(place("my_appraisal_view", closed), {"view": "agrees"})
    home = client_for(world.secretary).get(reverse("my_home")).content.decode()
    assert "签同意或写不同意见" not in home


def test_the_superior_signs_and_nobody_else(world, closed, client_for):
    desk = client_for(world.secretary)
    desk.post(place("appraisal_decision", closed), table(closed, outstanding=1))
    desk.post(place("appraisal_publication", closed))

    words = {"text": "同意支部意见。"}
    assert desk.post(place("appraisal_superior", closed), words).status_code == 403
    assert client_for(world.reviewer).post(place("appraisal_superior", closed), words).status_code == 302
    assert AppraisalPerson.objects.filter(superior_opinion="同意支部意见。").count() == FULL + 1


def test_a_nomination_is_shown_to_the_branch_while_its_days_last(world, closed, client_for, today):
    desk = client_for(world.secretary)
    desk.post(place("appraisal_decision", closed), table(closed, outstanding=1))
    desk.post(place("appraisal_publication", closed))
    best = AppraisalPerson.objects.get(grade="outstanding")
    words = dict.fromkeys(ExcellentCriterion.values, "带头")
    data = {**words, "shown_from": "2026-06-18", "shown_to": "2026-06-24", "scope": "branch"}
    assert desk.post(place("appraisal_person_nomination", best), {**data, "work": ""}).status_code == 422
    assert desk.post(place("appraisal_person_nomination", best), data).status_code == 302
    nomination = ExcellentNomination.objects.get()

    member = client_for(world.member)
    assert "奉献精神强" in member.get(place("my_nomination", nomination)).content.decode()
    assert member.post(place("my_nomination", nomination), {"text": "有不同看法"}).status_code == 302
    assert "有不同看法" in desk.get(place("appraisal_person", best)).content.decode()
    assert (
        "有不同看法" not in client_for(world.reviewer).get(place("appraisal_person", best)).content.decode()
    )
    assert client_for(world.outsider).get(place("my_nomination", nomination)).status_code == 404
    today.move_to(datetime(2026, 6, 25, 9, 0, tzinfo=clock.OFFICE))
    assert client_for(world.member).get(place("my_nomination", nomination)).status_code == 404


def test_another_branchs_secretary_finds_nothing(world, closed, client_for):
    client = client_for(world.outsider)

    for name in ("appraisal_opening", "appraisal_closing", "appraisal_publication", "appraisal_document"):
        assert client.post(place(name, closed)).status_code == 404
    assert client.get(place("appraisal_decision", closed)).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    world, appraisal, client_for, django_assert_num_queries, number
):
    for person in appraisal.people.all()[:number]:
        for author in appraisal.people.exclude(pk=person.pk)[:number]:
            person.opinions.create(author=author.member, text="有")
    AppraisalPerson.objects.exclude(
        pk__in=appraisal.people.values_list("pk", flat=True)[: number + 3]
    ).delete()
    client = client_for(world.secretary)
    client.get(place("appraisal_detail", appraisal))
    with django_assert_num_queries(20):
        client.get(place("appraisal_detail", appraisal))
    assert Appraisal.objects.count() == 1
