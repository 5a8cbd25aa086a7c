"""Asking for a printed form, waiting for it, and fetching it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.choices import FilingKind
from activities.documents import catalogue
from activities.documents.blank_minutes import blank_minutes
from activities.documents.filled_call_list import call_list
from activities.documents.filled_change import change_report
from activities.documents.filled_ledger import year_ledger
from activities.documents.filled_minutes import minutes_document
from activities.documents.filled_plan import annual_plan
from activities.documents.filled_rating import rating_ballot, rating_summary
from activities.documents.filled_record import record_sheet
from activities.documents.filled_sign_in import sign_in_sheet
from activities.documents.filled_volunteer_ledger import volunteer_sheet
from activities.documents.minutes import MinutesDocument
from activities.models import Activity, AnnualPlan, Filing, RecordSheet
from activities.reports.ledger import ledger_of
from activities.reports.told import told_list
from activities.reports.volunteer_ledger import volunteer_ledger
from activities.rules.minutes_parts import title_of
from activities.services import carding, rendering
from activities.views.own_branch import own_branch
from activities.views.reaching_records import reach_record
from branches.models import Organization
from members.access import Capability
from members.services.reading_personal import read_phones
from partywork.common.answers import opened_answer
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import page, refused
from partywork.models import RenderedDocument

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SEEN_BY = {
    catalogue.SIGN_IN_SHEET: Capability.SEE_ACTIVITY,
    catalogue.CALL_LIST: Capability.MANAGE_MEMBER,
    catalogue.RECORD_SHEET: Capability.SEE_RECORD,
    catalogue.BALLOT_RESULT: Capability.SEE_ACTIVITY,
    catalogue.RATING_SUMMARY: Capability.SEE_ACTIVITY,
    catalogue.RATING_BALLOT: Capability.SEE_ACTIVITY,
    catalogue.YEAR_LEDGER: Capability.SEE_RECORD,
    catalogue.VOLUNTEER_LEDGER: Capability.SEE_RECORD,
    catalogue.STUDY_YEAR: Capability.SEE_RECORD,
    catalogue.LEAVE_SLIP: Capability.DECIDE_LEAVE,
    catalogue.MAKE_UP_RECORD: Capability.SEE_RECORD,
    catalogue.CONTACT_LIST: Capability.MANAGE_MEMBER,
    catalogue.ANNUAL_PLAN: Capability.SEE_PLAN,
    catalogue.CHANGE_REPORT: Capability.SEE_FILING,
    catalogue.ANNUAL_PLAN_WORD: Capability.SEE_PLAN,
    catalogue.ELECTION_LETTER: Capability.SEE_ACTIVITY,
    catalogue.ELECTION_LETTER_WORD: Capability.SEE_ACTIVITY,
    catalogue.ELECTION_TABLE: Capability.SEE_ACTIVITY,
    catalogue.ELECTION_BALLOT: Capability.SEE_ACTIVITY,
    catalogue.SIGN_IN_POSTER: Capability.SEE_ACTIVITY,
    catalogue.YEAR_BOOK: Capability.SEE_RECORD,
    catalogue.YEAR_BOOK_WORD: Capability.SEE_RECORD,
    catalogue.MINUTES: Capability.SEE_RECORD,
    catalogue.MINUTES_WORD: Capability.SEE_RECORD,
    catalogue.GROUP_MINUTES: Capability.LEAD_GROUP,
    catalogue.GROUP_MINUTES_WORD: Capability.LEAD_GROUP,
    catalogue.GROUP_BOOK: Capability.LEAD_GROUP,
    catalogue.GROUP_BOOK_WORD: Capability.LEAD_GROUP,
    catalogue.APPRAISAL_BALLOT: Capability.SEE_RECORD,
    catalogue.COMMITTEE_BALLOT: Capability.SEE_RECORD,
    catalogue.APPRAISAL_SUMMARY: Capability.SEE_RECORD,
    catalogue.APPRAISAL_SHEETS: Capability.WRITE_RECORD,  # what members wrote of themselves and each other (OL-08)
    catalogue.LIFE_RECORD: Capability.SEE_RECORD,
    catalogue.LIFE_RECORD_WHOLE: Capability.WRITE_RECORD,
    catalogue.DUES_REGISTER: Capability.KEEP_DUES,
    catalogue.DUES_REMITTANCE: Capability.SEE_DUES,
    catalogue.DUES_HANDOVER: Capability.SEE_DUES,
    catalogue.MEMBER_STATISTICS: Capability.SEE_MEMBER,
    catalogue.SIGN_IN_CARDS: Capability.RUN_ACTIVITY,  # whoever holds a card could use it
}


@require_POST
def sign_in_sheet_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """F-03: blank, to be signed by hand, or filled from the register."""
    activity = load(request, Activity.objects.select_related("branch"), pk, see=Capability.SEE_ACTIVITY)
    filled = request.POST.get("form") == "filled"
    if not filled and request.access.may(Capability.RUN_ACTIVITY, activity.branch):
        carding.number_members(activity.branch)  # whoever types it in needs the numbers
    name = f"{activity.day:%Y-%m-%d}签到表{'' if filled else '（空白）'}.pdf"
    return ask(catalogue.SIGN_IN_SHEET, sign_in_sheet(activity, filled=filled), name, activity.branch)


@require_POST
def call_list_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """Whom to telephone about the event, with the numbers: for who keeps the roster, and deleted the next night."""
    activities = Activity.objects.select_related("branch")
    activity = load(request, activities, pk, see=Capability.SEE_ACTIVITY, do=Capability.MANAGE_MEMBER)
    told = told_list(activity)
    read_phones(told.keys_to_call, by=request.user, reason=f"打印电话通知名单：{activity.theme}")
    return ask(
        catalogue.CALL_LIST, call_list(activity), f"{activity.day:%Y-%m-%d}电话通知名单.pdf", activity.branch
    )


@require_POST
def record_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """F-06: what was handed in prints from its frozen round, a draft from the facts of now (N19).

    Minutes as F-09 to F-12: what was signed as it was signed, with its addenda; also for Word.
    """
    records = RecordSheet.objects.select_related("activity__branch", "activity__group", "filing", "signed")
    record = reach_record(request, records, pk, as_signer=False)
    activity = record.activity
    if not activity.sort.is_filed:
        return _minutes(request, record)
    return ask(
        catalogue.RECORD_SHEET, record_sheet(record), f"{activity.day:%Y-%m-%d}纪实表.pdf", activity.branch
    )


def _minutes(request: OfficeRequest, record: RecordSheet) -> HttpResponse:
    """A leader's copy is kept apart, under the right that leaders have: a post's reader finds his own."""
    activity = record.activity
    by_post = request.access.scope(Capability.SEE_RECORD).covers(activity.branch.path)
    is_word = request.POST.get("form") == "word"
    kind = (catalogue.GROUP_MINUTES, catalogue.MINUTES)[by_post]
    kind = f"{kind}_word" if is_word else kind
    name = f"{activity.day:%Y-%m-%d}{title_of(activity.kind)}.{'docx' if is_word else 'pdf'}"
    return ask(kind, minutes_document(record), name, activity.branch)


@require_POST
def blank_minutes_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """The empty form of this meeting, to be written by hand (E-81)."""
    activity = load(
        request, Activity.objects.select_related("branch", "group"), pk, see=Capability.SEE_ACTIVITY
    )
    if activity.sort.is_filed:
        raise Http404("主题党日用纪实表，没有会议记录。")
    group = activity.group.name if activity.group else ""
    sheet = blank_minutes(activity.kind, activity.branch.name_on(activity.day), group)
    name = f"{title_of(activity.kind)}（空白）.pdf"
    return ask(catalogue.MINUTES, MinutesDocument(sheet).to_json(), name, activity.branch)


@require_POST
def rating_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """F-07: the blank ballot to be filled by hand, or what came of the rating once it is closed."""
    rows = Activity.objects.select_related("branch", "rating", "rating_reply")
    activity = load(request, rows, pk, see=Capability.SEE_ACTIVITY)
    if request.POST.get("form") == "blank":
        name = f"{activity.day:%Y-%m-%d}测评表（空白）.pdf"
        return ask(catalogue.RATING_BALLOT, rating_ballot(activity), name, activity.branch)
    content = rating_summary(activity)
    if content is None:
        return refused(request, "测评还没有结束，没有汇总表可以打印。", "rating_page", pk)
    return ask(catalogue.RATING_SUMMARY, content, f"{activity.day:%Y-%m-%d}测评汇总表.pdf", activity.branch)


@require_POST
def change_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """F-40: a change that was reported, or one the superior was asked for, with the answer if there is one."""
    filings = Filing.objects.select_related("branch", "to").filter(
        kind__in=[FilingKind.CHANGE, FilingKind.MOVE]
    )
    filing = load(request, filings, pk, see=Capability.SEE_FILING)
    name = f"{filing.year}-{filing.month:02d}变更报备单.pdf"
    return ask(catalogue.CHANGE_REPORT, change_report(filing), name, filing.branch)


@require_POST
def ledger_document(request: OfficeRequest, year: int) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_RECORD)
    content = year_ledger(ledger_of(branch, year), by=str(request.user))
    return ask(catalogue.YEAR_LEDGER, content, f"{year}年度主题党日活动台账.pdf", branch)


@require_POST
def volunteer_document(request: OfficeRequest, year: int) -> HttpResponse:
    """F-42: the register as it stands today."""
    branch = own_branch(request, Capability.SEE_RECORD)
    content = volunteer_sheet(volunteer_ledger(branch, year), by=str(request.user))
    return ask(catalogue.VOLUNTEER_LEDGER, content, f"{year}年志愿服务登记表.pdf", branch)


@require_POST
def plan_document(request: OfficeRequest, pk: int) -> HttpResponse:
    plan = load(request, AnnualPlan.objects.select_related("branch"), pk, see=Capability.SEE_PLAN)
    kind, suffix = catalogue.ANNUAL_PLAN, "pdf"
    if request.POST.get("form") == "word":
        kind, suffix = catalogue.ANNUAL_PLAN_WORD, "docx"
    return ask(kind, annual_plan(plan), f"{plan.year}年度主题党日计划.{suffix}", plan.branch)


@require_safe
@never_cache
def document_status(request: OfficeRequest, key: UUID) -> HttpResponse:
    """Asks again every second until it is there; without script the page refreshes itself."""
    document = _document(request, key)
    states = RenderedDocument.State
    context = {
        "document": document,
        "is_ready": document.state == states.READY,
        "has_failed": document.state == states.FAILED,
        "progress": rendering.progress_of(document),
    }
    template = "activities/document/_state.html" if request.htmx else "activities/document/status.html"
    return page(request, template, context)


@require_safe
@never_cache
def document_file(request: OfficeRequest, key: UUID) -> HttpResponseBase:
    """The PDF itself, shown in the browser; `?download=1` saves it. A Word file is always saved."""
    document = _document(request, key)
    if document.state != RenderedDocument.State.READY:
        return redirect("document_status", key)
    is_word = catalogue.RENDERERS[document.kind].suffix == ".docx"
    as_attachment = is_word or bool(request.GET.get("download"))
    content_type = WORD_TYPE if is_word else "application/pdf"
    return opened_answer(
        lambda: rendering.opened(document), document.filename, content_type, as_attachment=as_attachment
    )


def ask(kind: str, content: dict[str, Any], filename: str, branch: Organization) -> HttpResponse:
    """Have it printed, and show the page that waits for it."""
    document = rendering.ask_for(kind, content, filename, place=branch.path)
    return redirect("document_status", document.key)


def _document(request: OfficeRequest, key: UUID) -> RenderedDocument:
    """Whoever may not see there what it prints gets the same answer as for a key that never was."""
    document = get_object_or_404(RenderedDocument, key=key)
    capability = SEEN_BY.get(document.kind)
    if capability is None or not request.access.scope(capability).covers(document.place):
        raise Http404("没有这份文件，或不在您的范围内。")
    return document
