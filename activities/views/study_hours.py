"""The ledger of hours of a branch (F-31), one person's lines, a gathering put right, and the committee's bands."""

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices_education import StudySort
from activities.documents import catalogue
from activities.documents.filled_study import person_sentence, study_person, study_sheet
from activities.forms.education import HoursForm
from activities.models import Activity
from activities.reports.study_hours import tenths_for
from activities.reports.study_lines import COUNTED
from activities.reports.study_people import person_of, were_at
from activities.reports.study_year import study_board, study_workbook, study_year, with_sums
from activities.rules.lecture_hours import hours_text
from activities.services import study_correcting
from activities.views.document import ask
from activities.views.own_branch import own_branch
from members.access import Capability
from members.models import Member
from partywork.common import clock
from partywork.common.answers import pdf_answer, xlsx_answer
from partywork.common.asked import year as year_asked
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load, need
from partywork.common.responses import done, page, refused


@require_safe
def study_hours_list(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_RECORD)
    year = _year(request)
    context = {
        "found": study_year(branch, year),
        "sorts": StudySort,
        "years": _years(),
        "may_write": request.access.may(Capability.RUN_ACTIVITY, branch),
        "may_confirm": request.access.may(Capability.CONFIRM_MAKE_UP, branch),
    }
    return page(request, "activities/education/list.html", context)


@require_safe
def study_hours_file(request: OfficeRequest, year: int) -> HttpResponse:
    """The .xlsx of F-31; nothing in it can run as a formula (PI-13)."""
    branch = own_branch(request, Capability.SEE_RECORD)
    content = study_workbook(study_year(branch, year), by=str(request.user))
    return xlsx_answer(content, f"{branch.called}{year}年学时台账.xlsx")


@require_POST
def study_hours_document(request: OfficeRequest, year: int) -> HttpResponse:
    """F-31, a line a person, as it stands today."""
    branch = own_branch(request, Capability.SEE_RECORD)
    content = study_sheet(study_year(branch, year), by=str(request.user))
    return ask(catalogue.STUDY_YEAR, content, f"{year}年学时台账.pdf", branch)


@require_safe
def study_hours_person(request: OfficeRequest, pk: int) -> HttpResponse:
    member, year = _member(request, pk), _year(request)
    person = person_of(member, year)
    context = {
        "member": member,
        "branch": member.branch_on(clock.today()),
        "person": person,
        "lines": with_sums(person) if person else [],
        "sentence": person_sentence(person, year) if person else "",
        "year": year,
        "years": _years(),
        "is_self": member.pk == request.access.member_id,
    }
    return page(request, "activities/education/person.html", context)


@require_safe
@never_cache
def study_hours_person_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """One person's lines, made for this one answer."""
    return printed(request, _member(request, pk), _year(request), "study_hours_person", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def study_hours_activity(request: OfficeRequest, pk: int) -> HttpResponse:
    """What one gathering counts for, what was put right and why; put right again."""
    activities = Activity.objects.select_related("branch", "study_hours")
    activity = load(request, activities, pk, see=Capability.SEE_RECORD)
    if activity.kind not in COUNTED:
        raise Http404("这类活动不计学时。")
    may_write = request.access.may(Capability.RUN_ACTIVITY, activity.branch)
    form = HoursForm(request.POST if request.method == "POST" else None, rows=were_at(activity))
    if request.method == "POST":
        load(request, activities, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        values = {"tenths": said["hours"], "reason": said["reason"], "member": said["member"]}
        if attempt(form, study_correcting.correct_hours, activity, by=request.user, **values):
            return done(request, "已更正，原来的留在下面。", "study_hours_activity", pk)
    context = {
        "activity": activity,
        "usual": hours_text(tenths_for(activity)),
        "corrections": [
            (row, hours_text(row.tenths))
            for row in activity.hours_corrections.select_related("member", "made_by").order_by("-pk")
        ],
        "form": form,
        "may_write": may_write,
    }
    status = 422 if form.errors else 200
    return page(request, "activities/education/activity.html", context, status=status)


@require_safe
def study_hours_board(request: OfficeRequest) -> HttpResponse:
    """All branches below: how many people in which band, in the order of the tree (ED-12, N22)."""
    need(request, Capability.REVIEW)
    year, search = _year(request), request.GET.get("q", "").strip()[:40]
    scope = request.access.scope(Capability.REVIEW)
    context = {
        "board": study_board(scope, year, search=search, after=request.GET.get("after", "")[:255]),
        "search": search,
        "today": clock.today(),
    }
    return page(request, "activities/education/board.html", context)


def printed(request: OfficeRequest, member: Member, year: int, back: str, *args: int) -> HttpResponse:
    """The sheet of one person, or the sentence why there is none."""
    person = person_of(member, year)
    branch = member.branch_on(clock.today())
    if person is None or branch is None:
        return refused(request, f"{year}年没有学时记录。", back, *args)
    document = study_person(person, year, branch=branch.name)
    return pdf_answer(document.render(), f"{year}年学时登记（{member.name}）.pdf")


def _member(request: OfficeRequest, pk: int) -> Member:
    member = Member.objects.within(request.access.scope(Capability.SEE_RECORD)).filter(pk=pk).first()
    if member is None:
        raise Http404("没有这名党员，或不在您的范围内。")
    return member


def _year(request: OfficeRequest) -> int:
    return year_asked(request.GET.get("year"), clock.today().year)


def _years() -> list[int]:
    this = clock.today().year
    return [this, this - 1, this - 2]
