"""Quizzes: the bank from a file, answered on the phone, done or not yet, nobody's score (ED-08, BR-03)."""

from datetime import date, time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pypdf import PdfReader

from activities.importing.questions import HEAD, SAMPLES, ReadQuestion
from activities.models import Notice, Quiz, QuizQuestion, QuizSum, QuizTurn
from activities.reports.study_people import person_of
from activities.services import quizzing
from activities.services.quizzing import NewQuiz
from branches.services.setting import set_parameter
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import write_sheet
from tests.factories.branches import make_branch
from tests.factories.members import make_member, make_user


def text(answer) -> str:
    return answer.content.decode()


def bank(place, by, number=5):
    rows = [ReadQuestion("single", f"第{n}问？", ("甲", "乙", "丙"), "A", f"解析{n}") for n in range(number)]
    quizzing.take_in(place, rows, by=by)


def new(**changes):
    values = {
        "title": "六月测试",
        "opens_on": date(2026, 6, 18),
        "closes_on": date(2026, 6, 25),
        "pass_pct": 60,
        "topic": "",
        "number": 3,
    }
    return NewQuiz(**{**values, **changes})


@pytest.fixture
def quiz(world, today):
    bank(world.branch, world.secretary)
    return quizzing.open_quiz(world.branch, new(), by=world.secretary)


ALL_RIGHT, ALL_WRONG = {1: "A", 2: "A", 3: "A"}, {1: "B", 2: "B", 3: "B"}


def test_a_bank_is_looked_through_and_then_taken_in_and_twice_adds_nothing(world, today, client_for):
    client = client_for(world.secretary)
    rows = [*SAMPLES, ("单选", "坏的", "甲", "乙", "", "", "E", "", "")]
    for expected in (3, 3):
        file = SimpleUploadedFile("题库.xlsx", write_sheet("题库", HEAD, rows))
        preview = client.post("/quizzes/questions/import/", {"file": file})
        assert "第5行，答案（G列）：写的是“E”，没有选项E" in text(preview)
        sealed = preview.context["sealed"]
        assert client.post("/quizzes/questions/import/writing/", {"sealed": sealed}).status_code == 302
        assert QuizQuestion.objects.count() == expected
    assert client.post("/quizzes/questions/import/writing/", {"sealed": sealed + "x"}).status_code == 302
    assert QuizQuestion.objects.count() == 3


@pytest.mark.parametrize("content", [b"", b"not a table", b"PK\x03\x04 broken"])
def test_a_file_that_is_none_says_so(world, today, client_for, content):
    answer = client_for(world.secretary).post(
        "/quizzes/questions/import/", {"file": SimpleUploadedFile("x.xlsx", content)}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": 6}, "只有 5 题"),
        ({"closes_on": date(2026, 6, 17), "opens_on": date(2026, 6, 1)}, "已经过了"),
        ({"closes_on": date(2026, 6, 17)}, "早于"),
        ({"title": " "}, "名称"),
        ({"pass_pct": 101}, "1 到 100"),
        ({"number": 51}, "1 到 50"),
    ],
)
def test_a_quiz_that_cannot_be_is_refused(world, today, changes, sentence):
    bank(world.branch, world.secretary)
    with pytest.raises(DomainError, match=sentence):
        quizzing.open_quiz(world.branch, new(**changes), by=world.secretary)


def test_pressed_twice_it_is_one_quiz_and_everybody_is_told_once(world, quiz):
    assert quizzing.open_quiz(world.branch, new(), by=world.secretary) == quiz
    assert Notice.objects.filter(recipient=world.member, occasion=f"quiz:{quiz.pk}").count() == 1


