"""The signed counting sheet of a ballot: handed in, saved to the reader's machine, off again (EL-13)."""

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.forms.agenda import PaperForm
from activities.models import SignedSheet
from activities.services import signed_sheets
from activities.views.election_round import SHEET_LABEL, run, show
from members.access import Capability
from partywork.common.answers import saved_answer
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, step

SHEETS = SignedSheet.objects.select_related("round__election__branch")


@require_POST
def attach(request: OfficeRequest, pk: int) -> HttpResponse:
    round_ = run(request, pk)
    form = PaperForm(request.POST, request.FILES, label=SHEET_LABEL)
    if form.is_valid() and attempt(form, signed_sheets.attach, round_, by=request.user, **form.values()):
        return done(request, "签字的计票单已附上。", "round_detail", pk)
    return show(request, round_, sheet_form=form)


@require_safe
@never_cache
def sheet(request: OfficeRequest, pk: int) -> HttpResponseBase:
    found = load(request, SHEETS, pk, see=Capability.SEE_ACTIVITY)
    return saved_answer(found.file, found.name, found.content_type)


@require_POST
def removal(request: OfficeRequest, pk: int) -> HttpResponse:
    found = load(request, SHEETS, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    to = ("round_detail", found.round_id)
    return step(request, to, signed_sheets.detach, found, by=request.user, said="已移去。")
