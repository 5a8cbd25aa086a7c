"""The member's own pages: what comes, one activity, an answer, leave, an objection (M01, M05, M11..M15)."""

from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices import ActivityState
from activities.forms.mine import LeaveForm, ObjectionForm
from activities.models import Activity, Objection, RatingReply
from activities.reports.announcement import notice_text
from activities.reports.ballot_page import announced_of
from activities.reports.improvements import last_said
from activities.reports.leave_effect import leave_effect
from activities.reports.mine import branch_of, duties_of, own_activity, ticket_of, tickets_of
from activities.reports.minutes_readers import minutes_of
from activities.reports.papers import papers_of, readable_by
from activities.reports.routine import routine_of
from activities.reports.study_page import own_note, study_page
from activities.services import balloting, leave_proofs, leaving, objecting
from activities.services.reading import inbox_of
from activities.views.my_development import development_duties
from activities.views.my_life_duties import life_duties
from activities.views.own_member import own_member
from members.models import Member
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.piles import read
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page, refused


@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    now = clock.now()
    tickets = tickets_of(member, now)
    branch = branch_of(member, now.date())
    context = {
        "member": member,
        "branch": branch,
        "next": tickets[0] if tickets else None,
        "later": tickets[1:],
        "duties": duties_of(member, now),
        "life": list(chain.from_iterable(read((*life_duties(member), *development_duties(member, branch))))),
        "votes": balloting.waiting_for(member),
        "notices": inbox_of(request.user).filter(read_at=None)[:3],
        "reply": last_said(branch.pk, before=now) if branch else None,
    }
    return page(request, "activities/member/home.html", context)


@require_safe
def activity(request: OfficeRequest, pk: int) -> HttpResponse:
    member, row = _mine(request, pk)
    return _activity_page(request, member, row, ObjectionForm())


@require_POST
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """参加: also takes back a leave asked for before."""
    member, row = _mine(request, pk)
    try:
        leaving.answer_coming(row, member, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "my_activity", pk)
    return done(request, "记下了：您参加。", "my_activity", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: OfficeRequest, pk: int) -> HttpResponse:
    member, row = _mine(request, pk)
    late = clock.now() >= row.starts_at
    form = LeaveForm(request.POST or None, request.FILES or None, sex=member.sex, after_start=late)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, leave_proofs.ask_with, row, member, by=request.user, **values):
            return done(request, "交上去了。批了没有，会在收件箱告诉您。", "my_activity", pk)
    context = {
        "activity": row,
        "form": form,
        "late": late,
        "ticket": ticket_of(member, row),
        "effect": leave_effect(row, member),
    }
    return page(request, "activities/member/leave.html", context, status=422 if form.errors else 200)


@require_POST
def objection(request: OfficeRequest, pk: int) -> HttpResponse:
    member, row = _mine(request, pk)
    form = ObjectionForm(request.POST)
    if submit(form, objecting.object_to, row, member, by=request.user):
        return done(request, "告诉书记了。核对以后，您的记录里会看到结果。", "my_activity", pk)
    return _activity_page(request, member, row, form, status=422)


def _activity_page(
    request: HttpRequest, member: Member, row: Activity, form: ObjectionForm, status: int = 200
) -> HttpResponse:
    context = {
        "activity": row,
        "member": member,
        "ticket": ticket_of(member, row),
        "duties": duties_of(member, clock.now()),
        "votes": balloting.waiting_for(member),
        "announced": announced_of(row),
        "text": notice_text(row),
        "reply": RatingReply.objects.filter(activity=row).first(),
        "routine": routine_of(row),
        "papers": papers_of(row) if readable_by(member.pk, row) else [],
        "may_record": row.state != ActivityState.CANCELLED and member.pk in (row.recorder_id, row.host_id),
        "study": study_page(row) if row.sort.has_reader else None,
        "note": own_note(row, member.pk) if row.sort.gives_hours else None,
        "minutes": minutes_of(member, row),
        "form": form,
        "objection": Objection.objects.filter(activity=row, member=member).last(),
    }
    return page(request, "activities/member/activity.html", context, status=status)


def _mine(request: OfficeRequest, pk: int) -> tuple[Member, Activity]:
    member = own_member(request)
    row = own_activity(member, pk) if member else None
    if member is None or row is None:
        raise Http404("没有这次活动，或它不是您支部的。")
    return member, row