def test_a_member_answers_question_by_question_and_reads_why_at_once(world, quiz, client_for):
    client, path = client_for(world.member), f"/my/quizzes/{quiz.pk}/"
    assert "六月测试" in text(client.get("/my/quizzes/"))
    assert client.post(path, {"number": "1", "step": "answer", "said": ""}).status_code == 422
    said = ""
    for number in (1, 2, 3):
        asked = client.post(path, {"number": str(number), "said": said})
        assert f"第 {number} 题" in text(asked)
        shown = client.post(path, {"number": str(number), "said": said, "step": "answer", "choice": "A"})
        assert "答对了" in text(shown)
        assert "解析" in text(shown)
        said = shown.context["going"].carried
    assert "答对 <b>3</b> / 3" in text(client.post(path, {"said": said, "step": "finish"}))
    assert QuizTurn.objects.get().member == world.plain_member


def test_what_is_not_answered_yet_is_no_end(world, quiz):
    with pytest.raises(DomainError, match="第2、3题还没有答"):
        quizzing.finish(quiz, world.plain_member, {1: "A"}, branch=world.branch)
    assert not QuizTurn.objects.exists()


def test_again_keeps_the_best_and_counts_a_pass_once(world, quiz):
    for said in (ALL_WRONG, ALL_RIGHT, ALL_WRONG, ALL_RIGHT):
        quizzing.finish(quiz, world.plain_member, said, branch=world.branch)
    from activities.reports.quizzes import own_quiz

    assert own_quiz(world.plain_member, quiz.pk).best.right == 3
    assert QuizSum.objects.get().passed == 1
    assert QuizTurn.objects.count() == 1


def test_the_secretary_sees_who_has_done_it_and_no_score(world, quiz, today, client_for):
    quizzing.finish(quiz, world.plain_member, ALL_WRONG, branch=world.branch)
    quizzing.finish(quiz, world.others[0], ALL_RIGHT, branch=world.branch)
    client = client_for(world.secretary)
    shown = client.get(f"/quizzes/{quiz.pk}/").context["shown"]
    assert {each.name for each in shown.done} == {"钱五", "李二"}
    assert {each.name for each in shown.missing} == {"张一", "王三", "赵四"}
    quizzing.finish(quiz, world.others[1], ALL_RIGHT, branch=world.branch)
    assert shown.sum_text == ""
    today.move_to(clock.at(date(2026, 6, 26), time(9)))
    page = text(client.get(f"/quizzes/{quiz.pk}/"))
    assert "答完3人，通过2人" in page
    assert "答对" not in page


def test_a_database_reader_finds_no_score(world, quiz):
    quizzing.finish(quiz, world.plain_member, ALL_WRONG, branch=world.branch)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM activities_quizturn t")
        ((row,),) = cursor.fetchall()
    assert "right" not in row
    assert not QuizSum.objects.exists()


def test_done_on_paper_says_that_it_was_done(world, quiz, client_for):
    client, path = client_for(world.secretary), f"/quizzes/{quiz.pk}/paper/"
    people = [world.others[0].pk, world.others[1].pk]
    for _ in range(2):
        assert client.post(path, {"people": people, "on": "2026-06-18"}).status_code == 302
    assert client.post(path, {"people": people, "on": "2026-06-19"}).status_code == 422
    assert client.post(path, {"people": [], "on": "2026-06-18"}).status_code == 422
    assert QuizTurn.objects.filter(on_paper=True).count() == 2


def test_it_prints_with_the_key_on_a_page_of_its_own(world, quiz, client_for):
    client = client_for(world.secretary)
    plain = PdfReader(BytesIO(client.get(f"/quizzes/{quiz.pk}/document/").content))
    keyed = PdfReader(BytesIO(client.get(f"/quizzes/{quiz.pk}/document/?key=1").content))
    assert "解析" not in plain.pages[0].extract_text()
    assert len(keyed.pages) == len(plain.pages) + 1
    assert "答案" in keyed.pages[-1].extract_text()


