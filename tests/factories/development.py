"""People on the way to membership, as far as a test needs them; by the real verbs, day by day."""

from datetime import date
from typing import Any

from django.db import transaction

from branches.models import Organization
from members.choices_development import StepOutcome
from members.models import Development, DevelopmentStep, Member, User
from members.rules.development import BY_REVIEW, STEPS
from members.rules.development_facts import (
    Activist,
    Approval,
    Archived,
    Candidate,
    Consent,
    ConversionMeeting,
    Filed,
    FormFilled,
    Grouped,
    Meeting,
    Oath,
    People,
    PoliticalReview,
    Review,
    StepFacts,
    Talk,
    Training,
)
from members.services import cultivating
from members.services.applying import Applicant, apply
from members.services.developing import Taken, take_step
from partywork.common.errors import DomainError

EVERYBODY = ("group", "contacts", "members", "masses")
BORN = date(2000, 5, 4)

# The steps before which a public notice hung on the wall: here they are taken with a reason instead.
NOTICED = ("activist_filed", "candidate_filed", "admitted", "conversion_decided")

# A way as it usually goes: the day of each step, and what it leaves behind. Ends on 2026-06-18.
WAY: dict[str, tuple[date, StepFacts]] = {
    "applied": (date(2023, 3, 1), StepFacts()),
    "talked": (date(2023, 3, 20), Talk(talker="李二")),
    "activist": (date(2023, 9, 5), Activist()),
    "activist_filed": (date(2023, 9, 20), Filed(number="机工〔2023〕9号")),
    "contacts": (date(2023, 9, 25), People()),
    "cultivation": (date(2024, 3, 5), Review(opinion="表现良好。")),
    "candidate": (date(2024, 9, 10), Candidate(heard=EVERYBODY)),
    "candidate_filed": (date(2024, 9, 24), Filed(number="机工〔2024〕12号")),
    "introducers": (date(2024, 9, 26), People()),
    "political_review": (date(2024, 11, 1), PoliticalReview(conclusion="政治合格")),
    "training": (date(2024, 11, 22), Training(begins=date(2024, 11, 18), days=5, hours=24, result="合格")),
    "reviewed": (date(2024, 12, 20), Consent()),
    "previewed": (date(2025, 1, 10), Consent(number="预审3号")),
    "form_filled": (date(2025, 1, 20), FormFilled(number="0001234")),
    "admitted": (date(2025, 2, 7), Meeting(expected=4, present=4, in_favour=4)),
    "superior_talk": (date(2025, 3, 3), Talk(talker="马一")),
    "approved": (date(2025, 3, 28), Approval(approver="市直机关工委", number="批复5号")),
    "registered": (date(2025, 4, 8), Filed()),
    "grouped": (date(2025, 4, 10), Grouped()),
    "oath": (date(2025, 7, 1), Oath(place="党员活动室")),
    "probation": (date(2025, 5, 6), Review(opinion="认真。")),
    "conversion_asked": (date(2026, 1, 20), StepFacts()),
    "conversion_decided": (
        date(2026, 2, 9),
        ConversionMeeting(expected=4, present=4, in_favour=4, heard=EVERYBODY),
    ),
    "conversion_approved": (date(2026, 3, 16), Approval(approver="市直机关工委")),
    "archived": (date(2026, 4, 1), Archived(kept_at="本人人事档案")),
}


def make_development(
    branch: Organization,
    *,
    by: User,
    name: str = "周六",
    until: str = "applied",
    people: list[Member] | None = None,
    **person: Any,
) -> Development:
    """Somebody who has taken every step up to `until`, on the usual days. `people` accompany."""
    applicant = Applicant(**{"name": name, "sex": "female", "born_on": BORN, **person})
    development = apply(branch, applicant, Taken(*WAY["applied"]), by=by)
    for step in STEPS[1:]:
        if development.steps.filter(key=until).exists():
            break
        walk(development, step.key, by=by, people=people)
    return Development.objects.get(pk=development.pk)


def walk(
    development: Development, key: str, *, by: User, people: list[Member] | None = None, **changes: Any
) -> DevelopmentStep:
    """The step as it usually goes, with what a test changes: `day`, `facts`, `reason`, `note`, `paper`."""
    day, facts = WAY[key]
    if isinstance(facts, People) and "facts" not in changes:
        chosen = people or list(Member.objects.filter(full_on__isnull=False).by_name()[:2])
        facts = People(members=tuple(person.pk for person in chosen[:2]))
    if key in BY_REVIEW:
        return _reviewed(development, key, by=by, day=changes.get("day", day), facts=facts)
    if key in NOTICED:
        changes = {"reason": "按当时的规定办理", **changes}
    return take_step(development, key, Taken(**{"day": day, "facts": facts, **changes}), by=by)


@transaction.atomic
def _reviewed(
    development: Development, key: str, *, by: User, day: date, facts: StepFacts
) -> DevelopmentStep:
    """A review begun and settled; a DomainError where it is another one that is due."""
    review = cultivating.begin_review(development, by=by)
    if review.step_key != key:
        raise DomainError(f"现在该写的是{review.title}。")
    said = cultivating.Opinion(on=day, behaviour=facts.says, branch_said="同意继续培养。")
    cultivating.settle_review(review, said, revision=review.revision, by=by)
    return development.steps.get(key=key, done_on=day, outcome=StepOutcome.DONE)
