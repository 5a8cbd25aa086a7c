"""党组织: the tree, one organization, founding, renaming, moving."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from branches.forms.organization import CorrectForm, FoundForm, MoveForm, RenameForm
from branches.models import Organization, OrganizationName, OrganizationPlacement, OrganizationUnit
from branches.reports.parameters import in_force
from branches.reports.tree import tree_lines
from branches.rights import MANAGE_MEMBER, MANAGE_TREE, SEE_ORGANIZATION, SET_PARAMETER
from branches.rules.parameters import OWN, SPECS
from branches.services import founding, structuring
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.forms import OfficeForm, attempt
from partywork.common.history import history_of
from partywork.common.paging import asked_page
from partywork.common.requests import actor, load
from partywork.common.responses import done, page

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def organization_list(request: HttpRequest) -> HttpResponse:
    """The tree below the places where the person has a post."""
    access = request.access  # type: ignore[attr-defined]
    typed, with_gone = request.GET.get("q", ""), request.GET.get("all") == "1"
    lines = tree_lines(access.scope(SEE_ORGANIZATION), clock.today(), typed=typed, with_gone=with_gone)
    context = {
        "page": asked_page(request, lines),
        "q": typed,
        "with_gone": with_gone,
        "may_found": access.may_anywhere(MANAGE_TREE),
        "may_found_top": access.scope(MANAGE_TREE).everything,
    }
    return page(request, "branches/organization/list.html", context)


@require_safe
def organization_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One organization: its names and places by date, what stands below it, what it has set."""
    place = load(request, Organization, pk, see=SEE_ORGANIZATION)
    access = request.access  # type: ignore[attr-defined]
    today = clock.today()
    holds = in_force(place, today)
    context = {
        "organization": place,
        "superior": place.superior,
        "active": place.is_active_on(today),
        "unit": OrganizationUnit.objects.filter(organization=place).first(),
        "below": tree_lines_below(place),
        "names": OrganizationName.objects.filter(organization=place).order_by("-period"),
        "placements": OrganizationPlacement.objects.filter(organization=place)
        .select_related("parent")
        .order_by("-period"),
        "set_here": [
            (spec, holds.text(key), holds.source(key).text)
            for key, spec in SPECS.items()
            if holds.resolution(key).origin == OWN
        ],
        "history": history_of(place),
        "may_manage": access.may(MANAGE_TREE, place),
        "may_keep_roster": access.may(MANAGE_MEMBER, place),
        "may_set": access.may(SET_PARAMETER, place),
    }
    return page(request, "branches/organization/detail.html", context)


def tree_lines_below(place: Organization) -> list[Organization]:
    return list(Organization.objects.get_children(place).active_on(clock.today()))


@FORM_PAGE
def organization_new(request: HttpRequest) -> HttpResponse:
    """Found one below the organization named by ?parent=; at the top only the operator may."""
    asked = number(request.GET.get("parent") or request.POST.get("parent"))
    parent: Organization | None = None
    if asked is not None:
        parent = load(request, Organization, asked, see=SEE_ORGANIZATION, do=MANAGE_TREE)
    elif not request.access.scope(MANAGE_TREE).everything:  # type: ignore[attr-defined]
        raise PermissionDenied("请在上级党组织的页面里设立下级党组织。")
    form = FoundForm(request.POST or None, initial=None if parent else {"kind": "committee"})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, founding.found, form.facts(), parent=parent, by=actor(request)):
        founded = form.outcome  # type: ignore[attr-defined]
        return done(request, f"已设立{founded.name}。", "organization_detail", founded.pk)
    title = f"在{parent.called}下设立党组织" if parent else "设立党组织"
    return _form(request, form, parent, title, "设立")


@FORM_PAGE
def organization_edit(request: HttpRequest, pk: int) -> HttpResponse:
    place = load(request, Organization, pk, see=SEE_ORGANIZATION, do=MANAGE_TREE)
    initial = {"short_name": place.short_name, "domain": place.domain, "has_committee": place.has_committee}
    form = CorrectForm(request.POST or None, initial=initial)
    if not place.is_branch:
        del form.fields["domain"], form.fields["has_committee"]
    if request.method == "POST" and form.is_valid():
        facts = {**initial, **form.cleaned_data}
        if attempt(form, structuring.correct, place, by=actor(request), **facts):
            sentence = "已更正。" if form.outcome else "没有改动，原样保留。"  # type: ignore[attr-defined]
            return done(request, sentence, "organization_detail", pk)
    return _form(request, form, place, f"更正{place.called}", "保存更正")


@FORM_PAGE
def organization_rename(request: HttpRequest, pk: int) -> HttpResponse:
    place = load(request, Organization, pk, see=SEE_ORGANIZATION, do=MANAGE_TREE)
    form = RenameForm(request.POST or None, initial={"name": place.name, "short_name": place.short_name})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, structuring.rename, place, by=actor(request), **form.cleaned_data):
        same = form.cleaned_data["name"] == place.name
        sentence = "名称没有变，原样保留。" if same else f"已更名为{form.cleaned_data['name']}。"
        return done(request, sentence, "organization_detail", pk)
    return _form(request, form, place, f"{place.called}更名", "更名")


@FORM_PAGE
def organization_move(request: HttpRequest, pk: int) -> HttpResponse:
    place = load(request, Organization, pk, see=SEE_ORGANIZATION, do=MANAGE_TREE)
    scope = request.access.scope(MANAGE_TREE)  # type: ignore[attr-defined]
    above = Organization.objects.within(scope).active_on(clock.today())
    parents = above.exclude(kind="branch").exclude(path__startswith=place.path)
    form = MoveForm(request.POST or None, parents=parents)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        to = data["parent"]
        if attempt(
            form, structuring.move, place, to, day=data["day"], reason=data["reason"], by=actor(request)
        ):
            return done(request, f"已转到{to.called}之下。", "organization_detail", pk)
    return _form(request, form, place, f"{place.called}改变隶属", "改变隶属")


def _form(
    request: HttpRequest, form: OfficeForm, place: Organization | None, title: str, action: str
) -> HttpResponse:
    context = {"form": form, "organization": place, "title": title, "action": action}
    return page(request, "branches/organization/form.html", context, status=422 if form.is_bound else 200)