@pytest.mark.parametrize(("hours", "tenths"), [(0, []), (2, [20])])
def test_it_counts_no_hours_unless_the_committee_says_so(world, today, hours, tenths):
    if hours:
        set_parameter(
            world.committee,
            "ed.hours_per_quiz",
            hours,
            since=date(2026, 1, 1),
            by=world.reviewer,
            reason="试行",
        )
    bank(world.branch, world.secretary)
    quiz = quizzing.open_quiz(world.branch, new(), by=world.secretary)
    quizzing.finish(quiz, world.plain_member, ALL_WRONG, branch=world.branch)

    assert [line.tenths for line in person_of(world.plain_member, 2026).lines] == tenths


def test_a_committees_quiz_is_for_all_below_and_shows_it_no_names(world, today, client_for):
    bank(world.committee, world.reviewer)
    quiz = quizzing.open_quiz(world.committee, new(), by=world.reviewer)
    quizzing.finish(quiz, world.plain_member, ALL_RIGHT, branch=world.branch)
    above = text(client_for(world.reviewer).get(f"/quizzes/{quiz.pk}/"))
    assert world.branch.name in above
    assert "钱五" not in above
    assert "钱五" in text(client_for(world.secretary).get(f"/quizzes/{quiz.pk}/"))
    assert (
        client_for(world.secretary).post(f"/quizzes/{quiz.pk}/withdrawal/", {"reason": "x"}).status_code
        == 403
    )
    assert client_for(world.outsider).get(f"/quizzes/{quiz.pk}/").status_code == 404
    assert client_for(world.outsider).get(f"/my/quizzes/{quiz.pk}/").status_code == 404


def test_after_the_last_day_and_after_withdrawal_nobody_answers(world, quiz, today, client_for):
    today.move_to(clock.at(date(2026, 6, 26), time(0)))
    with pytest.raises(DomainError, match="现在不能答"):
        quizzing.finish(quiz, world.plain_member, ALL_RIGHT, branch=world.branch)
    client_for(world.secretary).post(f"/quizzes/{quiz.pk}/withdrawal/", {"reason": "题错"})
    assert client_for(world.member).get(f"/my/quizzes/{quiz.pk}/").status_code == 404


def test_a_quiz_keeps_its_questions_when_the_bank_changes(world, quiz, client_for):
    question = QuizQuestion.objects.first()
    before = Quiz.objects.get().content
    client_for(world.secretary).post(f"/quizzes/questions/{question.pk}/removal/")
    question.refresh_from_db()
    assert not question.is_kept
    assert Quiz.objects.get().content == before
    assert client_for(world.outsider).post(f"/quizzes/questions/{question.pk}/removal/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_one_and_three(world, today, client_for, number, django_assert_num_queries):
    bank(world.branch, world.secretary)
    for each in range(number):
        quiz = quizzing.open_quiz(world.branch, new(title=f"第{each}次"), by=world.secretary)
        make_member(make_branch(parent=world.committee, name=f"支部{each}"), name="甲")
        for member in world.roster[: each + 1]:
            quizzing.finish(quiz, member, ALL_RIGHT, branch=world.branch)
    desk, phone = client_for(world.secretary), client_for(world.member)
    with django_assert_num_queries(8):
        desk.get("/quizzes/")
    with django_assert_num_queries(11):
        desk.get(f"/quizzes/{quiz.pk}/")
    with django_assert_num_queries(7):
        phone.get("/my/quizzes/")


def test_a_quiz_that_waits_stands_on_the_members_first_page_until_it_is_done_or_over(
    world, today, client_for, quiz
):
    """Also one that a committee above has opened, and for whoever came to the branch after it was told."""
    new_here = make_user("late", name="后来的")
    make_member(world.branch, name="后来的", user=new_here)
    client, late = client_for(world.member), client_for(new_here)
    waiting = "学习测试：六月测试"
    assert all(waiting in text(each.get("/my/")) for each in (client, late))

    quizzing.finish(quiz, world.plain_member, ALL_WRONG, branch=world.branch)
    assert waiting not in text(client.get("/my/")).partition("新通知")[0]
    assert waiting not in text(client_for(world.outsider).get("/my/"))

    today.move_to(clock.at(date(2026, 6, 26), time(9)))
    assert waiting not in text(late.get("/my/"))
