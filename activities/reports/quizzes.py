"""Quizzes as the office and the member see them: done or not yet, the sum of a branch, nobody's score (ED-08)."""

import json
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from activities.choices_quiz import QuizState
from activities.models import Quiz, QuizQuestion, QuizSum, QuizTurn
from activities.rules.quiz import Outcome, sum_is_told
from branches.models import Organization
from members.models import Member, MembershipSpell
from members.reports.roster import RosterEntry, roster_on
from partywork.common import clock

PAGE = 50


@dataclass(frozen=True)
class QuizRow:
    quiz: Quiz
    done: int


@dataclass(frozen=True)
class BankTopic:
    topic: str
    number: int


@dataclass(frozen=True)
class QuizPage:
    """One quiz in one branch: who has done it, in the order of names."""

    quiz: Quiz
    branch: Organization
    done: list[RosterEntry]
    on_paper: set[int]
    missing: list[RosterEntry]
    exempt: list[RosterEntry]
    passed: int

    @property
    def sum_text(self) -> str:
        """Only when it is over and enough have done it: a sum of two would be a score (BR-03)."""
        if not sum_is_told(clock.today(), self.quiz.closes_on, len(self.done)):
            return ""
        return f"答完{len(self.done)}人，通过{self.passed}人"


@dataclass(frozen=True)
class BranchCount:
    branch: Organization
    done: int


def quizzes_of(organization: Organization) -> list[QuizRow]:
    """Its own, and those that stand above it; with how many below it have done each. Two queries."""
    rows = list(
        Quiz.objects.filter(organization__path__in=_upwards(organization.path)).select_related("organization")
    )
    counts = dict(
        QuizTurn.objects.filter(quiz__in=rows, branch__path__startswith=organization.path)
        .order_by()
        .values_list("quiz")
        .annotate(Count("pk"))
    )
    return [QuizRow(quiz, counts.get(quiz.pk, 0)) for quiz in rows]


def quiz_page(quiz: Quiz, branch: Organization) -> QuizPage:
    """The roster of its last day, or of today while it runs."""
    roster = roster_on(branch, min(clock.today(), quiz.closes_on))
    turns = dict(QuizTurn.objects.filter(quiz=quiz, branch=branch).values_list("member_id", "on_paper"))
    found = QuizSum.objects.filter(quiz=quiz, branch=branch).first()
    return QuizPage(
        quiz=quiz,
        branch=branch,
        done=[each for each in roster if each.member_id in turns],
        on_paper={member for member, paper in turns.items() if paper},
        missing=[each for each in roster if each.member_id not in turns and not each.exemption],
        exempt=[each for each in roster if each.member_id not in turns and each.exemption],
        passed=found.passed if found else 0,
    )


def branch_counts(quiz: Quiz, after: str = "") -> tuple[list[BranchCount], str]:
    """How many have done it in each branch below, in the order of the tree, fifty at a time."""
    below = Organization.objects.filter(path__startswith=quiz.organization.path, path__gt=after)
    listed = list(below.branches().active_on(clock.today()).order_by("path")[: PAGE + 1])
    more = listed[PAGE - 1].path if len(listed) > PAGE else ""
    turns = QuizTurn.objects.filter(quiz=quiz, branch__in=listed[:PAGE])
    counts = Counter(turns.values_list("branch", flat=True))
    return [BranchCount(branch, counts[branch.pk]) for branch in listed[:PAGE]], more


def bank_of(organization: Organization) -> QuerySet[QuizQuestion]:
    rows: QuerySet[QuizQuestion] = QuizQuestion.objects.filter(organization=organization, is_kept=True)
    return rows


def topics_of(organization: Organization) -> list[BankTopic]:
    rows = bank_of(organization).order_by("topic").values_list("topic").annotate(Count("pk"))
    return [BankTopic(topic, number) for topic, number in rows]


@dataclass(frozen=True)
class OwnQuiz:
    """As its owner sees it: the only page on which a score stands."""

    quiz: Quiz
    turn: QuizTurn | None
    best: Outcome | None


def own_quizzes(member: Member, branch: Organization) -> list[OwnQuiz]:
    """Those that run now, and those of the last year that he has done. Two queries."""
    rows = Quiz.objects.filter(
        organization__path__in=_upwards(branch.path), state=QuizState.OPEN, opens_on__lte=clock.today()
    ).order_by("closes_on", "pk")
    turns = {turn.quiz_id: turn for turn in QuizTurn.objects.filter(member=member).select_related("quiz")}
    found = [_own(quiz, turns.get(quiz.pk)) for quiz in rows]
    return [each for each in found if each.quiz.is_running or each.turn]


def waiting_quizzes(member: Member) -> QuerySet[Quiz]:
    """What runs for him and is not done yet, the nearest end first."""
    today = clock.today()
    here = MembershipSpell.objects.filter(
        member=member, period__contains=today, branch__path__startswith=OuterRef("organization__path")
    )
    rows = Quiz.objects.filter(
        Exists(here), state=QuizState.OPEN, opens_on__lte=today, closes_on__gte=today
    ).exclude(Exists(QuizTurn.objects.filter(quiz=OuterRef("pk"), member=member)))
    return rows.order_by("closes_on", "pk")


def own_quiz(member: Member, pk: int) -> OwnQuiz | None:
    """One that is for the branch he is in today; for anybody else there is none."""
    branch = member.branch_on(clock.today())
    if branch is None:
        return None
    quiz = Quiz.objects.filter(
        pk=pk, organization__path__in=_upwards(branch.path), state=QuizState.OPEN
    ).first()
    if quiz is None or quiz.opens_on > clock.today():
        return None
    return _own(quiz, QuizTurn.objects.filter(quiz=quiz, member=member).select_related("quiz").first())


def best_of(turn: QuizTurn) -> Outcome | None:
    """For the member himself; nobody else's page asks for it."""
    if not turn.own:
        return None
    found = json.loads(turn.own)
    return Outcome(found["right"], found["of"], turn.quiz.pass_pct)


def _own(quiz: Quiz, turn: QuizTurn | None) -> OwnQuiz:
    return OwnQuiz(quiz, turn, best_of(turn) if turn else None)


def _upwards(path: str) -> list[str]:
    """The places on the way up, four signs a step."""
    return [path[:end] for end in range(4, len(path) + 1, 4)]
