"""The members of a branch: list, one member, enrolling and correcting."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from members.access import Capability
from members.forms.member import MemberForm, NewMemberForm
from members.models import Member
from members.reports.member_list import members_of
from members.rules.phones import masked
from members.services.enrolling import enrol
from members.services.member_facts import correct
from members.services.reading_personal import note_page
from members.views.common import (
    access_to,
    branch_of,
    branches_of,
    choose,
    find_member,
    groups_of,
    must_say_why,
)
from members.views.person_parts import PersonScene, context_of
from members.views.roster_out import export_form
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.forms import attempt
from partywork.common.requests import actor, address_of
from partywork.common.responses import done, page

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def member_list(request: HttpRequest) -> HttpResponse:
    """党员: the roster of today, with its search and its group filter."""
    if not access_to(request).may_anywhere(Capability.SEE_MEMBER):
        raise PermissionDenied("您的职务不能看党员名册。")
    branches, branch = choose(request, branches_of(request))
    if branches.many and "branch" not in request.GET:
        return redirect("member_search")
    if branch is None:
        return page(request, "members/member/list.html", {"branches": branches})
    group = request.GET.get("group", "")
    typed = request.GET.get("q", "")
    lines = members_of(branch, clock.today(), typed=typed, group=number(group))
    manages = access_to(request).may(Capability.MANAGE_MEMBER, branch)
    context = {
        "branches": branches,
        "branch": branch,
        "lines": lines,
        "probationary": sum(line.standing == "预备" for line in lines),
        "exempt": sum(bool(line.exemption) for line in lines),
        "without_account": sum(not line.username for line in lines),
        "groups": groups_of(branch),
        "group": group,
        "q": typed,
        "manages": manages,
        "export_form": export_form(branch) if manages else None,
    }
    return page(request, "members/member/list.html", context)


@require_safe
def member_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One member: what is kept, where he was from when to when, what was approved."""
    found = find_member(request, pk)
    if must_say_why(request, found):
        return redirect("member_look", pk)
    note_page(found.member, by=actor(request), address=address_of(request))
    scene = PersonScene(request=request, found=found)  # type: ignore[arg-type]
    return page(request, "members/member/detail.html", context_of(scene))


@FORM_PAGE
def member_new(request: HttpRequest) -> HttpResponse:
    branches = list(branches_of(request, Capability.MANAGE_MEMBER))
    branch = branch_of(request, branches)
    if branch is None:
        raise PermissionDenied("您的职务不能登记党员。")
    form = NewMemberForm(request.POST or None, branch=branch)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(
            form,
            enrol,
            branch,
            form.facts(),
            since=data["since"],
            group=data["group"],
            by=actor(request),
            another_person=data["another_person"],
        ):
            return done(request, f"已把{data['name']}编入{branch.called}。", "member_list")
    doubtful = "name" in form.errors
    if not doubtful:
        del form.fields["another_person"]
    context = {"form": form, "branch": branch, "title": "登记党员", "action": "登记"}
    return page(request, "members/member/form.html", context, status=_status(form))


@FORM_PAGE
def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_member(request, pk, do=Capability.MANAGE_MEMBER)
    if must_say_why(request, found):
        return redirect("member_look", pk)
    member = found.member
    initial = {
        "name": member.name,
        "sex": member.sex,
        "joined_on": member.joined_on,
        "full_on": member.full_on,
    }
    form = MemberForm(request.POST or None, initial=initial)
    form.fields["phone"].help_text = _phone_hint(member)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, correct, member, form.facts(), by=actor(request))
    ):
        return done(request, f"{form.cleaned_data['name']}的信息已更正。", "member_detail", member.pk)
    context = {
        "form": form,
        "branch": found.branch,
        "member": member,
        "title": f"更正{member.name}的信息",
        "action": "保存更正",
    }
    return page(request, "members/member/form.html", context, status=_status(form))


def _phone_hint(member: Member) -> str:
    """What is kept is not shown for being corrected: who must see it says why (PI-06)."""
    kept = masked(member.phone)
    return f"现在登记的是 {kept}；不改就留空。" if kept else "有手机号的可以用它登录。"


def _status(form: MemberForm) -> int:
    return 422 if form.is_bound else 200
