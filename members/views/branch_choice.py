"""Looking for one branch among very many: for the pages that are about one of them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from branches.forms.organization_field import CHOOSABLE
from branches.models import Organization
from members.access import Capability
from members.reports.branch_search import named, names_above
from members.views.common import branches_of
from partywork.common.requests import need
from partywork.common.responses import page

LONGEST = 40  # signs of what is typed


@dataclass(frozen=True)
class Choice:
    """A branch with what stands above it, and the page one came from, opened for it."""

    branch: Organization
    above: str
    url: str


@require_safe
def branch_choice(request: HttpRequest) -> HttpResponse:
    """换一个党支部: some characters of the name or the first letters of its pinyin find it."""
    need(request, Capability.SEE_ORGANIZATION)
    typed = request.GET.get("q", "").strip()[:LONGEST]
    back = _back(request)
    within = branches_of(request, Capability.SEE_ORGANIZATION)
    rows = list(_found(within, typed)[: CHOOSABLE + 1])
    above = names_above(rows)
    shown = [Choice(row, above[row.pk], _opened(back, row)) for row in rows[:CHOOSABLE]]
    context = {"choices": shown, "more": len(rows) > CHOOSABLE, "q": typed, "back": back}
    return page(request, "members/branch/choice.html", context)


def _found(branches: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Whoever has the number of a branch at hand writes that."""
    return (named(branches, typed) | branches.filter(code=typed)) if typed else branches


def _back(request: HttpRequest) -> str:
    """A page of ours; the roster where none is named."""
    asked = request.GET.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else reverse("member_list")


def _opened(back: str, branch: Organization) -> str:
    """The same page with what was chosen there, for this branch."""
    parts = urlsplit(back)
    asked = QueryDict(parts.query, mutable=True)
    asked["branch"] = str(branch.pk)
    return f"{parts.path}?{asked.urlencode()}"
