"""What the branch has agreed on: all open ones with a filter, one with its history, lines of a record (F-43)."""

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.documents import catalogue
from activities.documents.filled_actions import action_sheet
from activities.forms.actions import ActionFilterForm, RearrangeForm, ReasonForm, ReportForm
from activities.forms.agenda import ActionForm, people_to_choose
from activities.models import ActionItem, Activity
from activities.reports.actions import ALL, lines_to_agree
from activities.reports.actions import action_list as listed
from activities.rules.action_line import AgreedLine
from activities.services import agreeing
from activities.views.activity_page import run
from activities.views.document import ask
from activities.views.own_branch import own_branch
from members.access import Capability
from members.models import Member
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page

SEE, DO = Capability.SEE_ACTIVITY, Capability.RUN_ACTIVITY
ACTIONS = ActionItem.objects.select_related("branch", "activity__branch", "item", "owner")


@require_safe
def action_list(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, SEE)
    owners = listed(branch, shown=ALL).owners
    form = ActionFilterForm(request.GET or {}, owners=owners)
    form.is_valid()
    owner = number(form.cleaned_data.get("owner"))
    context = {
        "branch": branch,
        "list": listed(branch, shown=form.shown, owner=owner),
        "form": form,
        "shown": form.shown,
        "owner": owner,
        "may_run": request.access.may(DO, branch),
    }
    return page(request, "activities/action/list.html", context)


@require_POST
def action_document(request: OfficeRequest) -> HttpResponse:
    """F-43: the sheet of what was agreed on, as filtered."""
    branch = own_branch(request, SEE)
    form = ActionFilterForm(request.POST, owners=listed(branch, shown=ALL).owners)
    form.is_valid()
    found = listed(branch, shown=form.shown, owner=number(form.cleaned_data.get("owner")))
    content = action_sheet(branch, found, shown=form.shown, by=str(request.user))
    return ask(catalogue.ACTION_SHEET, content, f"议定事项督办表（{clock.today()}）.pdf", branch)


@require_http_methods(["GET", "HEAD", "POST"])
def action_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """One thing agreed on; POST gives it another owner or another day."""
    if request.method != "POST":
        return _show(request, load(request, ACTIONS, pk, see=SEE))
    action = load(request, ACTIONS, pk, see=SEE, do=DO)
    form = RearrangeForm(request.POST, action=action)
    if submit(form, agreeing.rearrange, action, by=request.user):
        return done(request, "已改好，记在下面。", "action_detail", pk)
    return _show(request, action, {"rearrange": form}, status=422)


@require_POST
def action_report(request: OfficeRequest, pk: int) -> HttpResponse:
    """The secretary notes what the owner told him."""
    action = load(request, ACTIONS, pk, see=SEE, do=DO)
    form = ReportForm(request.POST)
    if submit(form, agreeing.report, action, by=request.user):
        return done(request, "已记下进展。", "action_detail", pk)
    return _show(request, action, {"report": form}, status=422)


@require_POST
def action_reopening(request: OfficeRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "reopen", "已重新列为在办，本人会收到通知。")


@require_POST
def action_dropping(request: OfficeRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "drop", "已记为不再办理。")


@require_http_methods(["GET", "HEAD", "POST"])
def activity_agreed(request: OfficeRequest, pk: int) -> HttpResponse:
    """The lines of the record sheet that may become action items, each as it was read (PD-29)."""
    activity = run(request, pk)
    lines, people = lines_to_agree(activity), people_to_choose(activity)
    bound: dict[str, ActionForm] = {}
    if request.method == "POST":
        form = ActionForm(request.POST, activity=activity, people=people)
        if submit(form, agreeing.agree, activity, by=request.user):
            here = reverse("activity_agreed", args=[pk])
            left = len(lines_to_agree(activity))
            said = f"已列入督办，{form.outcome.owner.name}负责。"  # type: ignore[attr-defined]
            return done(request, said, here if left else reverse("action_list"))
        bound[str(request.POST.get("line", ""))] = form
    rows = [
        (line, bound.get(line) or _read_form(activity, people, line, read, at))
        for at, (line, read) in enumerate(lines)
    ]
    context = {"activity": activity, "rows": rows}
    return page(request, "activities/action/lines.html", context, status=422 if bound else 200)


def _read_form(activity: Activity, people: list[Member], line: str, read: AgreedLine, at: int) -> ActionForm:
    initial = {"line": line, "owner": read.owner, "due_on": read.due_on}
    return ActionForm(activity=activity, people=people, initial=initial, auto_id=f"id_{at}_%s")


def _with_reason(request: OfficeRequest, pk: int, verb: str, said: str) -> HttpResponse:
    action = load(request, ACTIONS, pk, see=SEE, do=DO)
    form = ReasonForm(request.POST, auto_id=f"id_{verb}_%s")
    if submit(form, _VERBS[verb], action, by=request.user):
        return done(request, said, "action_detail", pk)
    return _show(request, action, {verb: form}, status=422)


_VERBS = {"reopen": agreeing.reopen, "drop": agreeing.drop}


def _show(
    request: OfficeRequest, action: ActionItem, bound: dict[str, BaseForm] | None = None, *, status: int = 200
) -> HttpResponse:
    bound = bound or {}
    context = {
        "action": action,
        "late": action.is_overdue(clock.today()),
        "reports": action.reports.select_related("by"),
        "may_run": request.access.may(DO, action.branch),
        "report_form": bound.get("report") or ReportForm(),
        "rearrange_form": bound.get("rearrange") or RearrangeForm(action=action),
        "drop_form": bound.get("drop") or ReasonForm(auto_id="id_drop_%s"),
        "reopen_form": bound.get("reopen") or ReasonForm(auto_id="id_reopen_%s"),
        "refused": set(bound),
    }
    return page(request, "activities/action/detail.html", context, status=status)
