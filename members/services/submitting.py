"""What the branch puts before the Party committee about one person, and the answer (DV-04..DV-22)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse

from branches.choices import OrganizationKind
from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices import Post
from members.choices_development import ApproverKind, StepOutcome
from members.choices_publicity import Matter, SubmissionState
from members.models import Appointment, Development, DevelopmentSubmission
from members.reports.public_notices import waits_for_notice
from members.rules.development import BY_NUMBER, DevelopmentStep, missing_before
from members.rules.development_facts import Approval, Consent, Filed, StepFacts
from members.services.developing import Taken, take_step
from members.services.developing_way import lock_way
from members.states_publicity import SUBMISSION
from partywork.common import clock, inbox
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, journal, lock, require

BRANCH_POSTS = (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.ORGANIZATION_MEMBER)
# A filing is agreed to or sent back; a preview and an approval may also be refused for good.
DECISIONS = {Matter.PREVIEW, Matter.ADMISSION, Matter.CONVERSION}


@dataclass(frozen=True)
class Answer:
    """The committee's word. `special` is why it came after three months, `reason` answers a warning (DV-17)."""

    on: date
    number: str = ""
    opinion: str = ""
    special: str = ""
    reason: str = ""


def step_of(matter: str) -> DevelopmentStep:
    return BY_NUMBER[int(matter)]


def approver_of(branch: Organization) -> Organization | None:
    """The next Party committee above; a general branch may only look at it on the way (DV-19)."""
    above = branch.superior
    while above is not None and above.kind != OrganizationKind.COMMITTEE:
        above = above.superior
    return above


@transaction.atomic
def submit(
    development: Development, matter: str, *, note: str = "", by: AbstractBaseUser
) -> DevelopmentSubmission:
    """Hand it up; what was returned goes up again. Pressed twice, it is one."""
    held = lock(development)
    require(held.is_open, f"{held.name}现在没有在培养。", code="wrong_state")
    require(matter in Matter.values, "请选择呈报的事项。", field="matter")
    to = approver_of(held.branch)
    require(to is not None, "上面没有党委可以呈报，请在发展过程里登记纸质批复。", code="nobody_above")
    assert to is not None
    _require_ready(held, step_of(matter))
    waiting = {"state__in": [SubmissionState.WAITING, SubmissionState.RETURNED]}
    row: DevelopmentSubmission | None = held.submissions.filter(matter=matter, **waiting).first()
    if row is not None and row.state == SubmissionState.WAITING:
        return row
    if row is not None:
        row.note, row.submitted_at, row.submitted_by_id = note.strip()[:300], clock.now(), by.pk
        fields = ("note", "submitted_at", "submitted_by")
        advance(row, SUBMISSION, "resubmit", by=by, fields=fields)
        return row
    made: DevelopmentSubmission = DevelopmentSubmission.objects.create(
        development=held,
        branch=held.branch,
        to=to,
        matter=matter,
        note=note.strip()[:300],
        submitted_at=clock.now(),
        submitted_by_id=by.pk,
    )
    journal(made, "submit", by=by)
    return made


@transaction.atomic
def agree(row: DevelopmentSubmission, answer: Answer, *, by: AbstractBaseUser) -> DevelopmentSubmission:
    """Agreed: the step of the way is taken, on the day and with the number of the answer."""
    development = lock_way(row.development)
    held = _answered(row, answer, by)
    _take(development, held, answer, passed=True, by=by)
    _advance(held, "agree", by)
    return held


@transaction.atomic
def refuse(row: DevelopmentSubmission, answer: Answer, *, by: AbstractBaseUser) -> DevelopmentSubmission:
    """Not agreed, with the reason; for a preview or an approval only, the way ends or begins again as the rules say."""
    development = lock_way(row.development)
    decides = Matter(row.matter) in DECISIONS
    require(decides, "备案有问题的请退回补充，不作“不同意”。", field="decision")
    require(answer.opinion.strip(), "请写明不同意的理由。", field="opinion")
    held = _answered(row, answer, by)
    _take(development, held, answer, passed=False, by=by)
    _advance(held, "refuse", by)
    return held


