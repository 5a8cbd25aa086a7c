"""The pages of a life meeting and who reads what was said there (OL-08)."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from activities.models import LifeMeeting, Rectification
from activities.services import attending, life_meetings, life_words, rectifying
from members.choices import Post
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.branches import make_committee
from tests.factories.members import appoint, make_member, make_user

SECRET = "说话急躁，关心同志不够"


@pytest.fixture
def life(world, today):
    made = life_meetings.begin(world.branch, 2026, by=world.secretary, theme="锤炼党性")
    meeting = make_activity(
        world.branch, date(2026, 6, 18), state="announced", kind="organizational_life_meeting", theme="生活会"
    )
    life_meetings.convene(made, meeting, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    for member in world.roster:
        attending.mark(meeting, member, status="present", by=world.secretary)
    life_words.criticize(made, *world.others[:2], by=world.secretary, text=SECRET)
    spoken = life_words.examine(made, world.secretary_member, by=world.secretary, problem=SECRET)
    made = LifeMeeting.objects.get()
    life_words.speak(type(spoken).objects.get(), by=world.secretary)
    return made


def place(name, row):
    return reverse(name, args=[row.pk])


@pytest.mark.parametrize(
    ("persona", "status", "reads"),
    [("secretary", 200, True), ("reviewer", 200, True), ("member", 404, False), ("outsider", 404, False)],
)
def test_who_reads_the_words_at_the_desk(world, life, client_for, persona, status, reads):
    answer = client_for(getattr(world, persona)).get(place("life_detail", life))

    assert answer.status_code == status
    assert (SECRET in answer.content.decode()) is reads


def test_a_reader_further_up_sees_the_checklist_and_no_word(world, life, client_for, today):
    """Only the direct superior is the contact (OL-08)."""
    above = make_committee(name="上级工委")
    world.committee.move(above, pos="last-child")
    reader = make_user("above", name="上级")
    appoint(reader, type(above).objects.get(pk=above.pk), Post.OFFICER)
    rectifying.promise(
        life,
        None,
        by=world.secretary,
        problem=SECRET,
        measure="改",
        owner=world.others[0],
        due=date(2026, 9, 1),
    )
    client = client_for(reader)

    answer = client.get(place("life_detail", life))

    assert answer.status_code == 200
    assert "书记带头自我批评" in answer.content.decode()
    assert SECRET not in answer.content.decode()
    assert client.post(place("life_document", life)).status_code == 403


def test_a_member_who_was_there_reads_it_and_one_who_was_not_reads_only_his_own(world, life, client_for):
    page = client_for(world.member).get(place("my_life", life)).content.decode()
    assert SECRET in page

    attending.mark(life.activity, world.plain_member, status="absent", by=world.secretary)
    page = client_for(world.member).get(place("my_life", life)).content.decode()
    assert SECRET not in page
    assert client_for(world.outsider).get(place("my_life", life)).status_code == 404


def test_an_absent_member_still_learns_what_was_said_to_him(world, life, client_for):
    attending.mark(life.activity, world.plain_member, status="absent", by=world.secretary)
    row = life_words.criticize(life, world.others[0], world.plain_member, by=world.secretary, text="来得少")
    client = client_for(world.member)

    assert "来得少" in client.get(place("my_life", life)).content.decode()
    client.post(place("my_criticism", row), {"answer": "以后早请假"})
    row.refresh_from_db()
    assert row.answer == "以后早请假"
    assert client_for(world.outsider).post(place("my_criticism", row), {"answer": "别的"}).status_code == 404


def test_a_self_check_is_read_by_its_writer_and_the_committee_of_the_branch_only(world, life, client_for):
    client_for(world.member).post(place("my_life_check", life), {"charter": "学习党章不够"})

    assert "学习党章不够" in client_for(world.member).get(place("my_life_check", life)).content.decode()
    assert "学习党章不够" in client_for(world.secretary).get(place("life_detail", life)).content.decode()
    assert "学习党章不够" not in client_for(world.reviewer).get(place("life_detail", life)).content.decode()


def test_the_own_list_is_settled_on_the_phone(world, life, client_for):
    fields = {"problem": "急躁", "measure": "先听后说", "due": date(2026, 9, 1)}
    mine = rectifying.promise(
        life, world.plain_member, by=world.secretary, owner=world.plain_member, **fields
    )
    other = rectifying.promise(life, world.others[0], by=world.secretary, owner=world.others[0], **fields)
    client = client_for(world.member)

    assert "整改：急躁" in client.get(reverse("my_home")).content.decode()
    client.post(place("my_rectification", mine), {"outcome": "三个月没有急过"})
    assert client.post(place("my_rectification", other), {"outcome": "代办"}).status_code == 404

    assert [item.pk for item in Rectification.objects.filter(done_on=None)] == [other.pk]
    assert "整改：急躁" not in client.get(reverse("my_home")).content.decode()


def test_lists_are_shown_to_the_branch_for_their_days_only(world, life, client_for, today):
    fields = {"problem": "值班不落实", "measure": "排班", "due": date(2026, 9, 1)}
    rectifying.promise(life, None, by=world.secretary, owner=world.secretary_member, **fields)
    client = client_for(world.member)
    assert "值班不落实" not in client.get(place("my_life", life)).content.decode()
    life_meetings.disclose(life, by=world.secretary, shown_from=date(2026, 6, 18), shown_to=date(2026, 6, 25))

    assert "值班不落实" in client.get(place("my_life", life)).content.decode()
    today.move_to(datetime(2026, 6, 26, 9, 0, tzinfo=clock.OFFICE))
    assert "值班不落实" not in client_for(world.member).get(place("my_life", life)).content.decode()


def test_a_refused_order_of_speaking_is_said_on_the_page(world, life, client_for):
    life.examinations.update(spoken=None)
    second = life_words.examine(life, world.others[0], by=world.secretary, problem="有")

    answer = client_for(world.secretary).post(place("life_speaking", second), follow=True)

    assert "先由书记作自我批评" in answer.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    world, life, client_for, django_assert_num_queries, number
):
    for extra in range(number):
        member = make_member(world.branch, name=f"丙{extra}")
        life_words.examine(life, member, by=world.secretary, problem="有")
        life_words.criticize(life, world.others[2], member, by=world.secretary, text="有")
        rectifying.promise(
            life, member, by=world.secretary, problem="有", measure="改", owner=member, due=date(2026, 9, 1)
        )
    client = client_for(world.secretary)
    client.get(place("life_detail", life))
    with django_assert_num_queries(35):
        client.get(place("life_detail", life))


@pytest.mark.parametrize(
    ("name", "field", "most"),
    [
        ("life_criticism_answer", "answer", 500),
        ("rectification_settling", "outcome", 300),
        ("rectification_removal", "reason", 200),
        ("my_criticism", "answer", 500),
        ("my_rectification", "outcome", 300),
    ],
)
def test_a_line_that_is_too_long_comes_back_with_its_words(world, life, client_for, name, field, most):
    me = world.plain_member
    if field == "answer":
        row = life_words.criticize(life, world.others[0], me, by=world.secretary, text="来得少")
    else:
        promised = {"problem": "急躁", "measure": "先听后说", "owner": me, "due": date(2026, 9, 1)}
        row = rectifying.promise(life, me, by=world.secretary, **promised)
    client = client_for(world.member if name.startswith("my_") else world.secretary)
    words = "说" * (most + 1)

    answer = client.post(place(name, row), {field: words})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f"{most}" in answer.context["form"].errors[field][0]
    row.refresh_from_db()
    assert not getattr(row, field, "")
