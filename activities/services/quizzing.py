"""Question banks are filled, quizzes opened, answered, done on paper, withdrawn (ED-08). No score leaves its owner."""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from activities.choices import NoticeKind
from activities.choices_quiz import QuizState
from activities.importing.questions import ReadQuestion
from activities.models import Quiz, QuizQuestion, QuizSum, QuizTurn
from activities.reports.quizzes import best_of
from activities.rules.quiz import Outcome, outcome_of
from activities.services.notifying import Message, queue
from activities.states_quiz import QUIZ
from branches.models import Organization
from branches.reports.parameters import in_force
from members.models import Member, MembershipSpell, User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require, save

MOST = 50


@dataclass(frozen=True)
class NewQuiz:
    title: str
    opens_on: date
    closes_on: date
    pass_pct: int
    topic: str
    number: int


@transaction.atomic
def take_in(organization: Organization, rows: Sequence[ReadQuestion], *, by: User) -> int:
    """Into the bank; a question that is there is brought up to date. Answers how many are new."""
    organization = lock(organization)
    new = 0
    for row in rows:
        values = {
            "kind": row.kind,
            "options": list(row.options),
            "answer": row.answer,
            "explanation": row.explanation,
            "topic": row.topic,
            "is_kept": True,
        }
        _, is_new = QuizQuestion.objects.update_or_create(
            organization=organization,
            text=row.text,
            defaults=values,
            create_defaults={**values, "added_by": by},
        )
        new += is_new
    journal(organization, "take_in_questions", by=by, reason=f"{len(rows)}题，新{new}题")
    return new


@transaction.atomic
def drop_question(question: QuizQuestion, *, by: User) -> None:
    """Out of the bank; quizzes that took it keep their copy."""
    question = lock(question)
    if question.is_kept:
        question.is_kept = False
        save(question, "is_kept")
        journal(question, "drop", by=by)


@transaction.atomic
def open_quiz(organization: Organization, new: NewQuiz, *, by: User) -> Quiz:
    """So many questions of the bank, by chance, for everybody below; pressed twice it is one."""
    organization = lock(organization)
    require(new.title.strip(), "请写名称。", field="title")
    require(new.opens_on <= new.closes_on, "结束日期早于开始日期。", field="closes_on")
    require(new.closes_on >= clock.today(), "结束日期已经过了。", field="closes_on")
    require(1 <= new.pass_pct <= 100, "通过的比例在 1 到 100 之间。", field="pass_pct")
    require(1 <= new.number <= MOST, f"一次 1 到 {MOST} 题。", field="number")
    standing = Quiz.objects.filter(
        organization=organization, title=new.title.strip(), opens_on=new.opens_on, state=QuizState.OPEN
    ).first()
    if standing is not None:
        return standing
    bank = QuizQuestion.objects.filter(organization=organization, is_kept=True)
    found = list(bank.filter(topic=new.topic) if new.topic else bank)
    require(len(found) >= new.number, f"题库里只有 {len(found)} 题，不够 {new.number} 题。", field="number")
    chosen = random.SystemRandom().sample(found, new.number)
    quiz: Quiz = Quiz.objects.create(
        organization=organization,
        title=new.title.strip(),
        opens_on=new.opens_on,
        closes_on=new.closes_on,
        pass_pct=new.pass_pct,
        content=[_frozen(each) for each in chosen],
        tenths=int(in_force(organization, new.opens_on)["ed.hours_per_quiz"]) * 10,
        made_by=by,
    )
    journal(quiz, "open", by=by, reason=f"{new.number}题", after=quiz.state)
    _tell(quiz)
    return quiz


@transaction.atomic
def withdraw(quiz: Quiz, *, by: User, reason: str) -> Quiz:
    """A mistake in it: nobody answers it any more, and it counts for nothing."""
    quiz = lock(quiz)
    require(reason.strip(), "请写明撤回的原因。", field="reason")
    advance(quiz, QUIZ, "withdraw", by=by, reason=reason.strip())
    return quiz


@transaction.atomic
def finish(quiz: Quiz, member: Member, said: Mapping[int, str], *, branch: Organization) -> Outcome:
    """All answered: it is done, from the first time on. Again as often as somebody likes; the best one is his.

    Whether he has passed is added to the branch's sum once, and stands beside his name nowhere.
    """
    quiz = lock(quiz)
    require(quiz.is_running, f"答题时间是{quiz.opens_on}到{quiz.closes_on}，现在不能答。", code="closed")
    questions = quiz.questions
    missing = [each.number for each in questions if not each.is_answer(said.get(each.number, ""))]
    require(not missing, f"第{'、'.join(map(str, missing))}题还没有答。", code="missing")
    outcome = outcome_of(questions, said, quiz.pass_pct)
    turn = QuizTurn.objects.filter(quiz=quiz, member=member).first() or QuizTurn(
        quiz=quiz, member=member, branch=branch, done_on=clock.today()
    )
    before = best_of(turn)
    if before is None or outcome.right > before.right:
        turn.own = json.dumps({"right": outcome.right, "of": outcome.of})
    turn.save()
    if outcome.has_passed and (before is None or not before.has_passed):
        QuizSum.objects.get_or_create(quiz=quiz, branch=turn.branch)
        QuizSum.objects.filter(quiz=quiz, branch=turn.branch).update(passed=F("passed") + 1)
    return outcome


@transaction.atomic
def note_on_paper(quiz: Quiz, branch: Organization, members: Iterable[Member], *, by: User, on: date) -> int:
    """Done on paper: that it was done, and nothing of how well. Who has done it already stays as he is."""
    quiz = lock(quiz)
    require(quiz.state == QuizState.OPEN, "这次测试已经撤回。", code="withdrawn")
    require(quiz.opens_on <= on <= clock.today(), "日期在开始以后、今天以前。", field="on")
    people = list(members)
    require(people, "请至少选一名党员。", field="people")
    known = set(QuizTurn.objects.filter(quiz=quiz, member__in=people).values_list("member_id", flat=True))
    fresh = [each for each in people if each.pk not in known]
    QuizTurn.objects.bulk_create(
        QuizTurn(quiz=quiz, member=each, branch=branch, done_on=on, on_paper=True) for each in fresh
    )
    if fresh:
        journal(quiz, "note_on_paper", by=by, reason=f"{len(fresh)}人")
    return len(fresh)


def _frozen(question: QuizQuestion) -> dict[str, object]:
    fields = ("kind", "text", "options", "answer", "explanation")
    return {name: getattr(question, name) for name in fields}


def _tell(quiz: Quiz) -> None:
    """Everybody below, once; those without an account are told by their branch."""
    spells = MembershipSpell.objects.filter(
        branch__path__startswith=quiz.organization.path,
        period__contains=clock.today(),
        member__user__isnull=False,
    )
    message = Message(
        occasion=f"quiz:{quiz.pk}",
        kind=NoticeKind.REMINDER,
        subject=f"学习测试：{quiz.title}"[:120],
        body=f"{len(quiz.content)}题，{clock.short_date(quiz.closes_on)}前都可以答，可以重答。答得怎样只有您自己知道。",
        link=reverse("my_quiz", args=[quiz.pk]),
    )
    queue(spells.values_list("member__user", flat=True), message)