@transaction.atomic
def return_(row: DevelopmentSubmission, answer: Answer, *, by: AbstractBaseUser) -> DevelopmentSubmission:
    """Back to the branch: something is missing; no step is taken."""
    lock(row.development)
    require(answer.opinion.strip(), "请写明要补充或更正什么。", field="opinion")
    held = _answered(row, answer, by)
    _advance(held, "return", by)
    return held


def _answered(row: DevelopmentSubmission, answer: Answer, by: AbstractBaseUser) -> DevelopmentSubmission:
    held = lock(row)
    waits = held.state == SubmissionState.WAITING
    require(waits, f"这件呈报现在是“{held.get_state_display()}”，不用再答复。", code="answered")
    require(answer.on <= clock.today(), "答复日期不能晚于今天。", field="on")
    held.answered_on, held.number = answer.on, answer.number.strip()[:60]
    held.answer, held.answered_by_id = answer.opinion.strip()[:300], by.pk
    return held


def _advance(held: DevelopmentSubmission, verb: str, by: AbstractBaseUser) -> None:
    fields = ("answered_on", "number", "answer", "answered_by")
    advance(held, SUBMISSION, verb, by=by, reason=held.answer, fields=fields)
    holders = Appointment.objects.on(clock.today()).filter(organization=held.branch, post__in=BRANCH_POSTS)
    word = inbox.Word(
        occasion=f"development:{held.pk}:{held.submitted_at:%Y%m%d%H%M%S}:{held.state}"[:80],
        matter=inbox.Matter.DEVELOPMENT,
        subject=f"{held.get_matter_display()}：{held.get_state_display()}",
        body=f"{held.to.called}答复了一件{held.get_matter_display()}，内容见呈报页面。",
        link=reverse("development_submissions"),
    )
    inbox.tell(sorted(set(holders.values_list("holder", flat=True))), word)


def _take(
    development: Development,
    held: DevelopmentSubmission,
    answer: Answer,
    *,
    passed: bool,
    by: AbstractBaseUser,
) -> None:
    facts = _facts(held, answer, passed)
    taken = Taken(day=answer.on, facts=facts, reason=answer.reason.strip() or answer.special.strip())
    try:
        take_step(development, step_of(held.matter).key, taken, by=by)
    except DomainError as refusal:
        field = {"day": "on", "special": "special", "reason": "reason"}.get(refusal.field, "")
        raise DomainError(refusal.message, field=field, code=refusal.code) from refusal


def _facts(held: DevelopmentSubmission, answer: Answer, passed: bool) -> StepFacts:
    matter = Matter(held.matter)
    if matter in (Matter.ACTIVIST, Matter.CANDIDATE):
        return Filed(number=held.number)
    if matter == Matter.PREVIEW:
        return Consent(passed=passed, number=held.number, opinion=held.answer)
    return Approval(
        approver=held.to.name_on(answer.on),
        approver_kind=ApproverKind.COMMITTEE,
        passed=passed,
        number=held.number,
        special=answer.special.strip(),
    )


def _require_ready(development: Development, step: DevelopmentStep) -> None:
    done = dict.fromkeys(
        development.steps.filter(outcome=StepOutcome.DONE).values_list("key", flat=True), True
    )
    require(step.key not in done, f"第{step.number}步“{step.title}”已经办了。", code="done_already")
    missing = "、".join(f"第{each.number}步“{each.title}”" for each in missing_before(step, done))
    require(not missing, f"要先办{missing}，才能呈报。", field="matter", code="blocked")
    limits = in_force(development.branch, clock.today())
    wait = waits_for_notice(development, step.number, clock.today(), limits)
    require(wait is None or not wait.stops, wait.sentence if wait else "", field="matter", code="blocked")
