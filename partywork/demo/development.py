"""Four on the way in the students' branch: an applicant, an activist, a candidate, one who awaits approval."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from members.choices import Sex
from members.models import Development, User
from members.rules.development import STEPS
from members.rules.development_facts import (
    Activist,
    Candidate,
    Consent,
    Filed,
    FormFilled,
    Meeting,
    People,
    PoliticalReview,
    StepFacts,
    Talk,
    Training,
)
from members.services import cultivating, thought_reports
from members.services.applying import Applicant, apply
from members.services.developing import Taken, take_step
from partywork.common import clock
from partywork.demo.world import BranchWorld, World

HEARD = ("group", "contacts", "members", "masses")
SEEN = cultivating.Opinion(
    on=date.min,
    behaviour="学习认真，积极参加志愿服务；要多参加集体讨论。",
    contacts_said="思想上要求进步，能主动汇报。",
    branch_said="同意继续培养。",
)
# How many days after the application each step was taken.
AFTER = {
    "applied": 0,
    "talked": 14,
    "activist": 190,
    "activist_filed": 205,
    "contacts": 210,
    "cultivation": 370,
    "candidate": 570,
    "candidate_filed": 585,
    "introducers": 588,
    "political_review": 620,
    "training": 640,
    "reviewed": 655,
    "previewed": 670,
    "form_filled": 680,
    "admitted": 695,
}
PEOPLE = (
    ("沈晓禾", Sex.FEMALE, "汉族", "applied", 22),
    ("陆远舟", Sex.MALE, "汉族", "contacts", 290),
    ("阿依努尔", Sex.FEMALE, "维吾尔族", "introducers", 600),
    ("韩青松", Sex.MALE, "汉族", "admitted", 725),
)


def play(world: World, now: datetime) -> None:
    """Each by the real steps; the first one has not been talked with yet, the last one waits for the superior."""
    for number, (name, sex, ethnicity, until, ago) in enumerate(PEOPLE):
        born = now.date() - relativedelta(years=21, months=number * 3)
        applicant = Applicant(
            name, sex, born, ethnicity=ethnicity, education="本科在读", occupation="会计学院学生"
        )
        walk(world.students, applicant, now.date() - timedelta(days=ago), until)


def walk(place: BranchWorld, applicant: Applicant, applied: date, until: str) -> Development:
    """By the real steps, a day for each, until the one that is named is done."""
    by = place.secretary
    development = apply(place.branch, applicant, Taken(applied, StepFacts()), by=by)
    for step in STEPS[1:]:
        if development.steps.filter(key=until).exists():
            break
        day = applied + timedelta(days=AFTER[step.key])
        if step.repeats:
            review = cultivating.begin_review(development, by=by)
            cultivating.settle_review(review, replace(SEEN, on=day), revision=review.revision, by=by)
        else:
            take_step(development, step.key, Taken(day, _facts(place, step.key, day)), by=by)
    _reports(development, applied, by)
    return development


def _reports(development: Development, applied: date, by: User) -> None:
    """A report of thoughts every quarter, the last one lately (DV-07); only whoever is accompanied gives them."""
    first = applied + timedelta(days=AFTER["contacts"] + 20)
    for number in range(20):
        day = first + timedelta(days=number * 85)
        if day <= clock.today() - timedelta(days=10):
            thought_reports.note_report(development, on=day, by=by)


def _facts(place: BranchWorld, key: str, day: date) -> StepFacts:
    full = [each for each in place.members if each.full_on and each.full_on <= day]
    two = tuple(each.pk for each in full[1:3])
    facts: dict[str, StepFacts] = {
        "talked": Talk(talker=full[1].name),
        "activist": Activist(method="youth_league"),
        "activist_filed": Filed(number=f"备〔{day.year}〕{day.month}号"),
        "contacts": People(members=two),
        "candidate": Candidate(heard=HEARD),
        "candidate_filed": Filed(number=f"备〔{day.year}〕{day.month}号"),
        "introducers": People(members=two),
        "political_review": PoliticalReview(conclusion="政治合格"),
        "training": Training(begins=day - timedelta(days=3), days=4, hours=28, result="结业，成绩合格"),
        "reviewed": Consent(),
        "previewed": Consent(number=f"预审{day.month}号"),
        "form_filled": FormFilled(number=f"{day.year}0307"),
        "admitted": Meeting(expected=len(full), present=len(full) - 1, in_favour=len(full) - 1),
    }
    return facts[key]
