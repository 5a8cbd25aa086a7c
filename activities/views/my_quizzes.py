"""A quiz on the phone: one question a page, large answers, the explanation at once, and again (ED-08)."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from activities.models import Quiz
from activities.reports.quizzes import OwnQuiz, own_quiz, own_quizzes
from activities.rules.quiz import LETTERS, Question, read_said, write_said
from activities.services import quizzing
from activities.views.own_member import own_member
from members.models import Member
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page, refused


@require_safe
@never_cache
def my_quizzes(request: OfficeRequest) -> HttpResponse:
    member = own_member(request)
    branch = member.branch_on(clock.today()) if member else None
    if member is None or branch is None:
        return page(request, "activities/member/nobody.html")
    return page(request, "activities/quiz/mine.html", {"quizzes": own_quizzes(member, branch)})


@dataclass(frozen=True)
class _Going:
    """Where somebody is: what was said so far travels with the page, nothing of it is kept on the way."""

    question: Question
    said: dict[int, str]

    @property
    def carried(self) -> str:
        return write_said(self.said)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_quiz(request: OfficeRequest, pk: int) -> HttpResponse:
    member = own_member(request)
    own = own_quiz(member, pk) if member else None
    if member is None or own is None:
        raise Http404("没有这次测试，或它不是您支部的。")
    if request.method != "POST":
        return page(request, "activities/quiz/my_start.html", {"own": own})
    if not own.quiz.is_running:
        return refused(request, "答题时间已经过了。", "my_quiz", pk)
    said = read_said(request.POST.get("said", ""))
    if request.POST.get("step") == "finish":
        return _finish(request, own, member, said)
    asked = number(request.POST.get("number")) or 1
    question = next((each for each in own.quiz.questions if each.number == asked), own.quiz.questions[0])
    if request.POST.get("step") != "answer":
        return _ask(request, own.quiz, _Going(question, said))
    chosen = "".join(sorted({each for each in request.POST.getlist("choice") if each and each in LETTERS}))
    if not question.is_answer(chosen):
        wrong = "请选出所有正确的。" if question.takes_several else "请选一个。"
        return _ask(request, own.quiz, _Going(question, said), wrong=wrong, status=422)
    return _explain(request, own.quiz, _Going(question, {**said, question.number: chosen}))


def _ask(
    request: OfficeRequest, quiz: Quiz, going: _Going, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    context = {"quiz": quiz, "going": going, "wrong": wrong, "total": len(quiz.content)}
    return page(request, "activities/quiz/my_question.html", context, status=status)


def _explain(request: OfficeRequest, quiz: Quiz, going: _Going) -> HttpResponse:
    chosen = going.said[going.question.number]
    context = {
        "quiz": quiz,
        "going": going,
        "is_right": going.question.is_right(chosen),
        "chosen": chosen,
        "next": going.question.number + 1 if going.question.number < len(quiz.content) else None,
        "total": len(quiz.content),
    }
    return page(request, "activities/quiz/my_explanation.html", context)


def _finish(request: OfficeRequest, own: OwnQuiz, member: Member, said: dict[int, str]) -> HttpResponse:
    branch = member.branch_on(clock.today())
    assert branch is not None
    try:
        outcome = quizzing.finish(own.quiz, member, said, branch=branch)
    except DomainError as refusal:
        return refused(request, refusal.message, "my_quiz", own.quiz.pk)
    return page(request, "activities/quiz/my_outcome.html", {"quiz": own.quiz, "outcome": outcome})
