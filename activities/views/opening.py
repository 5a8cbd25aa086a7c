"""Opening an activity of any kind: from its plan row, or one that no row foresaw."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from activities.choices import ActivityKind
from activities.forms.opening import NewActivityForm, new_initial
from activities.kinds import KINDS, Kind, Needs
from activities.models import PlannedActivity
from activities.reports.kinds_held import groups_on, kinds_of
from activities.reports.usual import usual_of
from activities.services import opening
from activities.services.opening_series import Opened, open_series
from activities.views.activity_page import back_to
from activities.views.own_branch import own_branch
from members.access import Capability
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused


@require_POST
def activity_open(request: OfficeRequest, pk: int) -> HttpResponse:
    """From a plan row, everything inherited; a second click finds the same activity (journey 4)."""
    rows = PlannedActivity.objects.select_related("plan__branch", "theme")
    row = load(request, rows, pk, see=Capability.SEE_PLAN, do=Capability.RUN_ACTIVITY)
    try:
        activity = opening.open_from_row(row, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "plan_detail", row.plan_id)
    if activity.sort.needs is Needs.GROUPS:
        return done(request, "每个党小组都已开好一次，可以分别改时间。", reverse("activity_list"))
    return done(request, "活动已开好，下面是要发出的预告。", back_to(activity, "notice"))


@require_http_methods(["GET", "POST"])
def activity_new(request: OfficeRequest) -> HttpResponse:
    """One page for every kind: which kind stands above, below only what it needs."""
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    kind = _kind(request)
    offered = kinds_of(branch, clock.today())
    groups = groups_on(branch, clock.today()) if kind.needs is Needs.GROUPS else []
    chosen = [group for group in groups if str(group.pk) == request.GET.get("group")] or groups
    usual = usual_of(branch, kind, month=_month(request))
    initial = new_initial(kind, usual, chosen)
    form = NewActivityForm(request.POST or None, sort=kind, groups=groups, initial=initial)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, open_series, branch, by=request.user, **form.values()):
        opened: Opened = form.outcome  # type: ignore[attr-defined]
        return done(request, *_where(opened))
    context = {
        "form": form,
        "branch": branch,
        "kind": kind,
        "offered": [each for each in offered if not each.refusal],
        "not_held": [each for each in offered if each.refusal],
        "refusal": next((each.refusal for each in offered if each.kind is kind), ""),
    }
    return page(request, "activities/activity/new.html", context, status=422 if form.errors else 200)


def _kind(request: OfficeRequest) -> Kind:
    """The kind that was chosen, else the themed Party day."""
    asked = request.POST.get("kind") or request.GET.get("kind") or ""
    return KINDS.get(asked) or KINDS[ActivityKind.PARTY_DAY]


def _month(request: OfficeRequest) -> tuple[int, int] | None:
    """`?month=2026-07`, as the year's page links to it."""
    year, _, month = request.GET.get("month", "").partition("-")
    asked = number(year), number(month)
    if asked[0] is None or asked[1] is None or not (2000 <= asked[0] <= 2100 and 1 <= asked[1] <= 12):
        return None
    return asked[0], asked[1]


def _where(opened: Opened) -> tuple[str, str]:
    """One: its page, with what is to be sent. Several: the list."""
    if len(opened.activities) == 1:
        return "已开好，下面是要发出的预告。", back_to(opened.activities[0], "notice")
    return opened.sentence, reverse("activity_list")
