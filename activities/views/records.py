"""The record sheets: the list, the sheet that is nearly written, and what was handed in."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices import RecordState
from activities.forms.recording import MergeForm, RecordForm, record_initial, typed_parts
from activities.models import BestCase, RecordSheet
from activities.reports.improvements import carried_to
from activities.reports.joint import common_text_to_take
from activities.reports.overdue import lock_of
from activities.reports.record_lines import record_line, records_of_year
from activities.reports.record_page import record_page
from activities.reports.sheet import missing_parts
from activities.services import editing, recording, responding
from activities.views.activities import chosen_year
from activities.views.minutes_page import show_minutes
from activities.views.reaching_records import reach_record
from branches.models import Organization
from members.access import Capability
from partywork.common import clock
from partywork.common.errors import Conflict, DomainError
from partywork.common.forms import attempt
from partywork.common.paging import asked_page
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page, refused

RECORDS = RecordSheet.objects.select_related(
    "activity__branch",
    "activity__group",
    "activity__row__plan",
    "activity__host",
    "activity__recorder",
    "signed",
    "activity__rating",
    "filing__to",
)


@require_safe
def record_list(request: OfficeRequest) -> HttpResponse:
    records = RecordSheet.objects.sheets().within(request.access.scope(Capability.SEE_RECORD))
    this_year = clock.today().year
    found = records.order_by().values_list("activity__for_year", flat=True).distinct()
    years = sorted({*found, this_year}, reverse=True)
    year = chosen_year(request, years, this_year)
    shown = asked_page(request, records_of_year(records, year))
    context = {
        "lines": [record_line(row) for row in shown.object_list],
        "page": shown,
        "years": years,
        "year": year,
        "names_branches": request.access.reviews,
    }
    return page(request, "activities/record/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """GET shows the sheet; POST saves what was written. Two people's texts are merged, never lost (E-82)."""
    if request.method != "POST":
        record = reach_record(request, RECORDS, pk)
        return _show(request, record, RecordForm(record=record, initial=record_initial(record)))
    record = _writable(request, pk)
    form = RecordForm(request.POST, record=record)
    saved = save_texts(request, record, form)
    return saved or done(request, "已保存。", "record_detail", pk)


