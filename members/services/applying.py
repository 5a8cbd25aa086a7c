"""Somebody applies, and what is kept about the person: put right, and what was cultivated elsewhere (DV-02, DV-08)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices_development import StepOutcome
from members.models import Development
from members.reports.development_way import way_of
from members.rules import development_checks as checks
from members.rules.development import BY_KEY, Stage
from members.rules.development_facts import StepFacts
from members.rules.names import name_key, tidy_name
from members.services.developing import Taken, enter
from members.services.developing_way import done_keys, refuse_blocked, require_open
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require, save


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
    enter(development, BY_KEY["applied"], taken, by=by)
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
        refuse_blocked(checks.remarks_on("applied", applied.done_on, StepFacts(), way), field="born_on")
    held.save()
    journal(held, "correct", by=by, reason="、".join(changed))
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
    require_open(held)
    said = "转来前的培养时间要有原单位党组织的证明材料。"
    require(months == 0 or paper is not None or held.earlier_paper, said, field="paper")
    require("candidate" not in done_keys(held), "已经确定为发展对象，培养时间不再改动。", code="done_already")
    held.earlier_months, held.earlier_place = months, place.strip()
    if paper is not None:
        held.earlier_paper = paper
    save(held, "earlier_months", "earlier_place", "earlier_paper")
    journal(held, "count_earlier", by=by, after=f"{months}个月", reason=place.strip())
    return held


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
