"""我的发展过程: the own way and its limits, and the report of thoughts handed in (DV-07, DV-21)."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.forms.cultivation import OwnReportForm
from members.reports.own_path import own_development, own_path
from members.services import thought_reports
from members.views.common import posted
from members.views.member import FORM_PAGE
from members.views.my_information import own_member
from partywork.common import clock
from partywork.common.answers import stored_answer
from partywork.common.forms import submit
from partywork.common.requests import actor
from partywork.common.responses import done, page


@FORM_PAGE
def my_path(request: HttpRequest) -> HttpResponse:
    """The page, and the own report where the committee asks for its text."""
    member = own_member(request)
    found = own_path(member, clock.today())
    if found is None:
        raise Http404("您没有发展党员的记录：以前入党的，看党员档案。")
    form = OwnReportForm(posted(request), request.FILES or None)
    if request.method == "POST" and submit(
        form, thought_reports.hand_in, found.development, member, by=actor(request)
    ):
        return done(request, "思想汇报已交给支部。", "my_path")
    context = {"own": found, "form": form if found.asks_for_text or form.is_bound else None}
    return page(request, "members/cultivation/own_path.html", context, status=422 if form.is_bound else 200)


@require_safe
def my_report_file(request: HttpRequest, pk: int) -> FileResponse:
    """The own report, to read again."""
    development = own_development(own_member(request))
    report = development.thought_reports.filter(pk=pk).first() if development else None
    if report is None or not report.file:
        raise Http404("没有这份思想汇报。")
    return stored_answer(report.file, report.file_name)
