"""The list of texts passed on (ED-06), and leaders at home and at their contact branch (MEM-19, N36)."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.conveying import TITLES, ConveyanceForm, LastDayForm, LeaderForm
from activities.forms.education import ReasonForm
from activities.models import Conveyance, LeaderContact
from activities.reports.dual_life import dual_life
from activities.services import conveying
from activities.services import dual_life as verbs
from activities.views.own_branch import own_branch
from branches.models import Organization
from members.access import Access, Capability
from members.models import Member
from partywork.common import clock
from partywork.common.asked import year as year_asked
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load, need
from partywork.common.responses import done, page

METHODS = require_http_methods(["GET", "HEAD", "POST"])
ROWS = Conveyance.objects.select_related("branch", "activity")


@require_safe
def conveyance_list(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_RECORD)
    this = clock.today().year
    year = year_asked(request.GET.get("year"), this)
    rows = list(ROWS.filter(branch=branch, received_on__year=year))
    context = {
        "branch": branch,
        "year": year,
        "years": [this, this - 1],
        "waiting": [row for row in rows if row.conveyed_on is None],
        "passed": [row for row in rows if row.conveyed_on is not None],
        "may_write": request.access.may(Capability.RUN_ACTIVITY, branch),
    }
    return page(request, "activities/conveyance/list.html", context)


@METHODS
def conveyance_new(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    bound = request.POST if request.method == "POST" else None
    form = ConveyanceForm(bound, branch=branch, initial={"received_on": clock.today()})
    if (
        bound is not None
        and form.is_valid()
        and attempt(form, conveying.enter, branch, form.text(), by=request.user)
    ):
        return done(request, "已登记。", "conveyance_list")
    return _form(request, branch, form, None)


@METHODS
def conveyance_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    row = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)
    bound = request.POST if request.method == "POST" else None
    form = ConveyanceForm(bound, branch=row.branch, initial=_initial(row))
    if (
        bound is not None
        and form.is_valid()
        and attempt(form, conveying.correct, row, form.text(), by=request.user)
    ):
        return done(request, "已保存。", "conveyance_list")
    return _form(request, row.branch, form, row)


@require_POST
def conveyance_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    row = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)
    reason = ReasonForm(request.POST)
    if submit(reason, conveying.strike, row, by=request.user):
        return done(request, "已从登记中撤销。", "conveyance_list")
    form = ConveyanceForm(branch=row.branch, initial=_initial(row))
    return _form(request, row.branch, form, row, reason=reason, status=422)


@METHODS
def dual_life_list(request: OfficeRequest) -> HttpResponse:
    """Two columns per leader; nothing is filled in but who goes where."""
    need(request, Capability.REVIEW)
    access: Access = request.access
    scope = access.scope(Capability.REVIEW)
    this = clock.today().year
    year = year_asked(request.GET.get("year"), this)
    branches = Organization.objects.within(scope).branches().active_on(clock.today())
    form = LeaderForm(
        request.POST if request.method == "POST" else None,
        people=Member.objects.within(scope),
        branches=branches,
        initial={"since": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        place = Organization.objects.within(scope).order_by("path").first()
        said = form.cleaned_data
        values = {"branch": said["branch"], "since": said["since"], "by": request.user}
        if place is not None and attempt(form, verbs.name_leader, place, said["member"], **values):
            return done(request, "已登记。", "dual_life_list")
    context = {"lines": dual_life(scope, year), "year": year, "years": [this, this - 1], "form": form}
    return page(request, "activities/conveyance/dual_life.html", context, status=422 if form.errors else 200)


@require_POST
def dual_life_ending(request: OfficeRequest, pk: int) -> HttpResponse:
    row = load(request, LeaderContact, pk, see=Capability.REVIEW)
    form = LastDayForm(request.POST or None, initial={"day": clock.today()})
    last = form.cleaned_data["day"] if form.is_valid() else clock.today()
    verbs.end_contact(row, last_day=max(last, row.since), by=request.user)
    return done(request, "已结束。", "dual_life_list")


def _initial(row: Conveyance) -> dict[str, object]:
    return {name: getattr(row, name) for name in conveying.FIELDS}


def _form(
    request: OfficeRequest,
    branch: Organization,
    form: ConveyanceForm,
    row: Conveyance | None,
    *,
    reason: ReasonForm | None = None,
    status: int | None = None,
) -> HttpResponse:
    context = {"form": form, "branch": branch, "row": row, "reason": reason or ReasonForm(), "titles": TITLES}
    answer = status or (422 if form.errors else 200)
    return page(request, "activities/conveyance/form.html", context, status=answer)
