"""The agenda of an activity, as one text; two people who write it at once both see it (E-82)."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from activities.forms.scheduling import AgendaForm
from activities.models import Activity, AgendaTemplate
from activities.reports.agenda_offers import agenda_offers, thought_analysis_hint
from activities.reports.agenda_text import agenda_text
from activities.rules.agenda import AgendaLine, total_minutes
from activities.services import agenda_keeping, preparing
from activities.views.activity_page import back_to, run
from members.access import Capability
from partywork.common.errors import Conflict, DomainError
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused, step


@require_http_methods(["GET", "HEAD", "POST"])
def activity_agenda(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = run(request, pk)
    if not activity.is_open:
        return refused(
            request, f"活动{activity.get_state_display()}，议程不能再改。", back_to(activity, "agenda")
        )
    offers = agenda_offers(activity)
    begun = next((offer for offer in offers if offer.key == request.GET.get("from")), None)
    text = begun.text if begun else agenda_text(activity)
    initial = {"agenda": text, "revision": activity.revision}
    form = AgendaForm(request.POST if request.method == "POST" else None, initial=initial)
    theirs = ""
    if request.method == "POST" and form.is_valid():
        items = form.items()
        if "keep" in request.POST:
            return _keep(request, activity, form)
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
    context = {
        "activity": activity,
        "form": form,
        "theirs": theirs,
        "offers": offers,
        "begun": begun,
        "hint": thought_analysis_hint(activity),
    }
    return page(request, "activities/activity/agenda.html", context, status=status)


@require_POST
def agenda_template_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    rows = AgendaTemplate.objects.select_related("branch")
    template = load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    said = f"已去掉“{template.name}”。"
    return step(request, ("activity_list",), agenda_keeping.forget, template, by=request.user, said=said)


def _keep(request: OfficeRequest, activity: Activity, form: AgendaForm) -> HttpResponse:
    """The agenda as typed, under a name of the branch's own; nothing is saved to the meeting."""
    name = request.POST.get("name", "")
    try:
        kept = agenda_keeping.keep(activity, form.items(), name=name, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "activity_agenda", activity.pk)
    address = reverse("activity_agenda", args=[activity.pk])
    return done(request, f"已留作常用议程“{kept.name}”。", f"{address}?from=own-{kept.pk}")


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
