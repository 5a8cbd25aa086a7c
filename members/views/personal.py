"""What is sealed of a person: read with a reason, entered anew; why somebody looks from above (PI-06, PI-13, PI-15)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.access import Capability
from members.forms.personal import FileForm, ReasonForm
from members.models import PersonalExport
from members.reports.personal_file import file_of, sealed_lines
from members.rules.correctable import NO, YES
from members.rules.personal_items import BY_NAME, OPEN, SEALED
from members.services.personal_files import write_items
from members.services.reading_personal import note_need, read_item
from members.views.common import access_to, find_member, must_say_why
from members.views.member import FORM_PAGE
from partywork.common.forms import attempt
from partywork.common.requests import actor, address_of, need
from partywork.common.responses import done, page


@FORM_PAGE
@never_cache
def member_look(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody above says why this person's page is needed; it is noted, and the person sees it."""
    found = find_member(request, pk)
    if not must_say_why(request, found):
        return redirect("member_detail", pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = address_of(request)
        if attempt(form, note_need, found.member, by=actor(request), reason=form.reason, address=address):
            return redirect("member_detail", pk)
    context = {"form": form, "found": found, "member": found.member, "branch": found.branch}
    return page(request, "members/personal/look.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
@never_cache
def member_item(request: HttpRequest, pk: int, item: str) -> HttpResponse:
    """One sealed item in full, on this answer alone: no address opens it again."""
    found = find_member(request, pk, do=Capability.READ_PERSONAL)
    if item not in SEALED:
        raise Http404("没有这一项。")
    form = ReasonForm(request.POST or None)
    context = {"found": found, "member": found.member, "branch": found.branch, "item": BY_NAME[item]}
    if request.method == "POST" and form.is_valid():
        address = address_of(request)
        if attempt(
            form, read_item, found.member, item, by=actor(request), reason=form.reason, address=address
        ):
            shown = {**context, "text": form.outcome, "reason": form.reason}  # type: ignore[attr-defined]
            return page(request, "members/personal/item.html", shown)
    return page(
        request, "members/personal/item.html", {**context, "form": form}, status=422 if form.is_bound else 200
    )


@FORM_PAGE
@never_cache
def member_items(request: HttpRequest, pk: int) -> HttpResponse:
    """All items of the file; what is sealed is typed anew or left as it is."""
    found = find_member(request, pk, do=Capability.MANAGE_MEMBER)
    if must_say_why(request, found):
        return redirect("member_look", pk)
    file = file_of(found.member)
    masked = {line.name: line.text for line in sealed_lines(found.member)}
    initial = {name: _shown(getattr(file, name)) for name in OPEN}
    form = FileForm(request.POST or None, masked=masked, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, write_items, found.member, form.items(), by=actor(request), **form.dated())
    ):
        changed = "、".join(form.outcome)  # type: ignore[attr-defined]
        return done(request, f"已更正：{changed}。" if changed else "没有改动。", "member_detail", pk)
    context = {
        "form": form,
        "member": found.member,
        "branch": found.branch,
        "title": f"{found.member.name}的个人信息",
        "action": "保存",
        "note": "只填用得着的；不知道的先空着。",
    }
    return page(request, "members/member/form.html", context, status=422 if form.is_bound else 200)


@require_safe
def personal_export_list(request: HttpRequest) -> HttpResponse:
    """Which lists of people left the house, who took them, and what for (PI-13)."""
    need(request, Capability.MANAGE_MEMBER)
    scope = access_to(request).scope(Capability.MANAGE_MEMBER)
    rows = PersonalExport.objects.within(scope).select_related("by", "organization").order_by("-at")[:200]
    return page(request, "members/personal/exports.html", {"rows": rows})


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return YES if value else NO
    return value
