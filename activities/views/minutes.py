"""What is done with minutes: signed, added to, handed upward; read and signed on a phone (MT-11, MT-12)."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.forms.minutes import AddendumForm, MinutesNoteForm, SignersForm
from activities.forms.recording import RecordForm, record_initial
from activities.models import MinutesSignature, RecordSheet
from activities.reports.minutes_readers import own_minutes
from activities.services import minutes_addenda, minutes_filing, minutes_people, minutes_signing
from activities.services.minutes_signing import Signed
from activities.views.minutes_page import paper_form, reading_context, show_minutes
from activities.views.own_member import own_member
from activities.views.reaching_records import reach_record, writes
from activities.views.records import save_texts
from members.access import Capability
from partywork.common.answers import saved_answer
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused, step

MINUTES = RecordSheet.objects.minutes().select_related(
    "activity__branch",
    "activity__group",
    "activity__host__user",
    "activity__recorder__user",
    "filing__to",
    "signed",
)


@require_POST
def signature(request: OfficeRequest, pk: int) -> HttpResponse:
    """Chair or recorder at a desk: what is typed is saved first, so that it is what is signed."""
    record = reach_record(request, MINUTES, pk)
    if "revision" in request.POST and record.is_editable and writes(request, record):
        unsaved = save_texts(request, record, RecordForm(request.POST, record=record))
        if unsaved is not None:
            return unsaved
    return step(
        request, ("record_detail", pk), minutes_signing.sign, record, by=request.user, said=signed_words
    )


@require_POST
def paper_signature(request: OfficeRequest, pk: int) -> HttpResponse:
    record = reach_record(request, MINUTES, pk, do=Capability.WRITE_RECORD)
    form = paper_form(record, request.POST, request.FILES)
    if form is None:
        sentence = "主持人、记录人都有自己的账号，请本人登录签字。"
        return refused(request, sentence, "record_detail", pk)
    if form.is_valid():
        fields = {"role": form.cleaned_data["role"], "on": form.cleaned_data["on"], "scan": form.page}
        if attempt(form, minutes_signing.sign_on_paper, record, by=request.user, **fields):
            return done(request, signed_words(form.outcome), "record_detail", pk)  # type: ignore[attr-defined]
    return _again(request, record, paper=form)


@require_POST
def signers(request: OfficeRequest, pk: int) -> HttpResponse:
    record = reach_record(request, MINUTES, pk, do=Capability.WRITE_RECORD)
    form = SignersForm(request.POST, activity=record.activity, auto_id="id_signers_%s")
    people = form.cleaned_data if form.is_valid() else {}
    if people and attempt(form, minutes_people.name_signers, record, by=request.user, **people):
        return done(request, "主持人和记录人已写明。", "record_detail", pk)
    return _again(request, record, signers=form)


@require_POST
def addendum(request: OfficeRequest, pk: int) -> HttpResponse:
    record = reach_record(request, MINUTES, pk, do=Capability.WRITE_RECORD)
    form = AddendumForm(request.POST)
    if submit(form, minutes_addenda.add, record, by=request.user):
        return done(request, "已补充在记录后面。", "record_detail", pk)
    return _again(request, record, addendum=form)


@require_POST
def filing(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand what was signed to the superior, where the superior asks for it."""
    record = reach_record(request, MINUTES, pk, do=Capability.FILE)
    form = MinutesNoteForm(request.POST)
    if not form.is_valid():
        return _again(request, record, note=form)
    here, said = ("record_detail", pk), "会议记录已报送，等上级受理。"
    return step(request, here, minutes_filing.submit, record, by=request.user, said=said, **form.cleaned_data)


@require_safe
@never_cache
def scan(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The signed page, saved and never shown in the browser."""
    row = load(request, MinutesSignature, pk, see=Capability.SEE_RECORD)
    if not row.scan:
        raise Http404("没有附签字页。")
    suffix = "pdf" if row.scan_type == "application/pdf" else "jpg"
    name = f"签字页-{row.get_role_display()}.{suffix}"
    return saved_answer(row.scan, name, row.scan_type)


@require_safe
def my_minutes(request: OfficeRequest, pk: int) -> HttpResponse:
    """On a phone: whoever chaired or took them reads and signs, the others read what was signed."""
    record = _mine(request, pk)
    return page(request, "activities/minutes/mine.html", reading_context(request, record))


@require_POST
def my_signature(request: OfficeRequest, pk: int) -> HttpResponse:
    record = _mine(request, pk)
    return step(request, ("my_minutes", pk), minutes_signing.sign, record, by=request.user, said=signed_words)


def signed_words(outcome: Signed) -> str:
    """What became of it, said to whoever signed."""
    if outcome.is_complete:
        return "两个人都已签字，会议记录已固定。要补充，请写补充记录。"
    if outcome.struck:
        names = "、".join(outcome.struck)
        return f"您已签字。{names}签字后内容有改动，已请{names}重新签字。"
    return "您已签字，等另一位签字。"


def _mine(request: OfficeRequest, pk: int) -> RecordSheet:
    member = own_member(request)
    record = own_minutes(member, MINUTES, pk) if member is not None else None
    if record is None:
        raise Http404("没有这份会议记录，或它还没有签字。")
    return record


def _again(request: OfficeRequest, record: RecordSheet, **bound: object) -> HttpResponse:
    form = RecordForm(record=record, initial=record_initial(record))
    return show_minutes(request, record, form, status=422, bound=bound)  # type: ignore[arg-type]
