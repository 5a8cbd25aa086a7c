"""Questions and their answers: right or wrong, passed or not; nothing here knows who answered (ED-08, BR-03). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from activities.choices_quiz import QuestionKind

LETTERS = "ABCDEFGH"
TRUE_FALSE = ("对", "错")
# Fewer answers than this, and a sum says what one person scored.
LEAST_FOR_A_SUM = 3


@dataclass(frozen=True)
class Question:
    """As it stands in a quiz, frozen; `answer` are the letters of the right options in order."""

    number: int
    kind: str
    text: str
    options: tuple[str, ...]
    answer: str
    explanation: str = ""

    @property
    def kind_text(self) -> str:
        return str(QuestionKind(self.kind).label)

    @property
    def takes_several(self) -> bool:
        return self.kind == QuestionKind.MULTIPLE

    @property
    def lettered(self) -> list[tuple[str, str]]:
        return list(zip(LETTERS, self.options, strict=False))

    @property
    def answer_text(self) -> str:
        """A　民主集中制；C　……"""
        return "；".join(
            text if self.kind == QuestionKind.TRUE_FALSE else f"{letter}　{text}"
            for letter, text in self.lettered
            if letter in self.answer
        )

    def is_right(self, said: str) -> bool:
        """All of them and no other."""
        return "".join(sorted(set(said))) == self.answer

    def is_answer(self, said: str) -> bool:
        """Something that can be said to it: letters of its options, one where one is asked for."""
        known = {letter for letter, _ in self.lettered}
        return bool(said) and set(said) <= known and (self.takes_several or len(set(said)) == 1)


@dataclass(frozen=True)
class Outcome:
    """What one person did, for that person alone."""

    right: int
    of: int
    pass_pct: int

    @property
    def has_passed(self) -> bool:
        """In integers: 60 % of 7 are 4.2, four right answers are not enough."""
        return self.right * 100 >= self.pass_pct * self.of


def outcome_of(questions: Sequence[Question], said: Mapping[int, str], pass_pct: int) -> Outcome:
    right = sum(each.is_right(said.get(each.number, "")) for each in questions)
    return Outcome(right, len(questions), pass_pct)


def is_open(today: date, opens_on: date, closes_on: date) -> bool:
    """Both days included."""
    return opens_on <= today <= closes_on


def sum_is_told(today: date, closes_on: date, done: int) -> bool:
    """How many passed is said when it is over and enough have done it to hide each."""
    return today > closes_on and done >= LEAST_FOR_A_SUM


def read_said(text: str) -> dict[int, str]:
    """1:A,2:BC as the pages carry it from question to question; what is not understood is left out."""
    found = {}
    for part in text[:2000].split(","):
        number, _, letters = part.partition(":")
        understood = number.isascii() and number.isdigit() and len(number) < 4
        if understood and letters and set(letters) <= set(LETTERS):
            found[int(number)] = letters
    return found


def write_said(said: Mapping[int, str]) -> str:
    return ",".join(f"{number}:{letters}" for number, letters in sorted(said.items()))
