"""您联系的同志: what a training contact or introducer has to do, on the own phone (DV-05, DV-06)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from members.forms.cultivation import ContactNoteForm, ContactOpinionForm
from members.models import Member
from members.reports.attended import attended_of
from members.reports.cultivation import CultivationLine, accompanied_by
from members.services import cultivating
from members.views.common import access_to
from partywork.common import clock
from partywork.common.forms import OfficeForm, submit
from partywork.common.requests import actor
from partywork.common.responses import done, page


@require_safe
def my_contacts(request: HttpRequest) -> HttpResponse:
    """Everybody the member accompanies, with what comes next."""
    today = clock.today()
    member = Member.objects.filter(pk=access_to(request).member_id or 0).first()
    lines = accompanied_by(member, today) if member else []
    shown = [(line, [(due, due.is_late(today)) for due in line.dues]) for line in lines]
    return page(request, "members/cultivation/mine.html", {"lines": shown})


@require_safe
def my_contact(request: HttpRequest, pk: int) -> HttpResponse:
    return _person(request, _line(request, pk), ContactNoteForm(), ContactOpinionForm())


@require_POST
def my_contact_note(request: HttpRequest, pk: int) -> HttpResponse:
    """One line after a talk."""
    line, member = _line(request, pk), _member(request)
    form = ContactNoteForm(request.POST)
    if submit(form, cultivating.note, line.development, member, by=actor(request)):
        return done(request, "记下了。", "my_contact", pk)
    return _person(request, line, form, ContactOpinionForm(), status=422)


@require_POST
def my_contact_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """The own opinion for the review that is due."""
    line, member = _line(request, pk), _member(request)
    form = ContactOpinionForm(request.POST)
    if submit(form, cultivating.say, line.development, member, by=actor(request)):
        return done(request, "意见已交给支部，办结以前可以再写，以最后一次为准。", "my_contact", pk)
    return _person(request, line, ContactNoteForm(), form, status=422)


def _member(request: HttpRequest) -> Member:
    """The member behind the account; 404 for an account that belongs to nobody on a roster."""
    member = Member.objects.filter(pk=access_to(request).member_id or 0).first()
    if member is None:
        raise Http404("这位同志不由您联系。")
    return member


def _line(request: HttpRequest, pk: int) -> CultivationLine:
    for line in accompanied_by(_member(request), clock.today()):
        if line.development.pk == pk:
            return line
    raise Http404("这位同志不由您联系。")


def _person(
    request: HttpRequest,
    line: CultivationLine,
    note_form: OfficeForm,
    opinion_form: OfficeForm,
    status: int = 200,
) -> HttpResponse:
    development, today = line.development, clock.today()
    review = development.reviews.filter(settled_at=None).first()
    said = (review.contacts_said or "").splitlines() if review else []
    context = {
        "line": line,
        "development": development,
        "dues": [(due, due.is_late(today)) for due in line.dues],
        "notes": development.contact_notes.select_related("author")[:20],
        "reports": development.thought_reports.all(),
        "attended": attended_of(development),
        "said": said,
        "note_form": note_form,
        "opinion_form": opinion_form,
    }
    return page(request, "members/cultivation/my_contact.html", context, status=status)
