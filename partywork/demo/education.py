"""Education of the student branch: courses away, a question bank, a quiz that runs, one done on paper."""

from datetime import date, datetime, timedelta

from activities.importing.questions import ReadQuestion
from activities.services import outside_study, quizzing
from activities.services.outside_study import Course
from partywork.common import clock
from partywork.demo.world import World

QUESTIONS = (
    ("single", "党的根本组织原则是什么？", ("民主集中制", "集体领导", "个人负责"), "A", "见党章总纲。"),
    (
        "multiple",
        "下列哪些属于“三会一课”？",
        ("支部党员大会", "支委会", "主题党日", "党课"),
        "ABD",
        "还有党小组会。",
    ),
    ("true_false", "预备党员有表决权。", ("对", "错"), "B", "预备党员没有表决权、选举权和被选举权。"),
    ("single", "支部党员大会一般多久召开一次？", ("每月", "每季度", "每年"), "B", "见支部工作条例。"),
    ("true_false", "主题党日可以和“三会一课”结合开展。", ("对", "错"), "A", ""),
)


def education(world: World, now: datetime) -> None:
    """The secretary was trained in spring; a member's own online course waits for a word."""
    students, today = world.students, now.date()
    spring = date(today.year, 3, 18)
    if spring < today:
        with clock.replaying(clock.at(spring, now.time())):
            course = Course(spring, spring, "基层党支部书记培训班", "市直机关工委", 80)
            outside_study.enter([students.members[0], students.members[1]], course, by=world.official)
    yesterday = today - timedelta(days=1)
    own = next(each for each in students.members if each.user and each.user.username == "member")
    if yesterday.year == today.year and own.user is not None:
        course = Course(yesterday, yesterday, "网上专题班：党章学习", "市委党校", 20, sort="online")
        outside_study.enter([own], course, by=own.user)
    rows = [
        ReadQuestion(kind, text, options, answer, why, "党章")
        for kind, text, options, answer, why in QUESTIONS
    ]
    quizzing.take_in(students.branch, rows, by=students.secretary)
    new = quizzing.NewQuiz("党章知识小测", today - timedelta(days=2), today + timedelta(days=12), 60, "", 5)
    with clock.replaying(now - timedelta(days=2)):
        quiz = quizzing.open_quiz(students.branch, new, by=students.secretary)
    quizzing.note_on_paper(quiz, students.branch, students.members[5:8], by=students.secretary, on=today)
