"""Registering volunteer service with everybody's hours (PD-26, F-42)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from activities.models import Activity, VolunteerService, VolunteerShare
from activities.rules.hours import A_DAY
from branches.models import Organization
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import Conflict
from partywork.common.verbs import journal, lock, require, save


@dataclass(frozen=True)
class Service:
    """What the register F-42 asks: when, what, where, for whom, with which result."""

    on: date
    form: str
    project: str
    place: str = ""
    served: str = ""
    result: str = ""
    activity: Activity | None = None


FIELDS = ("on", "form", "project", "place", "served", "result", "activity")


@transaction.atomic
def register(
    branch: Organization, service: Service, minutes: Mapping[int, int], *, by: User
) -> VolunteerService:
    """Enter one service; `minutes` by member. The same one twice is one, a different one of that name is told."""
    branch = lock(branch)
    _check(branch, service, minutes)
    known = VolunteerService.objects.filter(
        branch=branch, on=service.on, project=service.project.strip()
    ).first()
    if known is not None:
        same = _shares_of(known) == dict(minutes) and not _differing(known, service)
        require(same, "这一天的这个项目已经登记过，请打开那一条修改。", field="project", code="known")
        return known
    row = VolunteerService.objects.create(branch=branch, recorded_by=by, **_values(service))
    _write_shares(row, minutes)
    journal(row, "register", by=by, reason=f"{len(minutes)}人")
    return row


@transaction.atomic
def correct(
    row: VolunteerService, service: Service, minutes: Mapping[int, int], *, by: User, revision: int
) -> VolunteerService:
    """Put an entry right. Conflict when somebody else did so meanwhile (E-82)."""
    # The branch first, as registering does: two entries never become the same one behind each other's back.
    lock(row.branch)
    row = lock(row)
    _check(row.branch, service, minutes)
    if not _differing(row, service) and _shares_of(row) == dict(minutes):
        return row
    if row.revision != revision:
        raise Conflict("刚刚有人改过这一条，请看一下现在的内容再存。", current={})
    twin = VolunteerService.objects.filter(
        branch=row.branch, on=service.on, project=service.project.strip()
    ).exclude(pk=row.pk)
    require(not twin.exists(), "这一天的这个项目已经另有一条。", field="project", code="known")
    for name, value in _values(service).items():
        setattr(row, name, value)
    row.revision += 1
    save(row, *FIELDS, "revision")
    _write_shares(row, minutes)
    journal(row, "correct", by=by, reason=f"{len(minutes)}人")
    return row


@transaction.atomic
def strike(row: VolunteerService, *, by: User, reason: str) -> None:
    """An entry made by mistake leaves the ledger; that it stood there is remembered."""
    row = lock(row)
    require(reason.strip(), "请写明撤销的原因。", field="reason")
    journal(row, "strike", by=by, reason=reason.strip())
    row.delete()


def _check(branch: Organization, service: Service, minutes: Mapping[int, int]) -> None:
    require(service.project.strip(), "请写项目。", field="project")
    require(service.on <= clock.today(), "服务做完再登记，日期不能晚于今天。", field="on")
    require(minutes, "请至少选一名参加的党员。", field="people")
    require(
        all(0 < each <= A_DAY for each in minutes.values()), "每人的时长应在 24 小时以内。", field="hours"
    )
    ours = set(
        Member.objects.in_branch_on(branch, service.on).filter(pk__in=minutes).values_list("pk", flat=True)
    )
    require(ours == set(minutes), "有人那一天不在本支部，请重新选。", field="people")
    own = service.activity is None or service.activity.branch_id == branch.pk
    require(own, "这次活动不是本支部的。", field="activity")


def _values(service: Service) -> dict[str, object]:
    return {
        "on": service.on,
        "form": service.form,
        "project": service.project.strip(),
        "place": service.place.strip(),
        "served": service.served.strip(),
        "result": service.result.strip(),
        "activity": service.activity,
    }


def _differing(row: VolunteerService, service: Service) -> list[str]:
    return [name for name, value in _values(service).items() if getattr(row, name) != value]


def _shares_of(row: VolunteerService) -> dict[int, int]:
    return dict(row.shares.order_by().values_list("member_id", "minutes"))


def _write_shares(row: VolunteerService, minutes: Mapping[int, int]) -> None:
    row.shares.all().delete()
    VolunteerShare.objects.bulk_create(
        VolunteerShare(service=row, member_id=member, minutes=each) for member, each in minutes.items()
    )
