"""Typing in the signed sheet: numbers as they stand on it, or ticks (N17)."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from activities.forms.signing import PaperForm
from activities.models import Activity
from activities.reports.cards import numbers_on
from activities.reports.register import register_of
from activities.services import papering
from activities.views.activity_page import back_to
from members.access import Capability
from members.models import Member
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page

ACTIVITIES = Activity.objects.select_related("branch")


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: OfficeRequest, pk: int) -> HttpResponse:
    """Both ways end alike: who was written down, who stood there already, and line by line what was wrong."""
    activity = load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    form = PaperForm(request.POST if "text" in request.POST else None)
    entered = None
    if request.method == "POST":
        try:
            entered = _enter(request, activity, form)
        except DomainError as refusal:
            form = PaperForm(request.POST)
            form.add_error("text", refusal.message)
    if entered is not None and not entered.wrong:
        return done(request, entered.sentence, back_to(activity, "attendance"))
    if entered is not None:  # only what was wrong is left to be put right
        form = PaperForm(initial={"text": "\n".join(each.text for each in entered.wrong)})
    numbers = numbers_on(activity)
    lines = [(line, numbers.get(line.member_id, "")) for line in register_of(activity).lines]
    context = {"activity": activity, "form": form, "entered": entered, "lines": lines}
    status = 422 if form.errors or entered else 200
    return page(request, "activities/activity/paper.html", context, status=status)


def _enter(request: OfficeRequest, activity: Activity, form: PaperForm) -> papering.Entered | None:
    if "text" in request.POST:
        if not form.is_valid():
            return None
        return papering.enter_lines(activity, form.cleaned_data["text"], by=request.user)
    keys = [number(text) or 0 for text in request.POST.getlist("member")]
    members = Member.objects.filter(spells__branch=activity.branch_id, pk__in=keys).distinct().by_name()
    if not members:
        raise DomainError("请勾选签了名的同志，或输入签到号。", field="text")
    return papering.enter_ticks(activity, members, by=request.user)
