"""The way to membership: applied, each step taken or put right, stopped and begun again (DV-01..DV-23).

What a step does beyond being written down (a member enrolled, a contact named) stands in developing_effects.py.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices_development import DevelopmentState, StepOutcome
from members.models import Development, DevelopmentStep
from members.reports.development_surroundings import remarks_around
from members.reports.development_way import way_of
from members.rules import development_checks as checks
from members.rules.development import BY_KEY, STAGE_NAMES, STEPS, Stage
from members.rules.development import DevelopmentStep as Step
from members.rules.development_facts import StepFacts
from members.rules.development_path import DONE_ANEW, next_step
from members.rules.names import name_key, tidy_name
from members.services import developing_effects as effects
from members.states_development import DEVELOPMENT
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, journal, lock, require, save

# Refused above, the way begins again with the committee's review; what was cultivated stays.
AGAIN_FROM = 12


@dataclass(frozen=True)
class Applicant:
    """Whoever applies, with the least the record form asks for (F-24, PI-01)."""

    name: str
    sex: str
    born_on: date
    ethnicity: str = ""
    education: str = ""
    occupation: str = ""
    leaving_on: date | None = None


@dataclass(frozen=True)
class Taken:
    """A step as it is handed in. `reason` answers a warning; `paper` is its file, if there is one."""

    day: date
    facts: StepFacts
    note: str = ""
    reason: str = ""
    paper: "ContentFile[bytes] | None" = None


@transaction.atomic
def apply(
    branch: Organization,
    applicant: Applicant,
    taken: Taken,
    *,
    by: AbstractBaseUser,
    another_person: bool = False,
) -> Development:
    """The written application came in: the first of the twenty-five steps (DV-02)."""
    require(branch.is_branch, "入党申请书交给党支部，请选择党支部。", field="branch")
    lock(branch)
    development = Development(branch=branch, created_by_id=by.pk, stage=Stage.APPLICATION)
    _fill(development, applicant)
    if not another_person:
        _require_nobody_same(development)
    development.save()
    journal(development, "apply", by=by, after=branch.called[:30])
    _take(development, BY_KEY["applied"], taken, by=by)
    return development


@transaction.atomic
def correct_person(development: Development, applicant: Applicant, *, by: AbstractBaseUser) -> Development:
    """What is kept about the person, as it should have been; the journal says which items, not what they were."""
    held = lock(development)
    before = dict(_items(held))
    _fill(held, applicant)
    changed = [label for label, value in _items(held) if value != before[label]]
    if not changed:
        return held
    applied = held.steps.filter(key="applied", outcome=StepOutcome.DONE).first()
    if applied is not None:
        way = way_of(held, in_force(held.branch, applied.done_on))
        _refuse_blocked(checks.remarks_on("applied", applied.done_on, StepFacts(), way), field="born_on")
    held.save()
    journal(held, "correct", by=by, reason="、".join(changed))
    return held


@transaction.atomic
def take_step(development: Development, key: str, taken: Taken, *, by: AbstractBaseUser) -> DevelopmentStep:
    """One step further. What a rule forbids is refused with its numbers; a warning needs a written reason."""
    held = lock(development)
    _require_open(held)
    return _take(held, _step(key), taken, by=by)


@transaction.atomic
def correct_step(row: DevelopmentStep, taken: Taken, *, why: str, by: AbstractBaseUser) -> DevelopmentStep:
    """The step as it should have been; what stood there is kept with the reason (RC-06)."""
    held = lock(row.development)
    row = lock(row)
    require(why.strip(), "请写明为什么更正。", field="why")
    require(row.outcome != StepOutcome.REPLACED, "这一步已经更正过了，请刷新后再看。", code="gone")
    _require_open(held)
    step = BY_KEY[row.key]
    effects.require_correctable(held, row)
    _require_before_followers(held, step, taken.day)
    _replace(row, why)
    effects.undo(held, row)
    return _take(held, step, taken, by=by, instead_of=row)


@transaction.atomic
def take_back(row: DevelopmentStep, *, why: str, by: AbstractBaseUser) -> None:
    """Written down by mistake: it is as if it had not been done, and the reason is kept."""
    held = lock(row.development)
    row = lock(row)
    require(why.strip(), "请写明为什么撤回这一步。", field="why")
    require(row.outcome != StepOutcome.REPLACED, "这一步已经更正过了，请刷新后再看。", code="gone")
    require(row.key != "applied", "入党申请不能撤回登记；本人不再申请的，请登记“本人撤回申请”。")
    _require_open(held)
    effects.require_correctable(held, row)
    followers = _followers(held, BY_KEY[row.key]) if _is_only_one(held, row) else []
    names = "、".join(f"第{step.number}步“{step.title}”" for step in followers)
    require(not followers, f"{names}是在它之后办的，请先撤回{names}。")
    _replace(row, why)
    effects.undo(held, row)
    _set_stage(held)
    journal(held, "take_back", by=by, before=row.step.title[:30], reason=why)


@transaction.atomic
def do_again(row: DevelopmentStep, *, why: str, by: AbstractBaseUser) -> None:
    """A review that has expired, contacts that have gone, a decision that waited too long: to be done anew (DV-17).

    What was done stays in the file as it was.
    """
    held = lock(row.development)
    row = lock(row)
    _require_open(held)
    require(why.strip(), "请写明为什么重新办理。", field="why")
    with_it = DONE_ANEW.get(row.key)
    if with_it is None or not row.is_done or (row.key != "contacts" and held.member_id is not None):
        raise DomainError(f"第{row.step.number}步“{row.step.title}”不能重新办理；写错了的请用“更正”。")
    rows = held.steps.filter(key__in=(row.key, *with_it), outcome=StepOutcome.DONE)
    rows.update(outcome=StepOutcome.SETTLED, why=why.strip())
    effects.undo(held, row)
    _set_stage(held)
    journal(held, "do_again", by=by, before=row.step.title[:30], reason=why)


@transaction.atomic
def stop(development: Development, *, day: date, reason: str, by: AbstractBaseUser) -> Development:
    """The branch no longer cultivates this person; the file stays as it is."""
    return _end(development, "stop", day=day, reason=reason, by=by)


@transaction.atomic
def withdraw(development: Development, *, day: date, reason: str, by: AbstractBaseUser) -> Development:
    """The person takes the application back."""
    return _end(development, "withdraw", day=day, reason=reason, by=by)


@transaction.atomic
def restart(development: Development, *, reason: str, by: AbstractBaseUser) -> Development:
    """Go on after a stop; after a refusal the steps of admission are taken anew, cultivation counts on."""
    held = lock(development)
    require(reason.strip(), "请写明为什么重新开始。", field="reason")
    was_refused = held.state == DevelopmentState.REFUSED
    advance(held, DEVELOPMENT, "restart", by=by, reason=reason)
    if was_refused:
        keys = [step.key for step in STEPS if step.number >= AGAIN_FROM]
        held.steps.filter(key__in=keys, outcome=StepOutcome.DONE).update(
            outcome=StepOutcome.SETTLED, why="上级未批准，重新办理"
        )
    _set_stage(held)
    return held


@transaction.atomic
def move(
    development: Development, to: Organization, *, day: date, reason: str, by: AbstractBaseUser
) -> Development:
    """To another branch: what was done counts on, the contacts of the old branch end (DV-05, DV-08)."""
    held = lock(development)
    _require_open(held)
    require(to.is_branch and to.is_active_on(day), "请选择一个党支部。", field="to")
    require(to.pk != held.branch_id, "已经在这个党支部了。", field="to")
    require(held.member_id is None, "已经是预备党员，请用转接组织关系。", code="is_member")
    require(day <= clock.today(), "日期不能晚于今天。", field="day")
    before = held.branch.called
    held.contacts.filter(until=None, since__lt=day).update(until=day)
    held.contacts.filter(until=None).delete()
    held.branch = to
    save(held, "branch")
    journal(held, "move", by=by, before=before[:30], after=to.called[:30], reason=reason)
    return held


@transaction.atomic
def count_earlier(
    development: Development,
    months: int,
    *,
    place: str,
    paper: "ContentFile[bytes] | None",
    by: AbstractBaseUser,
) -> Development:
    """Months as an activist elsewhere count where a document shows them (DV-08)."""
    held = lock(development)
    _require_open(held)
    said = "转来前的培养时间要有原单位党组织的证明材料。"
    require(months == 0 or paper is not None or held.earlier_paper, said, field="paper")
    require("candidate" not in _done(held), "已经确定为发展对象，培养时间不再改动。", code="done_already")
    held.earlier_months, held.earlier_place = months, place.strip()
    if paper is not None:
        held.earlier_paper = paper
    save(held, "earlier_months", "earlier_place", "earlier_paper")
    journal(held, "count_earlier", by=by, after=f"{months}个月", reason=place.strip())
    return held


def _take(
    held: Development,
    step: Step,
    taken: Taken,
    *,
    by: AbstractBaseUser,
    instead_of: DevelopmentStep | None = None,
) -> DevelopmentStep:
    require(taken.day <= clock.today(), "日期不能晚于今天。", field="day")
    require(taken.day >= held.born_on, f"日期早于出生日期{held.born_on:%Y-%m-%d}，请核对。", field="day")
    rows = list(held.steps.exclude(outcome=StepOutcome.REPLACED))
    _require_not_yet(step, taken.day, rows)
    others = [row for row in rows if row.key != step.key or step.repeats]
    limits = in_force(held.branch, taken.day)
    way = way_of(held, limits, taken=others)
    facts = checks.judged(effects.completed(held, step.key, taken.day, taken.facts))
    remarks = checks.remarks_on(step.key, taken.day, facts, way)
    if facts.passes:
        remarks = (*remarks, *remarks_around(held, step, taken.day, limits))
    _refuse_blocked(remarks)
    warnings = [remark.sentence for remark in remarks if remark.weight is checks.Weight.WARN]
    if warnings and not taken.reason.strip():
        raise DomainError("".join(warnings), field="reason", code="reason_needed")
    kept = [remark.sentence for remark in remarks]
    row = DevelopmentStep(
        development=held,
        branch=held.branch,
        key=step.key,
        done_on=taken.day,
        facts=facts.as_json(),
        outcome=effects.outcome_of(facts),
        note=taken.note.strip(),
        warned="\n".join(kept),
        reason=taken.reason.strip() if warnings else "",
        by_id=by.pk,
    )
    if taken.paper is not None:
        row.paper, row.paper_name = taken.paper, (taken.paper.name or "材料")[-100:]
    elif instead_of is not None and instead_of.paper:
        row.paper, row.paper_name = instead_of.paper.name, instead_of.paper_name
    row.save()
    effects.follow(held, row, facts, way, by=by)
    _set_stage(held)
    journal(held, "take_step", by=by, after=step.title[:30], reason=row.reason)
    return row


def _require_not_yet(step: Step, day: date, rows: list[DevelopmentStep]) -> None:
    same = [row for row in rows if row.key == step.key and row.is_done]
    if not step.repeats and same:
        on = same[0].done_on
        raise DomainError(
            f"第{step.number}步“{step.title}”{on:%Y-%m-%d}已经办了；要改请用“更正”。", code="done_already"
        )
    twice = f"{day:%Y-%m-%d}已经记过一次“{step.title}”；要改请用“更正”。"
    require(all(row.done_on != day for row in same), twice, field="day", code="done_already")


def _refuse_blocked(remarks: tuple[checks.Remark, ...], *, field: str = "") -> None:
    for remark in remarks:
        if remark.weight is checks.Weight.BLOCK:
            raise DomainError(remark.sentence, field=field or remark.field, code="blocked")


def _require_before_followers(held: Development, step: Step, day: date) -> None:
    """A corrected day may not pass what was done after it."""
    later = held.steps.filter(
        outcome=StepOutcome.DONE, key__in=[each.key for each in STEPS if step.number in each.needs]
    )
    first = later.order_by("done_on").first()
    if first is not None and not step.repeats:
        said = f"第{first.step.number}步“{first.step.title}”在{first.done_on:%Y-%m-%d}，这一步不能比它晚。"
        require(day <= first.done_on, said, field="day")


def _followers(held: Development, step: Step) -> list[Step]:
    """Steps that were done and need this one."""
    done = set(held.steps.filter(outcome=StepOutcome.DONE).values_list("key", flat=True))
    return [each for each in STEPS if step.number in each.needs and each.key in done]


def _is_only_one(held: Development, row: DevelopmentStep) -> bool:
    same = held.steps.filter(key=row.key, outcome=StepOutcome.DONE).exclude(pk=row.pk)
    return row.is_done and not same.exists()


def _replace(row: DevelopmentStep, why: str) -> None:
    row.outcome, row.why = StepOutcome.REPLACED, why.strip()
    row.save(update_fields=["outcome", "why"])


def _done(held: Development) -> dict[str, object]:
    return dict.fromkeys(held.steps.filter(outcome=StepOutcome.DONE).values_list("key", flat=True))


def _set_stage(held: Development) -> None:
    """The stage of what comes next; the last one when everything is done."""
    following = next_step(_done(held))
    stage = following.stage if following else Stage.PROBATION
    if held.stage != stage:
        held.stage = stage
        save(held, "stage")


def _end(development: Development, verb: str, *, day: date, reason: str, by: AbstractBaseUser) -> Development:
    held = lock(development)
    require(reason.strip(), "请写明原因。", field="reason")
    require(day <= clock.today(), "日期不能晚于今天。", field="day")
    said = "已经是预备党员；不再具备条件的，由支部大会讨论取消预备党员资格（第23步）。"
    require(held.member_id is None, said, code="is_member")
    advance(held, DEVELOPMENT, verb, by=by, reason=f"{day:%Y-%m-%d}：{reason.strip()}")
    held.contacts.filter(until=None, since__lt=day).update(until=day)
    return held


def _require_open(held: Development) -> None:
    said = f"{held.name}现在是“{held.get_state_display()}”，不能再办或更正。"
    require(held.is_open, said, code="wrong_state")


def _require_nobody_same(development: Development) -> None:
    same = Development.objects.open().filter(name=development.name, born_on=development.born_on)
    found = same.select_related("branch").first()
    if found is not None:
        where = "本支部" if found.branch_id == development.branch_id else "别的党支部"
        raise DomainError(
            f"{where}已有{development.name}的入党申请，出生日期相同；转来的请由原支部办转接。",
            field="name",
            code="same_person",
        )


def _fill(development: Development, applicant: Applicant) -> None:
    name = tidy_name(applicant.name)
    require(name, "请填写姓名。", field="name")
    require(applicant.born_on < clock.today(), "出生日期不能晚于今天。", field="born_on")
    development.name, development.name_key = name, name_key(name)
    development.sex, development.born_on = applicant.sex, applicant.born_on
    development.ethnicity, development.education = applicant.ethnicity.strip(), applicant.education.strip()
    development.occupation, development.leaving_on = applicant.occupation.strip(), applicant.leaving_on


def _items(development: Development) -> list[tuple[str, object]]:
    return [
        ("姓名", development.name),
        ("性别", development.sex),
        ("出生日期", development.born_on),
        ("民族", development.ethnicity),
        ("学历", development.education),
        ("单位及职务", development.occupation),
        ("预计离开日期", development.leaving_on),
    ]


def _step(key: str) -> Step:
    step = BY_KEY.get(key)
    if step is None:
        names = "、".join(STAGE_NAMES.values())
        raise DomainError(f"二十五步里没有“{key}”；五个阶段是{names}。", code="unknown")
    return step
