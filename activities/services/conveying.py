"""A text from above is entered when it comes and marked when it is passed on (ED-06)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from activities.models import Activity, Conveyance
from branches.models import Organization
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save

FIELDS = ("title", "issuer", "number", "is_integrity", "received_on", "conveyed_on", "activity", "note")


@dataclass(frozen=True)
class Text:
    title: str
    received_on: date
    issuer: str = ""
    number: str = ""
    is_integrity: bool = False
    conveyed_on: date | None = None
    activity: Activity | None = None
    note: str = ""

    @property
    def passed_on(self) -> date | None:
        """The day that was written, else that of the meeting."""
        return self.conveyed_on or (self.activity.day if self.activity else None)


@transaction.atomic
def enter(branch: Organization, text: Text, *, by: User) -> Conveyance:
    """The same text of the same day is one."""
    branch = lock(branch)
    _check(branch, text)
    row, is_new = Conveyance.objects.get_or_create(
        branch=branch,
        title=text.title.strip(),
        received_on=text.received_on,
        defaults={**_values(text), "entered_by": by},
    )
    if is_new:
        journal(row, "enter", by=by)
    return row


@transaction.atomic
def correct(row: Conveyance, text: Text, *, by: User) -> Conveyance:
    """Put right, or marked as passed on."""
    lock(row.branch)
    row = lock(row)
    _check(row.branch, text)
    twin = Conveyance.objects.filter(
        branch=row.branch, title=text.title.strip(), received_on=text.received_on
    )
    require(
        not twin.exclude(pk=row.pk).exists(), "这一天的这份文件已经另有一条。", field="title", code="known"
    )
    for name, value in _values(text).items():
        setattr(row, name, value)
    save(row, *FIELDS)
    journal(row, "correct", by=by, after=str(row.conveyed_on or ""))
    return row


@transaction.atomic
def strike(row: Conveyance, *, by: User, reason: str) -> None:
    row = lock(row)
    require(reason.strip(), "请写明撤销的原因。", field="reason")
    journal(row, "strike", by=by, reason=reason.strip())
    row.delete()


def _check(branch: Organization, text: Text) -> None:
    require(text.title.strip(), "请写文件名称。", field="title")
    require(text.received_on <= clock.today(), "收到的日期不能晚于今天。", field="received_on")
    if text.activity is not None:
        require(text.activity.branch_id == branch.pk, "这次活动不是本支部的。", field="activity")
    day, field = text.passed_on, "conveyed_on" if text.conveyed_on else "activity"
    if day is not None:
        require(day >= text.received_on, "传达不能早于收到。", field=field)
        require(day <= clock.today(), "传达以后再登记，日期不能晚于今天。", field=field)


def _values(text: Text) -> dict[str, object]:
    return {
        "title": text.title.strip(),
        "issuer": text.issuer.strip(),
        "number": text.number.strip(),
        "is_integrity": text.is_integrity,
        "received_on": text.received_on,
        "conveyed_on": text.passed_on,
        "activity": text.activity,
        "note": text.note.strip(),
    }
