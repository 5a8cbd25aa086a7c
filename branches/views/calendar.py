"""节假日: what the office entered itself, and the file of the yearly notice (CAL-01)."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from branches.models import WorkdayOverride
from branches.reports.calendar import office_calendar
from branches.rights import SET_PARAMETER
from branches.services.calendar import load_calendar
from partywork.common import clock
from partywork.common.forms import OfficeForm, attempt
from partywork.common.requests import actor
from partywork.common.responses import done, page


class CalendarFileForm(OfficeForm):
    file = forms.FileField(
        label="节假日表", help_text=".xlsx 或 .csv，每行：日期、放假或上班、名称。例：2027-10-01 放假 国庆节"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_days(request: HttpRequest) -> HttpResponse:
    """Which years are known, and a table to enter the next one; for the operator, it holds for everybody."""
    scope = request.access.scope(SET_PARAMETER)  # type: ignore[attr-defined]
    if not scope.everything:
        raise PermissionDenied("节假日表由系统管理员维护。")
    form = CalendarFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        if attempt(form, load_calendar, content, by=actor(request)):
            count = form.outcome  # type: ignore[attr-defined]
            return done(
                request, f"已更新 {count} 天。" if count else "和现有的一样，没有改动。", "calendar_days"
            )
    year = clock.today().year
    known = office_calendar()
    context = {
        "form": form,
        "years": [(each, known.knows(each)) for each in (year, year + 1)],
        "days": WorkdayOverride.objects.order_by("day"),
    }
    return page(request, "branches/calendar/list.html", context, status=422 if form.is_bound else 200)
