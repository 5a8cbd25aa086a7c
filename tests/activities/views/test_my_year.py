"""My year: opened when it is over, ten days to object, answered with a reason, frozen (N39)."""

from datetime import date, datetime, time
from io import BytesIO

import pytest
from pypdf import PdfReader

from activities.models import Notice, YearObjection, YearSheet
from activities.reports.todo_year import year_objections
from activities.services import attending, my_years, study_correcting
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity

NEW_YEAR = datetime(2027, 1, 1, 5, 5, tzinfo=clock.OFFICE)


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def activity(world, today):
    """A Party day in June to which all came but one."""
    found = make_activity(world.branch, date(2026, 6, 18), start=time(14), state="announced")
    for member in world.roster:
        status = "absent" if member == world.others[2] else "present"
        attending.mark(found, member, status=status, by=world.secretary)
    today.move_to(clock.at(date(2026, 6, 18), time(23)))
    return attending.close(found, by=world.secretary)


@pytest.fixture
def opened(world, activity, today):
    today.move_to(NEW_YEAR)
    my_years.open_all(clock.today())
    return YearSheet.objects.get(member=world.plain_member)


def test_when_the_year_is_over_everybody_is_asked_once(world, opened):
    assert YearSheet.objects.count() == 5
    assert opened.until == date(2027, 1, 11)
    assert my_years.open_all(clock.today()) == 0
    notice = Notice.objects.get(recipient=world.member, occasion="my-year:2026")
    assert "1月11日" in notice.body


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 4, 1)])
def test_nothing_is_opened_before_the_year_ends_nor_after_the_first_quarter(world, activity, day):
    assert my_years.open_all(day) == 0


def test_a_branch_that_held_nothing_is_not_asked(world, opened):
    assert not YearSheet.objects.filter(branch=world.foreign_branch).exists()


@pytest.mark.parametrize(
    ("day", "archived"), [(date(2027, 1, 11), 0), (date(2027, 1, 12), 5), (date(2027, 2, 1), 5)]
)
def test_sheets_are_frozen_after_ten_days(world, opened, today, day, archived):
    today.move_to(clock.at(day, time(5)))

    assert my_years.archive_all(clock.today()) == archived
    assert my_years.archive_all(clock.today()) == 0


def test_what_was_frozen_does_not_change_any_more(world, opened, activity, today, client_for):
    today.move_to(clock.at(date(2027, 1, 12), time(5)))
    my_years.archive_all(clock.today())
    study_correcting.correct_hours(activity, tenths=10, reason="后来更正", by=world.secretary)
    opened.refresh_from_db()

    assert opened.content["hours"] == "4学时"
    assert opened.digest
    page = text(client_for(world.member).get("/my/year/?year=2026"))
    assert "归档" in page
    assert "4学时" in page
    assert "后来更正" not in page


@pytest.mark.parametrize(("day", "refused"), [(date(2027, 1, 11), False), (date(2027, 1, 12), True)])
def test_a_member_objects_on_the_last_day_and_not_after(world, opened, today, client_for, day, refused):
    today.move_to(clock.at(day, time(23, 59)))
    answer = client_for(world.member).post(f"/my/year/{opened.pk}/objection/", {"text": "三月的党课我到了"})

    assert (answer.status_code == 422) is refused
    assert YearObjection.objects.exists() is not refused


def test_an_objection_is_answered_with_a_reason_and_then_the_sheet_is_frozen_with_it(
    world, opened, activity, today, client_for
):
    member, desk = client_for(world.member), client_for(world.secretary)
    member.post(f"/my/year/{opened.pk}/objection/", {"text": "学时少了"})
    objection = YearObjection.objects.get()
    (todo,) = year_objections(world.branch)
    assert "钱五" in todo.title
    today.move_to(clock.at(date(2027, 1, 20), time(5)))
    assert my_years.archive_all(clock.today()) == 4
    path = f"/year-objections/{objection.pk}/"
    assert desk.post(path, {"outcome": "upheld", "answer": " "}).status_code == 422
    study_correcting.correct_hours(
        activity, tenths=60, reason="加了一小时", by=world.secretary, member=world.plain_member
    )
    assert desk.post(path, {"outcome": "upheld", "answer": "补上了"}).status_code == 302
    assert desk.post(path, {"outcome": "dismissed", "answer": "又改了"}).status_code == 422
    assert Notice.objects.filter(recipient=world.member, subject__contains="已更正").exists()
    assert my_years.archive_all(clock.today()) == 1
    opened.refresh_from_db()
    assert opened.content["hours"] == "6学时"
    assert opened.content["objections"] == [{"said": "学时少了", "outcome": "已更正", "answer": "补上了"}]


def test_said_twice_is_one_and_a_second_one_waits(world, opened):
    first = my_years.object_to(opened, text="少了", by=world.member)
    assert my_years.object_to(opened, text="少了", by=world.member) == first
    with pytest.raises(DomainError, match="还在等答复"):
        my_years.object_to(opened, text="别的", by=world.member)


def test_nobody_answers_his_own(world, opened, client_for):
    own = YearSheet.objects.get(member=world.secretary_member)
    objection = my_years.object_to(own, text="少了", by=world.secretary)
    with pytest.raises(DomainError, match="另一位"):
        my_years.answer(objection, by=world.secretary, answer="是", is_upheld=True)
    assert Notice.objects.filter(recipient=world.reviewer, link=f"/year-objections/{objection.pk}/").exists()
    assert client_for(world.reviewer).get(f"/year-objections/{objection.pk}/").status_code == 200


def test_nobody_objects_for_another_or_reads_his(world, opened, client_for):
    for user in (world.secretary, world.outsider):
        assert client_for(user).post(f"/my/year/{opened.pk}/objection/", {"text": "x"}).status_code == 404
    objection = my_years.object_to(opened, text="少了", by=world.member)
    assert client_for(world.outsider).get(f"/year-objections/{objection.pk}/").status_code == 404
    assert client_for(world.member).get(f"/year-objections/{objection.pk}/").status_code == 404


def test_the_page_and_the_paper_say_nothing_about_others(world, activity, today, client_for):
    client = client_for(world.member)
    page = text(client.get("/my/year/"))
    paper = client.get("/my/year/years/2026/document/").content
    words = "".join(each.extract_text() for each in PdfReader(BytesIO(paper)).pages)
    for said in (page, words):
        assert "4学时" in said
        assert all(member.name not in said for member in world.roster if member != world.plain_member)
    assert "到会 <b>1</b> / 1 次" in page


def test_whoever_missed_it_reads_what_became_of_it(world, activity, today, client_for):
    world.others[2].user = world.outsider
    type(world.outsider.member).objects.filter(user=world.outsider).update(user=None)
    world.others[2].save(update_fields=["user"])
    page = text(client_for(world.outsider).get("/my/year/"))
    assert "缺席，待补课" in page


@pytest.mark.parametrize("number", [1, 3])
def test_a_year_costs_the_same_for_one_gathering_and_three(
    world, today, client_for, number, django_assert_num_queries
):
    for each in range(number):
        found = make_activity(world.branch, date(2026, 6, 11 + each), state="announced")
        attending.mark_all_present(found, by=world.secretary)
        today.move_to(clock.at(date(2026, 6, 18), time(23)))
        attending.close(found, by=world.secretary)
        today.move_to(clock.at(date(2026, 6, 11), time(8)))
    client = client_for(world.member)
    with django_assert_num_queries(24):
        client.get("/my/year/")
