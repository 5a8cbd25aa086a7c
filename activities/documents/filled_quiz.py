"""A quiz as it is printed (ED-08)."""

from activities.choices_quiz import QuestionKind
from activities.documents.quiz_paper import PaperQuestion, QuizPaperContent, QuizPaperDocument
from activities.models import Quiz
from activities.rules.quiz import Question
from partywork.common import clock


def quiz_paper(quiz: Quiz, *, with_key: bool) -> QuizPaperDocument:
    return QuizPaperDocument(
        QuizPaperContent(
            title=quiz.title,
            by=quiz.organization.name,
            when=f"{clock.short_date(quiz.opens_on)}至{clock.short_date(quiz.closes_on)}",
            questions=tuple(_question(each) for each in quiz.questions),
            with_key=with_key,
        )
    )


def _question(each: Question) -> PaperQuestion:
    options = tuple(f"{letter}．{text}" for letter, text in each.lettered)
    if each.kind == QuestionKind.TRUE_FALSE:
        options = ("对（　）　　错（　）",)
    return PaperQuestion(each.number, each.kind_text, each.text, options, each.answer_text, each.explanation)
