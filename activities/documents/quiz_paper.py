"""A quiz for those without a phone: the questions, and the key on a page of its own (ED-08)."""

from dataclasses import dataclass

from partywork.common.pdf import Document


@dataclass(frozen=True)
class PaperQuestion:
    number: int
    kind: str
    text: str
    options: tuple[str, ...]
    answer: str
    explanation: str


@dataclass(frozen=True)
class QuizPaperContent:
    title: str
    by: str
    when: str
    questions: tuple[PaperQuestion, ...]
    with_key: bool


class QuizPaperDocument(Document[QuizPaperContent]):
    template = "documents/quiz_paper.html"
    stylesheets = ("form.css", "quiz_paper.css")
    content_type = QuizPaperContent
