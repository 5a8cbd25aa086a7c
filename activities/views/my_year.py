"""My year on the phone and on paper, a word against it, and the answer at the desk (N39)."""

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices_education import YearSheetState
from activities.documents.filled_my_year import year_document
from activities.forms.my_year import YearAnswerForm, YearObjectionForm
from activities.models import YearObjection, YearSheet
from activities.reports.my_year import sheet_of
from activities.rules.my_year import may_object
from activities.services import my_years
from activities.views.own_member import own_member
from members.access import Capability
from members.models import Member
from partywork.common import clock
from partywork.common.answers import pdf_answer
from partywork.common.asked import year as year_asked
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page


@require_safe
@never_cache
def my_year(request: OfficeRequest) -> HttpResponse:
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    year = year_asked(request.GET.get("year"), clock.today().year)
    return _page(request, member, year, sheet_of(member, year), YearObjectionForm())


@require_POST
def my_year_objection(request: OfficeRequest, pk: int) -> HttpResponse:
    member = own_member(request)
    sheet = YearSheet.objects.filter(pk=pk, member=member).first() if member else None
    if member is None or sheet is None:
        raise Http404("没有这份记录，或它不是您的。")
    form = YearObjectionForm(request.POST)
    if submit(form, my_years.object_to, sheet, by=request.user):
        response = done(request, "意见已交给支部，答复会到收件箱。", "my_year")
        response["Location"] += f"?year={sheet.year}"
        return response
    return _page(request, member, sheet.year, sheet_of(member, sheet.year), form, status=422)


@require_safe
@never_cache
def my_year_document(request: OfficeRequest, year: int) -> HttpResponse:
    """The sheet on paper: as it was frozen, before that as the facts stand."""
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    document = year_document(member, year, sheet_of(member, year))
    return pdf_answer(document.render(), f"{member.name}的{year}年.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def year_objection(request: OfficeRequest, pk: int) -> HttpResponse:
    """At the desk: what somebody says, where to look and put it right, and the answer."""
    rows = YearObjection.objects.select_related("sheet__member", "sheet__branch", "answered_by")
    objection = load(request, rows, pk, see=Capability.ANSWER_OBJECTION, do=Capability.ANSWER_OBJECTION)
    form = YearAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        values = {"answer": said["answer"], "is_upheld": said["outcome"] == "upheld"}
        if attempt(form, my_years.answer, objection, by=request.user, **values):
            return done(request, "已答复，本人看得到。", "year_objection", pk)
    is_own = objection.sheet.member_id == request.access.member_id
    context = {"objection": objection, "sheet": objection.sheet, "form": form, "is_own": is_own}
    status = 422 if form.errors else 200
    return page(request, "activities/education/year_objection.html", context, status=status)


def _page(
    request: OfficeRequest,
    member: Member,
    year: int,
    row: YearSheet | None,
    form: YearObjectionForm,
    *,
    status: int = 200,
) -> HttpResponse:
    this = clock.today().year
    waits = row is not None and any(each.state == "open" for each in row.objections.all())
    running = row is not None and row.state == YearSheetState.OPEN and may_object(clock.today(), row.until)
    context = {
        "member": member,
        "year": year,
        "row": row,
        "sheet": year_document(member, year, row).content,
        "form": form,
        "waits": waits,
        "may_object": running and not waits,
        "is_running_year": year == this,
        "other_years": [each for each in (this, this - 1) if each != year],
    }
    return page(request, "activities/education/my_year.html", context, status=status)
