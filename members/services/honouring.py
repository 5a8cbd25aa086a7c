"""Nominated, recommended, awarded; labels and pairs put up and taken off; projects brought forward (CA-03..CA-09)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from members.choices_honours import OF_BRANCH, HonourKind, HonourLevel, HonourState, LabelKind, ProjectState
from members.models import AnniversaryChoice, BrandProject, Honour, Member, MemberLabel, Pairing
from members.states_care import HONOUR
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require


@dataclass(frozen=True)
class Nomination:
    """Who is put forward for what, by which level, in which year."""

    kind: str
    level: str
    year: int
    on: date
    member: Member | None = None
    title: str = ""
    batch: str = ""
    deeds: str = ""
    self_assessed_on: date | None = None
    mutual_on: date | None = None


@transaction.atomic
def nominate(branch: Organization, put: Nomination, *, by: AbstractBaseUser) -> Honour:
    """Twice is once. Praise by the branch itself needs no further step."""
    lock(branch)
    require(
        put.kind in HonourKind.values and put.level in HonourLevel.values, "请选荣誉和级别。", field="kind"
    )
    require(put.on <= clock.today(), "提名日期晚于今天。", field="on")
    if put.kind in OF_BRANCH:
        require(put.member is None, "这项荣誉是给支部的，不选党员。", field="member")
    elif put.kind != HonourKind.OTHER:
        require(put.member, "请选是哪位党员。", field="member")
    if put.member is not None:
        _require_here(branch, put.member, put.on)
    require(put.kind != HonourKind.OTHER or put.title.strip(), "请写荣誉的名称。", field="title")
    _require_order(put)
    is_praise = put.kind == HonourKind.COMMENDATION and put.level == HonourLevel.BRANCH
    made, fresh = Honour.objects.get_or_create(
        branch=branch,
        member=put.member,
        kind=put.kind,
        level=put.level,
        year=put.year,
        title=put.title.strip(),
        defaults={
            "batch": put.batch.strip(),
            "deeds": put.deeds.strip(),
            "nominated_on": put.on,
            "self_assessed_on": put.self_assessed_on,
            "mutual_on": put.mutual_on,
            "state": HonourState.AWARDED if is_praise else HonourState.NOMINATED,
            "decided_on": put.on if is_praise else None,
            "entered_by_id": by.pk,
        },
    )
    if fresh:
        journal(made, "nominate_honour", by=by, after=made.state)
    return made


@transaction.atomic
def take_honour_step(
    honour: Honour,
    step: str,
    *,
    on: date,
    paper: str = "",
    review_on: date | None = None,
    by: AbstractBaseUser,
) -> Honour:
    """Recommend, award, decline, withdraw: on a day, with the paper where the superior decided."""
    held = lock(honour)
    require(on <= clock.today(), "日期晚于今天。", field="on")
    require(on >= held.nominated_on, "日期早于提名那天。", field="on")
    above = held.level != HonourLevel.BRANCH
    require(
        step not in ("award", "withdraw") or paper.strip() or not above, "请写上级的文号。", field="paper"
    )
    require(review_on is None or review_on > on, "复核日期要晚于授予日期。", field="review_on")
    fields = ["paper"]
    if paper.strip():
        held.paper = paper.strip()
    if step == "recommend":
        held.recommended_on = on
        fields.append("recommended_on")
    elif step == "withdraw":
        held.withdrawn_on = on
        fields.append("withdrawn_on")
    else:
        held.decided_on, held.review_on = on, review_on
        fields += ["decided_on", "review_on"]
    advance(held, HONOUR, step, by=by, fields=tuple(fields))
    return held


@transaction.atomic
def put_label(
    member: Member, branch: Organization, *, kind: str, text: str, since: date, by: AbstractBaseUser
) -> MemberLabel:
    held = lock(member)
    require(kind in LabelKind.values, "请选标牌。", field="kind")
    require(kind != LabelKind.OTHER or text.strip(), "请写标牌的内容。", field="text")
    require(since <= clock.today(), "日期晚于今天。", field="since")
    _require_here(branch, held, clock.today())
    made, fresh = MemberLabel.objects.get_or_create(
        member=held,
        kind=kind,
        text=text.strip(),
        until=None,
        defaults={"branch": branch, "since": since, "entered_by_id": by.pk},
    )
    if fresh:
        journal(made, "put_label", by=by)
    return made


@transaction.atomic
def pair(
    member: Member, branch: Organization, *, partner: str, place: str, since: date, by: AbstractBaseUser
) -> Pairing:
    held = lock(member)
    require(partner.strip(), "请写结对的职工。", field="partner")
    require(since <= clock.today(), "日期晚于今天。", field="since")
    _require_here(branch, held, clock.today())
    made, fresh = Pairing.objects.get_or_create(
        member=held,
        partner=partner.strip(),
        until=None,
        defaults={"branch": branch, "place": place.strip(), "since": since, "entered_by_id": by.pk},
    )
    if fresh:
        journal(made, "pair", by=by)
    return made


@transaction.atomic
def take_off(row: MemberLabel | Pairing, *, until: date, by: AbstractBaseUser) -> MemberLabel | Pairing:
    """A label comes down, a pair ends: the days stay."""
    held = lock(row)
    require(until >= held.since, "结束日期早于开始日期。", field="until")
    require(until <= clock.today(), "结束日期晚于今天。", field="until")
    if held.until is None:
        held.until = until
        held.save(update_fields=["until", "updated_at"])
        journal(held, "take_off", by=by)
    return held


@transaction.atomic
def put_project(
    branch: Organization, *, name: str, kind: str, lead: Member, year: int, note: str, by: AbstractBaseUser
) -> BrandProject:
    lock(branch)
    require(name.strip(), "请写项目名称。", field="name")
    _require_here(branch, lead, clock.today(), field="lead")
    made, fresh = BrandProject.objects.get_or_create(
        branch=branch,
        year=year,
        name=name.strip(),
        defaults={
            "kind": kind,
            "lead": lead,
            "note": note.strip(),
            "as_of": clock.today(),
            "entered_by_id": by.pk,
        },
    )
    if fresh:
        journal(made, "put_project", by=by)
    return made


@transaction.atomic
def bring_forward(
    project: BrandProject, *, to: str, on: date, note: str, by: AbstractBaseUser
) -> BrandProject:
    held = lock(project)
    require(to in ProjectState.values, "请选进展。", field="to")
    require(on <= clock.today(), "日期晚于今天。", field="on")
    before = held.progress
    held.progress, held.as_of, held.note = to, on, note.strip()
    held.save(update_fields=["progress", "as_of", "note", "updated_at"])
    journal(held, "bring_forward", by=by, before=before, after=to)
    return held


@transaction.atomic
def choose_anniversary(member: Member, *, quiet: bool) -> AnniversaryChoice:
    """The member's own word, at any time, without a reason."""
    choice, _ = AnniversaryChoice.objects.update_or_create(member=member, defaults={"quiet": quiet})
    return choice


def _require_here(branch: Organization, member: Member, day: date, *, field: str = "member") -> None:
    here = member.spells.filter(branch=branch, period__contains=day).exists()
    require(here, f"{member.name}那天不在本支部。", field=field)


def _require_order(put: Nomination) -> None:
    """自评, 互评, then the superior: in that order (CA-08)."""
    assessed, mutual = put.self_assessed_on, put.mutual_on
    require(not (mutual and not assessed), "先自评，再互评。", field="self_assessed_on")
    if assessed and mutual:
        require(mutual >= assessed, "互评日期早于自评日期。", field="mutual_on")
    for day, name in ((assessed, "self_assessed_on"), (mutual, "mutual_on")):
        require(day is None or day <= clock.today(), "日期晚于今天。", field=name)
