"""The yearly disclosure: published by the keeper, read by the members of the branch, objections answered."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from members.documents.dues_disclosure import DuesDisclosureDocument
from members.forms.dues_upward import AnswerForm, DisclosureForm, ObjectionForm, year_of
from members.models import DuesDisclosure, DuesObjection, Member
from members.services.dues_disclosing import answer, object_to, publish, usual_end
from members.views.common import access_to
from members.views.dues_common import KEEP, SEE, dues_branch, dues_branches
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import pdf_answer
from partywork.common.forms import attempt, submit
from partywork.common.requests import actor, load
from partywork.common.responses import done, page, refused


@FORM_PAGE
def dues_disclosures(request: HttpRequest) -> HttpResponse:
    """What was published, and the form to publish a period."""
    branch = dues_branch(request, KEEP if request.method == "POST" else SEE)
    first, last = year_of(clock.today())
    initial = {"first": first, "last": last, "until": usual_end(clock.today())}
    form = DisclosureForm(request.POST or None, initial=initial)
    if request.method == "POST" and submit(form, publish, branch, by=actor(request)):
        return done(request, "已在支部内公示。", "dues_disclosure", form.outcome.pk)  # type: ignore[attr-defined]
    rows = DuesDisclosure.objects.filter(branch=branch).order_by("-published_on")
    context = {
        "branches": dues_branches(request),
        "branch": branch,
        "rows": rows,
        "form": form,
        "keeps": access_to(request).may(KEEP, branch),
        "told_this_year": rows.filter(published_on__year=clock.today().year).exists(),
        "year": clock.today().year,
    }
    return page(request, "members/dues/disclosures.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def dues_disclosure(request: HttpRequest, pk: int) -> HttpResponse:
    """One disclosure: the members of the branch read it while it is shown and may object; the keeper answers."""
    row, member, serves = _readable(request, pk)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST":
        if member is None:
            raise PermissionDenied("异议由本支部党员提出。")
        if form.is_valid() and attempt(
            form, object_to, row, member, text=form.cleaned_data["text"], by=actor(request)
        ):
            return done(request, "异议已经提交，答复也在这一页。", "dues_disclosure", pk)
    objections = row.objections.select_related("member", "answered_by").order_by("pk")
    context: dict[str, Any] = {
        "row": row,
        "sheet": row.content,
        "branch": row.branch,
        "form": form,
        "objections": objections if serves else objections.filter(member=member),
        "serves": serves,
        "keeps": access_to(request).may(KEEP, row.branch),
        "may_object": member is not None and row.is_shown_on(clock.today()),
        "layout": "base.html" if access_to(request).has_desk else "base_phone.html",
    }
    return page(request, "members/dues/disclosure.html", context, status=422 if form.is_bound else 200)


@require_safe
def dues_disclosure_document(request: HttpRequest, pk: int) -> HttpResponse:
    row, _, _ = _readable(request, pk)
    document = DuesDisclosureDocument.from_json(row.content)
    return pdf_answer(document.render(), f"{row.branch.called}{row.first.year}年党费公示.pdf")


@require_POST
def dues_objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    objection = load(request, DuesObjection, pk, see=SEE, do=KEEP)
    form = AnswerForm(request.POST)
    to = ("dues_disclosure", objection.disclosure_id)
    if form.is_valid() and attempt(
        form, answer, objection, text=form.cleaned_data["text"], by=actor(request)
    ):
        return done(request, "已答复。", *to)
    wrong = next((str(error) for errors in form.errors.values() for error in errors), "请写答复。")
    return refused(request, wrong, *to)


def _readable(request: HttpRequest, pk: int) -> tuple[DuesDisclosure, Member | None, bool]:
    """Who serves the dues there reads it always; a member of the branch while it is shown (PB-02)."""
    access = access_to(request)
    rows = DuesDisclosure.objects.select_related("branch")
    member = Member.objects.filter(pk=access.member_id or 0).first()
    row = rows.within(access.scope(SEE)).filter(pk=pk).first()
    today = clock.today()
    if row is not None:
        here = member is not None and member.spells.filter(branch=row.branch, period__contains=today).exists()
        return row, member if here else None, True
    row = rows.filter(pk=pk).first()
    if row is None or member is None or not row.is_shown_on(today):
        raise Http404("没有这份公示，或公示期已过。")
    if not member.spells.filter(branch=row.branch, period__contains=today).exists():
        raise Http404("没有这份公示，或公示期已过。")
    return row, member, False
