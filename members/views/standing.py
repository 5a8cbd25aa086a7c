"""Changes of one member: group, leaving, transfer, exemption. Each a short form of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from members.access import Capability
from members.choices import SpellEnd
from members.forms.member import EndExemptionForm, ExemptionForm, GroupForm, LeaveBranchForm, TransferForm
from members.models import ExemptionSpell
from members.reports.dues_member import letter_text, paid_until
from members.services.enrolling import change_group, leave_branch
from members.services.exempting import end_exemption, exempt
from members.services.letters import move_at_once
from members.views.common import Found, access_to, branches_of, find_member
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import OfficeForm, attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page

MANAGE = Capability.MANAGE_MEMBER


@FORM_PAGE
def member_group(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_member(request, pk, do=MANAGE)
    form = GroupForm(request.POST or None, branch=found.branch, initial={"group": found.spell.group_id})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, change_group, found.member, data["group"], day=data["day"], by=actor(request)):
            return done(request, f"{found.member.name}的党小组已调整。", "member_detail", pk)
    return _form(request, form, found, "调整党小组", "调整", "以前各天仍按原来的党小组统计。")


@FORM_PAGE
def member_leave(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_member(request, pk, do=MANAGE)
    form = LeaveBranchForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        form, leave_branch, found.member, ended_by=SpellEnd.DIED, by=actor(request), **form.cleaned_data
    ):
        return done(request, f"{found.member.name}已不在本支部，以前的记录不变。", "member_list")
    note = "转走的请开介绍信；出党、停止党籍凭决定由书记登记。在本支部的职务同时免去。"
    return _form(request, form, found, "登记去世", "登记", note)


@FORM_PAGE
def member_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_member(request, pk, do=MANAGE)
    targets = branches_of(request, MANAGE).exclude(pk=found.branch.pk)
    form = TransferForm(request.POST or None, branches=targets)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(
            form,
            move_at_once,
            found.member,
            data["to"],
            day=data["day"],
            paid_until=paid_until(found.member),
            reason=data["reason"],
            by=actor(request),
        ):
            sentence = f"{found.member.name}的组织关系已转到{data['to'].called}。"
            return done(request, sentence, "member_detail", pk)
    note = "一次办完：接收那天起计入新支部，前一天还算在原支部。" + letter_text(found.member, clock.today())
    return _form(request, form, found, "转接组织关系", "转接", note)


@FORM_PAGE
def exemption_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_member(request, pk, do=MANAGE)
    keeps = access_to(request).may(Capability.KEEP_STANDING, found.branch)
    form = ExemptionForm(request.POST or None, branch=found.branch, member=found.member, secretary=keeps)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, exempt, found.member, by=actor(request), **form.cleaned_data):
        return done(request, f"已批准{found.member.name}暂不参加组织生活。", "member_detail", pk)
    note = "豁免期间仍是本支部党员；是否从应到人数中减去，按上级规定的到会率基数。"
    return _form(request, form, found, "批准豁免", "批准", note)


@FORM_PAGE
def exemption_end(request: HttpRequest, pk: int, exemption: int) -> HttpResponse:
    found = find_member(request, pk, do=MANAGE)
    rows = ExemptionSpell.objects.filter(member=found.member)
    spell = load(request, rows, exemption, see=Capability.SEE_MEMBER, do=MANAGE)
    # 另有原因 is ended by the secretary alone, whichever it is: a refusal must not tell one from the other (E-52).
    if spell.is_wordless:
        load(request, rows, exemption, see=Capability.SEE_MEMBER, do=Capability.KEEP_STANDING)
    form = EndExemptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["last_day"]
        if attempt(form, end_exemption, spell, last_day=day, by=actor(request)):
            return done(request, f"{found.member.name}的豁免已提前结束。", "member_detail", pk)
    return _form(request, form, found, "提前结束豁免", "结束豁免", "")


def _form(
    request: HttpRequest, form: OfficeForm, found: Found, title: str, action: str, note: str
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "branch": found.branch,
        "member": found.member,
        "title": f"{found.member.name}：{title}",
        "action": action,
        "note": note,
    }
    return page(request, "members/member/form.html", context, status=422 if form.is_bound else 200)
