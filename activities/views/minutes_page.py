"""The page of one sheet of minutes: what is known, what is typed, who has signed, what came after (MT-11, MT-12)."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse

from activities.choices import RecordState
from activities.choices_minutes import SignatureRole
from activities.documents.filled_minutes import minutes_sheet
from activities.documents.minutes import MinutesContent
from activities.forms.minutes import AddendumForm, MinutesNoteForm, PaperSignatureForm, SignersForm
from activities.forms.recording import RecordForm
from activities.models import MinutesSignature, RecordSheet
from activities.reports.minutes import minutes_content
from activities.reports.minutes_addenda import addenda_of_minutes
from activities.reports.minutes_gaps import missing_in_minutes, signers_of, signing_members
from activities.reports.record_page import rounds_of
from activities.services import editing
from activities.services.filing import digest_of
from activities.services.minutes_filing import are_asked_for
from activities.views.reaching_records import leads, writes
from members.access import Capability
from members.models import Member
from partywork.common import clock
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page

Bound = Mapping[str, BaseForm]


def show_minutes(
    request: OfficeRequest,
    record: RecordSheet,
    form: RecordForm,
    *,
    status: int = 200,
    bound: Bound | None = None,
) -> HttpResponse:
    """The page at a desk; `bound` holds the forms that were refused, with everything typed in them."""
    bound = bound or {}
    may_write = writes(request, record) and record.is_editable
    facts = minutes_content(record) if record.is_editable else record.signed.content
    missing = missing_in_minutes(record, facts) if record.is_editable else []
    form.required_parts = {part.field for part in missing if part.is_required}
    branch, asked = record.activity.branch, are_asked_for(record.activity)
    context: dict[str, Any] = {
        **reading_context(request, record, facts),
        "form": form,
        "may_write": may_write,
        "editors": editing.others_at(record, request.user) if may_write else [],
        "missing": missing,
        "required_missing": sum(part.is_required for part in missing),
        "rounds": rounds_of(record),
        "is_asked_for": asked,
        "may_submit": asked
        and request.access.may(Capability.FILE, branch)
        and record.state in (RecordState.SIGNED, RecordState.RETURNED)
        and record.signed_at is not None,
        "may_add": writes(request, record) and record.signed_at is not None,
        "addendum_form": bound.get("addendum") or AddendumForm(),
        "note_form": bound.get("note") or MinutesNoteForm(),
        "signers_form": bound.get("signers") or _signers_form(record) if may_write else None,
        "paper_form": bound.get("paper") or paper_form(record) if may_write else None,
        "refused": set(bound),
        "activity_url": reverse("activity_detail", args=[record.activity_id]),
        "may_print": request.access.may(Capability.SEE_RECORD, branch) or leads(request, record),
        "sees_activity": request.access.may(Capability.SEE_ACTIVITY, branch),
    }
    return page(request, "activities/minutes/detail.html", context, status=status)


def reading_context(
    request: OfficeRequest, record: RecordSheet, facts: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What every reader of the minutes sees: the sheet with its signatures, and whether it waits for his own."""
    if facts is None:
        facts = minutes_content(record) if record.is_editable else record.signed.content
    member: Member | None = getattr(request.user, "member", None)
    roles = signers_of(record.activity).roles_of(member.pk if member else None)
    signatures = list(record.signatures.select_related("member"))
    current = {row.role for row in signatures if record.signed_at or row.digest == digest_of(facts)}
    return {
        "record": record,
        "activity": record.activity,
        "sheet": sheet_of(record, facts),
        "lines": _signature_lines(record, signatures, current),
        "may_sign": record.is_editable and bool(set(roles) - current),
        "my_roles": "、".join(str(SignatureRole(role).label) for role in roles),
        "is_late": record.is_editable and clock.now() >= record.due_at,
    }


def sheet_of(record: RecordSheet, facts: dict[str, Any]) -> MinutesContent:
    """As it would be printed: what is on the page and on paper are the same words."""
    if record.signed_at is None:
        return minutes_sheet(facts)
    return minutes_sheet(facts, addenda_of_minutes([record])[record.pk], record.signed.digest)


def paper_form(record: RecordSheet, data: Any = None, files: Any = None) -> PaperSignatureForm | None:
    """Only for those who cannot sign with an account of their own."""
    activity = record.activity
    signed = set(record.signatures.values_list("role", flat=True))
    roles = {
        role: f"{SignatureRole(role).label}{member.name}"
        for role, member in signing_members(activity).items()
        if member is not None and not _has_account(member) and role not in signed
    }
    if not roles:
        return None
    initial = {"on": activity.day}
    return PaperSignatureForm(data, files, roles=roles, initial=initial, auto_id="id_paper_%s")


def _has_account(member: Member) -> bool:
    return member.user is not None and member.user.is_active


def _signers_form(record: RecordSheet) -> SignersForm | None:
    """Shown where they are missing or the same person; otherwise they stand as they were planned."""
    if not signers_of(record.activity).problem:
        return None
    activity = record.activity
    initial = {"host": activity.host_id, "recorder": activity.recorder_id}
    return SignersForm(activity=activity, initial=initial, auto_id="id_signers_%s")


def _signature_lines(
    record: RecordSheet, signatures: list[MinutesSignature], current: set[str]
) -> list[dict[str, Any]]:
    """Chair and recorder, signed or waited for; one whose words have changed since is waited for again."""
    found = {row.role: row for row in signatures}
    people = signing_members(record.activity)
    return [
        {
            "role": role,
            "label": str(SignatureRole(role).label),
            "member": people[role],
            "signature": found.get(role),
            "is_stale": role in found and role not in current,
            "has_account": (member := people[role]) is None or _has_account(member),
        }
        for role in SignatureRole.values
    ]
