"""The printed forms of an appraisal, F-14 a—d: blank ballots, the summary, the personal sheets."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from activities.choices_life import AppraisalState
from activities.documents import catalogue, filled_appraisal
from activities.models import Appraisal, AppraisalPerson
from activities.views.document import ask
from members.access import Capability
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import refused

APPRAISALS = Appraisal.objects.select_related("branch", "activity")
DECIDED = (AppraisalState.CLOSED, AppraisalState.PUBLISHED)


@require_POST
def appraisal_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """`form`: ballot, committee, summary or sheets. The sheets hold what members wrote: for the branch only (OL-08)."""
    appraisal = load(request, APPRAISALS, pk, see=Capability.SEE_RECORD)
    year, branch = appraisal.for_year, appraisal.branch
    asked = request.POST.get("form", "")
    if asked == "committee":
        content, name = filled_appraisal.committee_ballot(appraisal), f"{year}年度支委会测评票.pdf"
        return ask(catalogue.COMMITTEE_BALLOT, content, name, branch)
    if asked == "sheets":
        if not request.access.may(Capability.WRITE_RECORD, branch):
            raise PermissionDenied("个人登记表由支部打印。")
        content, name = filled_appraisal.sheets(appraisal), f"{year}年度民主评议党员登记表.pdf"
        return ask(catalogue.APPRAISAL_SHEETS, content, name, branch)
    if asked == "summary":
        if appraisal.state not in DECIDED:
            place = reverse("appraisal_detail", args=[pk])
            return refused(request, "民主测评还没有结束，没有汇总表可以打印。", place)
        content, name = filled_appraisal.summary(appraisal), f"{year}年度民主评议党员汇总表.pdf"
        return ask(catalogue.APPRAISAL_SUMMARY, content, name, branch)
    content, name = filled_appraisal.ballot(appraisal), f"{year}年度民主评议测评票.pdf"
    return ask(catalogue.APPRAISAL_BALLOT, content, name, branch)


@require_POST
def appraisal_person_document(request: OfficeRequest, pk: int) -> HttpResponse:
    people = AppraisalPerson.objects.select_related("appraisal__branch", "appraisal__activity", "member")
    person = load(request, people, pk, see=Capability.SEE_RECORD, do=Capability.WRITE_RECORD)
    content = filled_appraisal.sheets(person.appraisal, [person])
    name = f"{person.appraisal.for_year}年度民主评议党员登记表（{person.member.name}）.pdf"
    return ask(catalogue.APPRAISAL_SHEETS, content, name, person.appraisal.branch)
