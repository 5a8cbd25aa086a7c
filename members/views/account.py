"""Accounts: opened, shown on a slip once, signed in to first; and what is kept about me (PI-05)."""

import segno
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from members.access import Capability
from members.choices import Post
from members.forms.office import FirstPasswordForm
from members.models import Appointment, Member, User
from members.services import accounts
from members.services.accounts import OpenedAccount
from members.views.common import branch_of, branches_of, find_member
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import actor
from partywork.common.responses import page, refused

BACKEND = "members.backends.OfficeBackend"


@require_POST
@never_cache
def account_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the account and show its slip, this once."""
    found = find_member(request, pk, do=Capability.MANAGE_MEMBER)
    try:
        slip = accounts.open_account(found.member, by=actor(request))
    except DomainError as refusal:
        sentence = f"{refusal.message}密码只显示一次，要再发一张登录单，请用“重置密码”。"
        return refused(request, sentence, "member_detail", pk)
    return show_slips(request, [slip])


@require_POST
@never_cache
def account_reset(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_member(request, pk, do=Capability.MANAGE_MEMBER)
    try:
        slip = accounts.reset_password(found.member, by=actor(request))
    except DomainError as refusal:
        return refused(request, refusal.message, "member_detail", pk)
    return show_slips(request, [slip])


@require_POST
@never_cache
def account_open_all(request: HttpRequest) -> HttpResponse:
    """Slips for everybody in the branch who has no account yet."""
    branch = branch_of(request, branches_of(request, Capability.MANAGE_MEMBER))
    if branch is None:
        raise PermissionDenied("您的职务不能开通账号。")
    members = Member.objects.in_branch_on(branch, clock.today()).filter(user=None).by_name()
    slips = accounts.open_accounts(members, by=actor(request))
    if not slips:
        return refused(request, "本支部的党员都已有账号。", "member_list")
    return show_slips(request, slips)


def show_slips(request: HttpRequest, opened: list[OpenedAccount]) -> HttpResponse:
    """The slips, this once: name, one-time password, and the link as a code to scan."""
    slips = [{"account": slip, "code": _code(_link(request, slip))} for slip in opened]
    context = {"slips": slips, "days": accounts.LINK_DAYS, "site": request.build_absolute_uri("/")}
    return page(request, "members/account/slips.html", context)


def _link(request: HttpRequest, slip: OpenedAccount) -> str:
    return request.build_absolute_uri(reverse("first_sign_in", args=[slip.link_key]))


def _code(link: str) -> SafeString:
    drawn: str = segno.make(link, error="m").svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=2, title="登录二维码"
    )
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from our own link


@FORM_PAGE
@never_cache
@login_not_required
def first_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """The link on the slip: choose a password, and be signed in. It works once, for two weeks."""
    user = accounts.user_of_link(key)
    if user is None:
        return page(request, "members/account/link_spent.html", status=410)
    form = FirstPasswordForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, accounts.choose_password, user, form.cleaned_data["password1"]):
        login(request, user, backend=BACKEND)
        return redirect("home")
    context = {"form": form, "person": user}
    return page(request, "members/account/first.html", context, status=422 if form.is_bound else 200)


@require_safe
def my_account(request: HttpRequest) -> HttpResponse:
    """我: everything that is kept about me, who can see it, and how to have it corrected."""
    user = actor(request)
    assert isinstance(user, User)
    member: Member | None = Member.objects.filter(user=user).first()
    branch = member.branch_on(clock.today()) if member else None
    context = {
        "layout": "base.html" if request.access.grants or request.access.operator else "base_phone.html",  # type: ignore[attr-defined]
        "person": user,
        "member": member,
        "branch": branch,
        "spells": member.spells.select_related("branch", "group").order_by("-period") if member else [],
        "exemptions": member.exemptions.select_related("contact").order_by("-since") if member else [],
        "posts": Appointment.objects.filter(holder=user).select_related("organization").order_by("-period"),
        "correctors": _correctors(branch.pk) if branch else [],
    }
    return page(request, "members/account/mine.html", context)


def _correctors(branch_id: int) -> list[str]:
    """Who corrects what is wrong: the secretary and the organization member of the branch."""
    posts = (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.ORGANIZATION_MEMBER)
    held = Appointment.objects.on(clock.today()).filter(organization=branch_id, post__in=posts)
    return [f"{post.holder}（{Post(post.post).label}）" for post in held.select_related("holder")]
