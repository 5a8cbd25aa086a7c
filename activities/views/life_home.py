"""The life meetings and appraisals of a branch, year by year: where each stands, and where to begin one."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from activities.forms.appraisal import BeginAppraisalForm
from activities.forms.life import BeginLifeForm
from activities.models import Appraisal, LifeMeeting
from activities.reports.life_page import open_items
from activities.views.own_branch import own_branch
from members.access import Capability
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page


@require_safe
def life_home(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_RECORD)
    context = {
        "branch": branch,
        "appraisals": Appraisal.objects.filter(branch=branch).select_related("activity"),
        "lives": LifeMeeting.objects.filter(branch=branch).select_related("activity"),
        "life_form": BeginLifeForm(),
        "open_items": open_items(branch.pk),
        "appraisal_form": BeginAppraisalForm(),
        "may_run": request.access.may(Capability.RUN_ACTIVITY, branch),
    }
    return page(request, "activities/life/home.html", context)
