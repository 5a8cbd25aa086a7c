"""A quiz on a phone, a year on a phone, the year's hours on paper: few taps (ED-08, N39, F-31)."""

import pytest

from activities.importing.questions import ReadQuestion
from activities.models import QuizTurn
from activities.services import quizzing
from partywork.common import clock
from partywork.models import RenderedDocument


@pytest.fixture
def quiz(world):
    rows = [ReadQuestion("single", f"第{n}问？", ("甲", "乙", "丙"), "A", "见党章。") for n in range(2)]
    quizzing.take_in(world.branch, rows, by=world.secretary)
    new = quizzing.NewQuiz("小测", clock.today(), clock.today(), 60, "", 2)
    return quizzing.open_quiz(world.branch, new, by=world.secretary)


def test_a_member_answers_a_quiz_and_sees_his_year(phone, world, quiz, as_user):
    as_user(phone, world.member)

    phone.open("/my/record/")
    phone.follow("学习测试")
    phone.follow("开始答题")
    phone.press("开始答题")
    for last in (False, True):
        choice = phone.page.locator(".choice").first
        assert choice.bounding_box()["height"] >= 44
        phone.click(choice)
        phone.press("答好了")
        assert phone.sees("见党章。")
        phone.press("答完了" if last else "下一题")
    assert phone.sees("答对 2 / 2 题")
    assert QuizTurn.objects.get().member == world.plain_member
    assert phone.clicks == 9
    phone.open("/my/record/")
    phone.follow(f"我的 {clock.today().year} 年")
    assert phone.sees("没有别人的")
    width = phone.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_a_secretary_prints_the_years_hours_in_three_clicks(hand, world, as_user):
    as_user(hand, world.secretary)

    hand.open("/")
    hand.follow("台账")
    hand.follow("学时台账")
    hand.press("打印 PDF")

    assert RenderedDocument.objects.filter(kind="study_year").exists()
    assert hand.clicks == 3
