"""The posts of an organization: who holds which from when, appoint, relieve (ORG-13)."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from branches.models import Organization
from branches.scoping import Scope
from members.access import Capability
from members.choices import Post
from members.forms.office import AppointmentForm, NewPersonForm, RelieveForm
from members.models import Appointment, MembershipSpell, User
from members.services import appointing
from members.services.accounts import open_official
from members.views.account import show_slips
from members.views.common import access_to
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page


@FORM_PAGE
def appointment_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who holds which post, and since when; below it the form to appoint."""
    place = load(request, Organization, pk, see=Capability.SEE_ORGANIZATION)
    posts = _may_name(request, place)
    form = AppointmentForm(
        request.POST or None,
        people=_people(place, access_to(request).scope(Capability.MANAGE_TREE)),
        named=not place.is_branch,
        posts=[(p.value, p.label) for p in posts],
    )
    if request.method == "POST" and not posts:
        raise PermissionDenied("您的职务不能任命。")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(
            form,
            appointing.appoint,
            data["holder"],
            place,
            data["post"],
            since=data["since"],
            by=actor(request),
        ):
            label = Post(data["post"]).label
            return done(request, f"已任命{data['holder']}为{label}。", "appointment_list", pk)
    held = Appointment.objects.filter(organization=place).select_related("holder").order_by("post", "-period")
    today = clock.today()
    running = [post for post in held if post.period.upper is None or post.period.upper > today]
    context = {
        "organization": place,
        "running": running,
        "past": [post for post in held if post not in running],
        "names": posts,
        "named": {post.value for post in posts},
        "form": form,
        "leads": place.is_branch and access_to(request).may(Capability.FILE, place),
    }
    return page(request, "members/appointment/list.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def appointment_end(request: HttpRequest, pk: int) -> HttpResponse:
    post = load(request, Appointment, pk, see=Capability.SEE_ORGANIZATION)
    if Post(post.post) not in _may_name(request, post.organization):
        raise PermissionDenied("您的职务不能免去这个职务。")
    form = RelieveForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, appointing.relieve, post, by=actor(request), **form.cleaned_data):
        sentence = f"已免去{post.holder}的{post.get_post_display()}职务，权限同时收回。"
        return done(request, sentence, "appointment_list", post.organization_id)
    context = {"form": form, "post": post, "organization": post.organization}
    return page(request, "members/appointment/end.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def official_new(request: HttpRequest, pk: int) -> HttpResponse:
    """An account for somebody who works here but belongs to none of our branches."""
    place = load(request, Organization, pk, see=Capability.SEE_ORGANIZATION, do=Capability.MANAGE_TREE)
    form = NewPersonForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, open_official, by=actor(request), **form.cleaned_data):
        return show_slips(request, [form.outcome])  # type: ignore[attr-defined]
    context = {"form": form, "organization": place}
    return page(request, "members/appointment/person.html", context, status=422 if form.is_bound else 200)


def _may_name(request: HttpRequest, place: Organization) -> tuple[Post, ...]:
    """The tree's keepers name everybody; a branch divides its own work below its heads."""
    access = access_to(request)
    posts = appointing.posts_for(place)
    if access.may(Capability.MANAGE_TREE, place):
        return posts
    if place.is_branch and access.may(Capability.MANAGE_MEMBER, place):
        return tuple(post for post in posts if post not in appointing.NAMED_FROM_ABOVE)
    return ()


def _people(place: Organization, tree: Scope) -> QuerySet[User]:
    """Who can hold a post here: the branch's members; above, also officials who have a post within the reach of
    the appointing person. Accounts of other committees are not shown to anybody (PI-15).
    """
    below = MembershipSpell.objects.filter(
        branch__path__startswith=place.path, period__contains=clock.today()
    )
    people = Q(member__in=below.values("member_id"))
    if not place.is_branch:
        within = Appointment.objects.within(tree)
        people |= Q(member=None, appointments__in=within)
    return User.objects.filter(people, is_active=True).distinct().order_by("name", "pk")
