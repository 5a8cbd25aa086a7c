"""What the frame of every page shows: who and where, the navigation with its counts, the size of the type."""

from functools import cached_property
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from activities.choices import FilingState
from activities.models import Filing, Notice
from branches.models import Organization
from members.access import Access, Capability, Grant
from members.choices import Post
from members.models import MembershipSpell, User
from partywork import navigation
from partywork.common import clock

LARGE_TYPE_COOKIE = "large_type"


def frame(request: HttpRequest) -> dict[str, "Frame"]:
    return {"frame": Frame(request)}


class Frame:
    """Asks nothing before a template prints it; a visitor costs no query, somebody signed in one."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def signed_in(self) -> bool:
        user = getattr(self._request, "user", None)
        return user is not None and user.is_authenticated

    @property
    def large_type(self) -> bool:
        """长者模式: kept with the account; a visitor's choice lasts as long as the browser is open."""
        if self._request.COOKIES.get(LARGE_TYPE_COOKIE):
            return True
        return self.signed_in and self._user.large_type

    @property
    def here(self) -> str:
        """Where to come back to after a switch that belongs to no page."""
        return self._request.get_full_path() if self._request.method == "GET" else ""

    @property
    def person(self) -> str:
        """张一（书记）"""
        grant = self._first_grant
        return f"{self._user}（{Post(grant.post).label}）" if grant else str(self._user)

    @property
    def unread(self) -> int:
        """Notices not read yet; asked with what the frame shows anyway."""
        return self._facts["unread"] or 0 if self.signed_in else 0

    @property
    def place(self) -> str:
        """The organization of the first post, else the branch the person belongs to."""
        return self._facts["place"] or "" if self.signed_in else ""

    @property
    def items(self) -> list[navigation.Item]:
        if not self.signed_in:
            return []
        places = navigation.DESK if self._access.has_desk else navigation.PHONE
        return navigation.items(places, self._access, self._request.path, self._facts)

    @property
    def tabs(self) -> list[navigation.Item]:
        if not self.signed_in:
            return []
        return navigation.items(navigation.PHONE, self._access, self._request.path, self._facts)

    @property
    def desk_url(self) -> str:
        """From a member's page back to the desk, for whoever also holds a post."""
        if not (self.signed_in and self._access.has_desk):
            return ""
        only_dues = {grant.post for grant in self._access.grants} == {Post.DUES_KEEPER}
        return reverse("dues_month") if only_dues and not self._access.operator else "/"

    @property
    def _user(self) -> User:
        assert isinstance(self._request.user, User)
        return self._request.user

    @property
    def _access(self) -> Access:
        return self._request.access  # type: ignore[attr-defined]

    @property
    def _first_grant(self) -> Grant | None:
        return self._access.grants[0] if self._access.grants else None

    @cached_property
    def _facts(self) -> dict[str, Any]:
        """Name of the place, unread notices, filings that wait here: one query."""
        rows = User.objects.filter(pk=self._user.pk).annotate(
            place=Subquery(self._place_names()[:1]),
            unread=_count(
                Notice.objects.filter(recipient=OuterRef("pk"), delivered_at__isnull=False, read_at=None)
            ),
            waiting=self._waiting(),
        )
        return dict(rows.values("place", "unread", "waiting").get())

    def _place_names(self) -> QuerySet[Any, Any]:
        grant = self._first_grant
        if grant is not None:
            return Organization.objects.filter(pk=grant.organization_id).values("name")
        spells = MembershipSpell.objects.filter(member__user=OuterRef("pk"), period__contains=clock.today())
        return spells.values("branch__name")

    def _waiting(self) -> Any:
        places = [g.organization_id for g in self._access.grants if Capability.ANSWER in g.capabilities]
        if not places:
            return Value(0)
        return _count(Filing.objects.filter(to__in=places, state=FilingState.SUBMITTED))


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many, as a column of the one query; 0 where there is none."""
    everything = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(everything, output_field=IntegerField()), 0)
