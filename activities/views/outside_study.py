"""Courses away from the branch: entered at the desk or by the member himself, confirmed by another (F-31)."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.documents.filled_study import person_sentence
from activities.forms.education import (
    CourseForm,
    CourseForOthersForm,
    ReasonForm,
    TrainingForm,
    course_initial,
)
from activities.models import OutsideStudy
from activities.reports.study_people import may_have_studied, person_of
from activities.reports.study_year import with_sums
from activities.rules.lecture_hours import hours_text
from activities.services import outside_study as verbs
from activities.views.own_branch import own_branch
from activities.views.own_member import own_member
from activities.views.study_hours import printed
from members.access import Capability
from members.models import Member
from partywork.common import clock
from partywork.common.answers import opened_answer
from partywork.common.asked import year as year_asked
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load, need
from partywork.common.responses import done, page, step

ROWS = OutsideStudy.objects.select_related("branch", "member", "entered_by", "decided_by")
METHODS = require_http_methods(["GET", "HEAD", "POST"])


@METHODS
def outside_study_new(request: OfficeRequest) -> HttpResponse:
    """At the desk: one course for everybody who was at it."""
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    bound = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CourseForOthersForm(*bound, rows=may_have_studied(branch), initial=course_initial())
    if request.method == "POST" and form.is_valid():
        people = list(form.cleaned_data["people"])
        if attempt(form, verbs.enter, people, form.course(), by=request.user):
            own = any(person.user_id == request.user.pk for person in people)
            said = f"已登记 {len(people)} 人。" + ("您自己的要另一位同志确认。" if own else "")
            return done(request, said, "study_hours_list")
    context = {"form": form, "branch": branch}
    return page(
        request, "activities/education/outside_form.html", context, status=422 if form.errors else 200
    )


@METHODS
def training_new(request: OfficeRequest) -> HttpResponse:
    """A training the committee held, entered once for people of many branches (ED-13)."""
    need(request, Capability.REVIEW)
    bound = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    rows = Member.objects.within(request.access.scope(Capability.REVIEW))
    form = TrainingForm(*bound, rows=rows, initial=course_initial())
    if request.method == "POST" and form.is_valid():
        people = form.cleaned_data["names"]
        if attempt(form, verbs.enter, people, form.course(), by=request.user):
            return done(request, f"已登记 {len(people)} 人，学时已计入各自支部的台账。", "study_hours_board")
    status = 422 if form.errors else 200
    return page(request, "activities/education/training_form.html", {"form": form}, status=status)


@require_safe
def outside_study(request: OfficeRequest, pk: int) -> HttpResponse:
    return _detail(request, load(request, ROWS, pk, see=Capability.SEE_RECORD), ReasonForm())


@require_POST
def outside_study_confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    row = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.CONFIRM_MAKE_UP)
    return step(
        request, ("outside_study", pk), verbs.confirm, row, by=request.user, said="已确认，计入学时。"
    )


@require_POST
def outside_study_refuse(request: OfficeRequest, pk: int) -> HttpResponse:
    row = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.CONFIRM_MAKE_UP)
    form = ReasonForm(request.POST)
    if submit(form, verbs.refuse, row, by=request.user):
        return done(request, "没有登记，原因已告诉本人。", "outside_study", pk)
    return _detail(request, row, form, status=422)


@require_POST
def outside_study_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    row = load(request, ROWS, pk, see=Capability.SEE_RECORD, do=Capability.CONFIRM_MAKE_UP)
    form = ReasonForm(request.POST)
    if submit(form, verbs.strike, row, by=request.user):
        return done(request, "已撤销，不再计入学时。", "outside_study", pk)
    return _detail(request, row, form, status=422)


@require_safe
@never_cache
def outside_study_paper(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The certificate: for whoever keeps the ledger, and for the member himself."""
    member = own_member(request)
    row = ROWS.filter(pk=pk, member=member).first() if member else None
    return _paper(row or load(request, ROWS, pk, see=Capability.SEE_RECORD))


@require_safe
def my_hours(request: OfficeRequest) -> HttpResponse:
    """A member's own hours and nobody else's."""
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    this = clock.today().year
    year = year_asked(request.GET.get("year"), this)
    person = person_of(member, year)
    context = {
        "member": member,
        "year": year,
        "person": person,
        "lines": with_sums(person) if person else [],
        "sentence": person_sentence(person, year) if person else "",
        "entered": [(row, hours_text(row.tenths)) for row in ROWS.filter(member=member, until__year=year)],
        "other_years": [each for each in (this, this - 1) if each != year],
    }
    return page(request, "activities/education/mine.html", context)


@METHODS
def my_hours_new(request: OfficeRequest) -> HttpResponse:
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    bound = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CourseForm(*bound, initial=course_initial())
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, verbs.enter, [member], form.course(), by=request.user)
    ):
        return done(request, "已交给支部确认，确认后计入学时。", "my_hours")
    return page(
        request, "activities/education/my_form.html", {"form": form}, status=422 if form.errors else 200
    )


@require_POST
def my_hours_withdrawal(request: OfficeRequest, pk: int) -> HttpResponse:
    """Taken back by whoever entered it for himself, while nobody has answered."""
    member = own_member(request)
    row = ROWS.filter(pk=pk, member=member).first() if member else None
    if row is None:
        raise Http404("没有这条登记，或它不是您的。")
    values = {"by": request.user, "reason": "本人撤回"}
    return step(request, ("my_hours",), verbs.strike, row, said="已撤回。", **values)


@require_safe
@never_cache
def my_hours_document(request: OfficeRequest, year: int) -> HttpResponse:
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    return printed(request, member, year, "my_hours")


def _paper(row: OutsideStudy) -> HttpResponseBase:
    if not row.file:
        raise Http404("这条登记没有附证书。")
    return opened_answer(lambda: row.file.open("rb"), row.file_name, row.file_type)


def _detail(
    request: OfficeRequest, row: OutsideStudy, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    is_own = row.member_id == request.access.member_id
    may = request.access.may(Capability.CONFIRM_MAKE_UP, row.branch) and not is_own
    context = {"row": row, "hours": hours_text(row.tenths), "form": form, "may_answer": may, "is_own": is_own}
    return page(request, "activities/education/outside.html", context, status=status)
