"""Public notices: the branch puts up, notes, answers, concludes; members read while they are up and may object."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from members.access import Capability
from members.choices_publicity import NoticePoint, NoticeState
from members.documents.public_notice import PublicNoticeDocument
from members.forms.publicity import (
    ConclusionForm,
    HeardObjectionForm,
    NoticeForm,
    NoticeObjectionForm,
    ObjectionAnswerForm,
    WithdrawalForm,
)
from members.models import Member, NoticeObjection, PublicNotice
from members.reports.public_notices import is_shown_to, notices_of, ready_for_notice
from members.rules.publicity import NoticePhase
from members.services import noticing
from members.views.common import access_to, branch_of, branches_of, choose, posted
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import pdf_answer
from partywork.common.forms import attempt, submit
from partywork.common.requests import actor, load, need
from partywork.common.responses import done, page

SEE, KEEP = Capability.SEE_DEVELOPMENT, Capability.KEEP_DEVELOPMENT
NAMES = Capability.READ_OBJECTORS


@require_safe
def public_notice_list(request: HttpRequest) -> HttpResponse:
    """What is up, what is over and waits for a word, who could be put up next."""
    need(request, SEE)
    branches, branch = choose(request, branches_of(request, SEE))
    if branch is None:
        raise PermissionDenied("您的范围内没有党支部。")
    points = tuple(in_force(branch, clock.today())["dv.publicity_points"])
    ready = ready_for_notice(branch, points)
    context = {
        "branches": branches,
        "branch": branch,
        "notices": notices_of(branch),
        "ready": [(NoticePoint(point), people) for point, people in ready.items() if people],
        "points": [NoticePoint(point).label for point in points],
        "keeps": access_to(request).may(KEEP, branch),
    }
    return page(request, "members/publicity/list.html", context)


@FORM_PAGE
def public_notice_new(request: HttpRequest) -> HttpResponse:
    """Put somebody up: the people whose step before is done are ticked, the last day is worked out."""
    branch = _own_branch(request)
    point = request.GET.get("point", "")
    if point not in NoticePoint.values:
        raise Http404("没有这一种公示。")
    today, calendar = clock.today(), office_calendar()
    least = int(in_force(branch, today)["dv.publicity_workdays"])
    form = NoticeForm(
        posted(request),
        point=point,
        people=ready_for_notice(branch, [point])[point],
        posted_on=today,
        until=calendar.add_workdays(today, least),
        least=least,
        initial={"receives": f"{branch.name}", "phone": _last_phone(branch)},
    )
    if request.method == "POST" and form.is_valid():
        people = list(form.cleaned_data["people"])
        if attempt(form, noticing.put_up, branch, people, form.posting(), by=actor(request)):
            made = form.outcome  # type: ignore[attr-defined]
            said = f"公示已登记，{made.until:%Y-%m-%d}24:00后自动撤下。请打印张贴。"
            return done(request, said, "public_notice", made.pk)
    context = {"form": form, "branch": branch, "point": NoticePoint(point)}
    return page(request, "members/publicity/new.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def public_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: read by its circle while it is up, where a member may object; by the branch always."""
    seen = _readable(request, pk)
    form = NoticeObjectionForm(posted(request), notice=seen.notice)
    if request.method == "POST":
        member = seen.member
        if member is None:
            raise PermissionDenied("异议由看得到公示的党员提出。")
        if form.is_valid() and attempt(
            form,
            noticing.object_to,
            seen.notice,
            member,
            text=form.cleaned_data["text"],
            about=form.about_whom(),
        ):
            return done(request, "异议已经提交，只有书记知道是您提的；答复也在这一页。", "public_notice", pk)
    return page(
        request,
        "members/publicity/detail.html",
        _context(request, seen, form),
        status=422 if form.is_bound else 200,
    )


@require_safe
def public_notice_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet to be put on the wall."""
    notice = _readable(request, pk).notice
    document = PublicNoticeDocument.from_json(notice.content)
    return pdf_answer(document.render(), f"{notice.title}（{notice.posted_on:%Y-%m-%d}）.pdf")


@FORM_PAGE
def public_notice_objection(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter, a call or a visit, noted by the secretary: who said it is his alone to read."""
    notice = load(request, PublicNotice.objects.select_related("branch"), pk, see=SEE, do=NAMES)
    form = HeardObjectionForm(posted(request), notice=notice)
    if request.method == "POST" and form.is_valid():
        data = {key: form.cleaned_data[key] for key in ("way", "received_on", "name", "text")}
        if attempt(form, noticing.note_objection, notice, about=form.about_whom(), by=actor(request), **data):
            return done(request, "已记下，请核查后答复。", "public_notice", pk)
    return _form(request, notice, form, "登记收到的异议", "记下")