@require_POST
def record_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Saving while somebody types: says what was saved, or that somebody else was quicker."""
    record = _writable(request, pk)
    form = RecordForm(request.POST, record=record)
    conflict = ""
    if form.is_valid():
        try:
            _write(request, record, form)
        except Conflict:
            conflict = "另一位同志刚保存过同一处。请按“保存”，两份内容会并排给您合并，不会丢。"
        except DomainError as refusal:
            conflict = refusal.message
        else:
            record.refresh_from_db()
            form = RecordForm(record=record, initial=record_initial(record))
    context = {"record": record, "form": form, "conflict": conflict, "saved_at": clock.now()}
    return page(request, "activities/record/_saved.html", context)


@require_POST
def record_file(request: OfficeRequest, pk: int) -> HttpResponse:
    """Save, check, and hand the sheet to the superior."""
    record = _writable(request, pk, Capability.FILE)
    if not record.activity.sort.is_filed:
        return refused(request, "会议记录不按纪实表报送，请签字。", "record_detail", pk)
    form = RecordForm(request.POST, record=record)
    saved = save_texts(request, record, form)
    if saved is not None:
        return saved
    record = _writable(request, pk, Capability.FILE)
    again = RecordForm(record_initial(record), record=record)
    again.is_valid()
    if attempt(again, recording.submit, record, by=request.user, note=request.POST.get("note", "")[:200]):
        editing.leave(record, request.user)
        late = "（已过时限，记为迟报）" if again.outcome.is_late else ""  # type: ignore[attr-defined]
        return done(request, f"纪实表已报送{late}，等上级受理。", "record_detail", pk)
    _name_every_gap(record, again)
    return _show(request, record, again, status=422)


def _name_every_gap(record: RecordSheet, form: RecordForm) -> None:
    """The verb stops at the first part that is missing; the page names them all at once."""
    for part in missing_parts(record):
        if part.is_required and part.field in form.fields and not form.has_error(part.field):
            form.add_error(part.field, part.sentence)


@require_POST
def record_merge(request: OfficeRequest, pk: int) -> HttpResponse:
    """The merged texts are saved; should a third person have been quicker, both are shown once more."""
    record = _writable(request, pk)
    names = [part.name for part in typed_parts(record) if part.name in request.POST]
    form = MergeForm(request.POST, record=record, names=names)
    if form.is_valid():
        texts = {name: form.cleaned_data[name] for name in names}
        try:
            recording.write(record, by=request.user, revision=form.cleaned_data["revision"], fields=texts)
        except Conflict as conflict:
            return _merge_page(request, _writable(request, pk), texts, conflict.current, names)
        except DomainError as refusal:
            return refused(request, refusal.message, "record_detail", pk)
    return done(request, "两份内容已合并保存。", "record_detail", pk)


@require_POST
def record_improvement(request: OfficeRequest, pk: int, item: int) -> HttpResponse:
    """What was done about something found wanting at an earlier event (EV-10)."""
    record = _writable(request, pk)
    carried = carried_to(record.activity).filter(pk=item).first()
    if carried is None:
        raise Http404("没有这一项，或它已经办结。")
    try:
        outcome = request.POST.get("outcome", "")
        settled = responding.settle(record, carried, by=request.user, outcome=outcome)
    except DomainError as refusal:
        return refused(request, refusal.message, "record_detail", pk)
    said = "已记下改了什么。" if settled.outcome else "记为还在改，下一张表再带上。"
    return done(request, said, f"{reverse('record_detail', args=[pk])}#carried")


def save_texts(request: OfficeRequest, record: RecordSheet, form: RecordForm) -> HttpResponse | None:
    """None when it is saved; else the page that says why not."""
    if not form.is_valid():
        return _show(request, record, form, status=422)
    try:
        _write(request, record, form)
    except Conflict as conflict:
        names = form.collisions(conflict.current)
        return _merge_page(
            request, _writable(request, record.pk), form.changed_by_writer(), conflict.current, names
        )
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return _show(request, record, form, status=422)
    return None


def _write(request: OfficeRequest, record: RecordSheet, form: RecordForm) -> None:
    """Only what the writer changed. When the other person wrote elsewhere, there is nothing to merge."""
    texts = form.changed_by_writer()
    revision = form.cleaned_data["revision"]
    try:
        recording.write(record, by=request.user, revision=revision, fields=texts)
    except Conflict as conflict:
        if form.collisions(conflict.current):
            raise
        current = RecordSheet.objects.get(pk=record.pk)
        recording.write(current, by=request.user, revision=current.revision, fields=texts)


def _merge_page(
    request: OfficeRequest,
    record: RecordSheet,
    mine: Mapping[str, str],
    current: Mapping[str, str],
    names: list[str],
) -> HttpResponse:
    """What was typed elsewhere on the sheet rides along, so that nothing is lost."""
    form = MergeForm(record=record, names=list(mine), initial={"revision": record.revision, **mine})
    parts = [(form[name], current[name], mine[name]) for name in names]
    others = [form[name] for name in mine if name not in names]
    context = {"record": record, "activity": record.activity, "form": form, "parts": parts, "others": others}
    return page(request, "activities/record/merge.html", context, status=409)


def _writable(
    request: OfficeRequest, pk: int, capability: Capability = Capability.WRITE_RECORD
) -> RecordSheet:
    return reach_record(request, RECORDS, pk, do=capability)


def _show(
    request: OfficeRequest, record: RecordSheet, form: RecordForm, *, status: int = 200
) -> HttpResponse:
    if not record.activity.sort.is_filed:
        return show_minutes(request, record, form, status=status)
    access = request.access
    sheet = record_page(record)
    if sheet.must_improve:
        form.ask_for_improvement(sheet.must_improve)
    branch = record.activity.branch
    lock = lock_of(record)
    accepted = record.state == RecordState.ACCEPTED
    may_write = access.may(Capability.WRITE_RECORD, branch) and record.is_editable and not lock.is_locked
    context: dict[str, Any] = {
        "record": record,
        "activity": record.activity,
        "form": form,
        "lock": lock,
        "may_ask": access.may(Capability.FILE, branch),
        "best_case": _best_case(request, record) if accepted else None,
        "may_nominate": accepted and (access.may(Capability.FILE, branch) or _answers(request, branch)),
        "may_unlock": lock.is_locked and _answers(request, branch),
        "sheet": sheet,
        "asks_why": record.state == RecordState.RETURNED or clock.now() >= record.due_at,
        "may_write": may_write,
        "editors": editing.others_at(record, request.user) if may_write else [],
        "may_file": access.may(Capability.FILE, record.activity.branch),
        "activity_url": reverse("activity_detail", args=[record.activity_id]),
        "common_text": common_text_to_take(record.activity) if record.is_editable else "",
    }
    return page(request, "activities/record/detail.html", context, status=status)


def _answers(request: OfficeRequest, branch: Organization) -> bool:
    """Whether this person is an official of the direct superior (E-76)."""
    superior = branch.superior
    return superior is not None and bool(request.access.may(Capability.ANSWER, superior))


def _best_case(request: OfficeRequest, record: RecordSheet) -> BestCase | None:
    scope = request.access.scope(Capability.SEE_RECORD)
    found: BestCase | None = BestCase.objects.within(scope).filter(record=record).first()
    return found
