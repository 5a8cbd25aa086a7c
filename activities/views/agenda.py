"""The agenda of an activity, as one text; two people who write it at once both see it (E-82)."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from activities.forms.scheduling import AgendaForm
from activities.models import Activity
from activities.reports.agenda_text import agenda_text
from activities.rules.agenda import AgendaLine, total_minutes
from activities.services import preparing
from activities.views.activity_page import back_to, run
from partywork.common.errors import Conflict, DomainError
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page, refused


@require_http_methods(["GET", "HEAD", "POST"])
def activity_agenda(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = run(request, pk)
    if not activity.is_open:
        return refused(
            request, f"活动{activity.get_state_display()}，议程不能再改。", back_to(activity, "agenda")
        )
    initial = {"agenda": agenda_text(activity), "revision": activity.revision}
    form = AgendaForm(request.POST if request.method == "POST" else None, initial=initial)
    theirs = ""
    if request.method == "POST" and form.is_valid():
        items = form.items()
        try:
            changed = preparing.set_agenda(
                activity, items, by=request.user, revision=form.cleaned_data["revision"]
            )
        except Conflict as conflict:
            theirs = conflict.current["agenda"] or "没有议程"
            form = _on_top_of_the_other(request, run(request, pk), conflict)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            sentence = _saved(items) if changed else "议程没有改动。"
            return done(request, sentence, back_to(activity, "agenda"))
    status = (409 if theirs else 422) if form.errors else 200
    context = {"activity": activity, "form": form, "theirs": theirs}
    return page(request, "activities/activity/agenda.html", context, status=status)


def _saved(items: list[AgendaLine]) -> str:
    minutes = total_minutes(items)
    return f"议程已保存：{len(items)} 项{f'，合计 {minutes} 分钟' if minutes else ''}。"


def _on_top_of_the_other(request: OfficeRequest, activity: Activity, conflict: Conflict) -> AgendaForm:
    """What was typed stays; saving once more, with the other version in view, is then deliberate (E-82)."""
    data = request.POST.copy()
    data["revision"] = str(activity.revision)
    form = AgendaForm(data)
    form.is_valid()
    form.add_error(None, conflict.message)
    return form
