"""A branch ends, or becomes part of another; its people and posts with it (E-84). And its Party groups."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from branches.models import Organization, PartyGroup
from branches.services.grouping import form_group
from members.access import Capability
from members.forms.office import DissolveForm, MergeForm, SplitForm
from members.models import Member, MembershipSpell
from members.services import reorganizing
from members.views.common import access_to, branch_of, branches_of
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page, refused

SEE, DO = Capability.SEE_ORGANIZATION, Capability.MANAGE_TREE


@FORM_PAGE
def organization_merge(request: HttpRequest, pk: int) -> HttpResponse:
    place = load(request, Organization, pk, see=SEE, do=DO)
    scope = access_to(request).scope(DO)
    targets = Organization.objects.within(scope).filter(kind=place.kind).active_on(clock.today())
    form = MergeForm(request.POST or None, targets=targets.exclude(pk=pk))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        verb = reorganizing.merge
        if attempt(
            form, verb, place, data["into"], day=data["day"], reason=data["reason"], by=actor(request)
        ):
            moved = form.outcome  # type: ignore[attr-defined]
            sentence = f"{place.called}已并入{data['into'].called}，转入党员 {moved} 名。"
            return done(request, sentence, "organization_detail", data["into"].pk)
    context = {"form": form, "organization": place, "title": "并入其他党组织", "action": "办理合并"}
    context["people"] = _people(place)
    return page(request, "members/reorganization/form.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def organization_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Some of its members become those of another branch, in one dated act without letters (E-84)."""
    branch = load(request, Organization.objects.branches(), pk, see=SEE, do=DO)
    scope = access_to(request).scope(DO)
    targets = Organization.objects.within(scope).branches().active_on(clock.today()).exclude(pk=pk)
    people = Member.objects.in_branch_on(branch, clock.today()).by_name()
    choices = [(str(member.pk), member.name) for member in people]
    form = SplitForm(request.POST or None, targets=targets, people=choices)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = {int(each) for each in data["members"]}
        verb, facts = reorganizing.split, {"day": data["day"], "reason": data["reason"]}
        if attempt(form, verb, branch, data["into"], chosen, by=actor(request), **facts):
            moved = form.outcome  # type: ignore[attr-defined]
            return done(
                request,
                f"{moved} 名党员已分到{data['into'].called}。",
                "organization_detail",
                data["into"].pk,
            )
    context = {"form": form, "organization": branch, "title": "分出党员", "action": "办理分设"}
    context["people"] = len(choices)
    return page(request, "members/reorganization/form.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def organization_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    place = load(request, Organization, pk, see=SEE, do=DO)
    form = DissolveForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, reorganizing.dissolve, place, by=actor(request), **form.cleaned_data):
        return done(request, f"{place.called}已撤销，以前的记录仍可查看。", "organization_list")
    context = {"form": form, "organization": place, "title": "撤销", "action": "撤销"}
    context["people"] = _people(place)
    return page(request, "members/reorganization/form.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def group_list(request: HttpRequest) -> HttpResponse:
    """党小组: the groups of the branch, how many are in each, and a line to form another."""
    branch = branch_of(request, branches_of(request))
    if branch is None:
        raise PermissionDenied("您的职务不能看党小组。")
    manages = access_to(request).may(Capability.MANAGE_MEMBER, branch)
    if request.method == "POST":
        load(request, Organization, branch.pk, see=Capability.SEE_MEMBER, do=Capability.MANAGE_MEMBER)
        try:
            group = form_group(branch, request.POST.get("name", ""), by=actor(request))
        except DomainError as refusal:
            return refused(request, refusal.message, "group_list")
        return done(request, f"已设立{group.name}。", "group_list")
    running = MembershipSpell.objects.filter(branch=branch, period__contains=clock.today())
    counts: dict[int | None, int] = {}
    for group_id in running.values_list("group_id", flat=True):
        counts[group_id] = counts.get(group_id, 0) + 1
    groups = PartyGroup.objects.filter(branch=branch, dissolved_on=None)
    context = {
        "branch": branch,
        "groups": [(group, counts.get(group.pk, 0)) for group in groups],
        "without": counts.get(None, 0),
        "manages": manages,
    }
    return page(request, "members/group/list.html", context)


@require_POST
def group_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    group = load(request, PartyGroup, pk, see=Capability.SEE_MEMBER, do=Capability.MANAGE_MEMBER)
    moved = reorganizing.dissolve_group(group, day=clock.today(), by=actor(request))
    return done(request, f"{group.name}已撤销，{moved} 名党员暂不编入小组。", "group_list")


def _people(place: Organization) -> int:
    return MembershipSpell.objects.filter(branch=place, period__contains=clock.today()).count()