@FORM_PAGE
def notice_objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    rows = NoticeObjection.objects.select_related("notice__branch")
    objection = load(request, rows, pk, see=SEE, do=KEEP)
    notice = objection.notice
    form = ObjectionAnswerForm(posted(request))
    if request.method == "POST" and submit(form, noticing.answer, objection, by=actor(request)):
        return done(request, "已答复。", "public_notice", notice.pk)
    return _form(request, notice, form, "答复异议", "答复", note=objection.text)


@FORM_PAGE
def public_notice_conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """After the last day: what came of it."""
    notice = load(request, PublicNotice.objects.select_related("branch"), pk, see=SEE, do=KEEP)
    people = list(notice.people.select_related("development"))
    form = ConclusionForm(posted(request), people=people, spoken=noticing.spoken_of(notice))
    if request.method == "POST" and form.is_valid():
        values = {"results": form.results(), "note": form.cleaned_data["note"]}
        if attempt(form, noticing.conclude, notice, by=actor(request), **values):
            return done(request, "结论已记下，可以往下办了。", "public_notice", pk)
    return _form(request, notice, form, "公示结论", "写下结论")


@FORM_PAGE
def public_notice_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    notice = load(request, PublicNotice.objects.select_related("branch"), pk, see=SEE, do=KEEP)
    form = WithdrawalForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, noticing.withdraw, notice, why=form.cleaned_data["note"], by=actor(request))
    ):
        return done(request, "已撤回，党员的页面上不再显示。", "public_notice", pk)
    return _form(request, notice, form, "撤回公示", "撤回")


@dataclass(frozen=True)
class Seen:
    """A notice as somebody may see it: as a member of its circle, as one who serves the branch, or both."""

    notice: PublicNotice
    member: Member | None
    serves: bool


def _readable(request: HttpRequest, pk: int) -> Seen:
    access, today = access_to(request), clock.today()
    rows = PublicNotice.objects.select_related("branch").with_open_objections()
    member = Member.objects.filter(pk=access.member_id or 0).first()
    notice = rows.within(access.scope(SEE)).filter(pk=pk).first()
    serves = notice is not None
    if notice is None:
        notice = rows.filter(pk=pk).first()
    if notice is None:
        raise Http404("没有这份公示，或公示期已过。")
    inside = member is not None and is_shown_to(notice, member, today)
    if not serves and not inside and not _spoke(notice, member):
        raise Http404("没有这份公示，或公示期已过。")
    return Seen(notice, member if inside else None, serves)


def _spoke(notice: PublicNotice, member: Member | None) -> bool:
    """Whoever objected comes back for the answer, after the last day too."""
    return member is not None and notice.objections.filter(member=member).exists()


def _context(request: HttpRequest, seen: Seen, form: NoticeObjectionForm) -> dict[str, Any]:
    notice, access = seen.notice, access_to(request)
    said = notice.objections.select_related("about__development", "answered_by", "member")
    mine = access.member_id or 0
    keeps = seen.serves and access.may(KEEP, notice.branch)
    return {
        "notice": notice,
        "sheet": notice.content,
        "branch": notice.branch,
        "people": notice.people.select_related("development"),
        "objections": said if seen.serves else said.filter(member=mine),
        "names": access.may(NAMES, notice.branch),
        "serves": seen.serves,
        "keeps": keeps,
        "may_object": seen.member is not None,
        "may_conclude": keeps and notice.phase is NoticePhase.OVER,
        "may_withdraw": keeps and notice.state == NoticeState.UP and not notice.objections.exists(),
        "is_up": notice.state == NoticeState.UP,
        "form": form,
        "layout": "base.html" if access.has_desk else "base_phone.html",
    }


def _form(
    request: HttpRequest, notice: PublicNotice, form: Any, title: str, action: str, *, note: str = ""
) -> HttpResponse:
    context = {"notice": notice, "form": form, "title": title, "action": action, "note": note}
    return page(request, "members/publicity/form.html", context, status=422 if form.is_bound else 200)


def _own_branch(request: HttpRequest) -> Organization:
    branch = branch_of(request, branches_of(request, KEEP))
    if branch is None:
        raise PermissionDenied("公示由党支部登记，您的职务没有这一项。")
    return branch


def _last_phone(branch: Organization) -> str:
    last = PublicNotice.objects.filter(branch=branch).first()
    return str(last.content.get("phone", "")) if last else ""
