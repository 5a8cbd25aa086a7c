"""Four on the way in the students' branch: just applied, accompanied, put up, before the committee."""

from datetime import date, datetime, timedelta

from branches.reports.calendar import office_calendar
from members.choices_publicity import Matter, NoticePoint
from members.models import Development
from members.rules.development_facts import (
    Activist,
    Candidate,
    Consent,
    Filed,
    People,
    PoliticalReview,
    StepFacts,
    Talk,
    Training,
)
from members.rules.publicity import Posting
from members.services import cultivating, development_planning, noticing, submitting, thought_reports
from members.services.applying import Applicant, apply
from members.services.developing import Taken, take_step
from partywork.demo.world import BranchWorld, World

EVERYBODY = ("group", "contacts", "members", "masses")
ON_PAPER = "公示在纸质档案里"


def publicity(world: World, now: datetime) -> None:
    """By the real verbs, so that every limit and every line to do is as it would be in an office."""
    students, today = world.students, now.date()
    _applicant(students, today)
    _activist(students, today)
    _put_up(students, today)
    _before_the_committee(students, today)
    numbers: dict[int, int | None] = {each.branch.pk: 2 for each in world.branches}
    development_planning.give_quotas(world.committee, today.year, numbers, by=world.official)


def _applicant(students: BranchWorld, today: date) -> None:
    _applied(students, "骆一", "male", today, 12)


def _activist(students: BranchWorld, today: date) -> None:
    someone = _applied(students, "高二", "female", today, 400)
    _cultivated(students, someone, today, (385, 205, 190, 185))
    thought_reports.note_report(someone, on=today - timedelta(days=110), by=students.secretary)
    contact = students.members[1]
    assert contact.user is not None
    text = "谈了一次，学习抓得紧，建议多参加志愿服务。"
    cultivating.note(someone, contact, text=text, on=today - timedelta(days=30), by=contact.user)


def _put_up(students: BranchWorld, today: date) -> None:
    someone = _applied(students, "夏三", "female", today, 900)
    _cultivated(students, someone, today, (880, 700, 690, 685))
    _reviewed(students, someone, today, (520, 340, 160))
    _reported(students, someone, today)
    _take(students, someone, "candidate", today - timedelta(days=8), Candidate(heard=EVERYBODY))
    calendar = office_calendar()
    posted_on = calendar.workday_on_or_before(today - timedelta(days=1))
    posting = Posting(
        NoticePoint.CANDIDATE,
        posted_on,
        calendar.add_workdays(posted_on, 5),
        place="学院楼二楼党员活动室",
    )
    noticing.put_up(students.branch, [someone], posting, by=students.secretary)


def _before_the_committee(students: BranchWorld, today: date) -> None:
    someone = _applied(students, "蔡四", "male", today, 1000)
    _cultivated(students, someone, today, (980, 800, 790, 785))
    _reviewed(students, someone, today, (620, 440))
    _reported(students, someone, today)
    steps: tuple[tuple[str, int, StepFacts], ...] = (
        ("candidate", 260, Candidate(heard=EVERYBODY)),
        ("candidate_filed", 245, Filed(number="学工〔备〕12号")),
        ("introducers", 240, _two(students)),
        ("political_review", 150, PoliticalReview(conclusion="政治合格")),
        ("training", 120, Training(begins=today - timedelta(days=124), days=3, hours=24, result="合格")),
        ("reviewed", 9, Consent(opinion="同意接收，报党委预审")),
    )
    for key, ago, facts in steps:
        _take(students, someone, key, today - timedelta(days=ago), facts)
    submitting.submit(someone, Matter.PREVIEW, note="材料齐全，请预审。", by=students.secretary)


def _applied(students: BranchWorld, name: str, sex: str, today: date, ago: int) -> Development:
    day = today - timedelta(days=ago)
    applicant = Applicant(
        name=name,
        sex=sex,
        born_on=date(today.year - 21, 5, 4),
        ethnicity="汉族",
        education="大学本科",
        occupation="会计学院学生",
    )
    return apply(students.branch, applicant, Taken(day, StepFacts()), by=students.secretary)


def _cultivated(
    students: BranchWorld, someone: Development, today: date, ago: tuple[int, int, int, int]
) -> None:
    talked, activist, filed, contacts = (today - timedelta(days=each) for each in ago)
    _take(students, someone, "talked", talked, Talk(talker=students.members[0].name))
    _take(students, someone, "activist", activist, Activist())
    _take(students, someone, "activist_filed", filed, Filed(number="学工〔备〕3号"))
    _take(students, someone, "contacts", contacts, _two(students))


def _reviewed(students: BranchWorld, someone: Development, today: date, ago: tuple[int, ...]) -> None:
    for days in ago:
        day = today - timedelta(days=days)
        said = cultivating.Opinion(on=day, behaviour="表现良好。", branch_said="同意继续培养。")
        review = cultivating.begin_review(someone, by=students.secretary)
        cultivating.settle_review(review, said, revision=review.revision, by=students.secretary)


def _reported(students: BranchWorld, someone: Development, today: date) -> None:
    for ago in range(600, 0, -85):
        thought_reports.note_report(someone, on=today - timedelta(days=ago), by=students.secretary)


def _two(students: BranchWorld) -> People:
    return People(members=tuple(member.pk for member in students.members[:2]))


def _take(students: BranchWorld, someone: Development, key: str, day: date, facts: StepFacts) -> None:
    take_step(someone, key, Taken(day, facts, reason=ON_PAPER), by=students.secretary)
