"""参数: what holds for an organization today, who set it, and the form that sets it (C15, A10)."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from branches.forms.parameter import ParameterForm
from branches.models import Organization, Parameter
from branches.reports.parameters import InForce, in_force
from branches.rights import SEE_ORGANIZATION, SET_PARAMETER
from branches.rules.parameter_spec import SET_BY, ParameterSpec
from branches.rules.parameters import DEFAULT, OWN, SPECS
from branches.rules.register import SECTIONS
from branches.services.setting import may_be_set_by, set_parameter, take_back_parameter
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page, refused


@dataclass(frozen=True)
class ParameterLine:
    spec: ParameterSpec
    text: str
    source: str
    is_default: bool
    is_own: bool
    may_set: bool


@require_safe
def parameter_list(request: HttpRequest) -> HttpResponse:
    """The whole register as it holds today for one organization."""
    place = _place(request)
    holds = in_force(place)
    sections = [(title, [_line(spec, holds, place) for spec in specs]) for title, specs in SECTIONS]
    context = {"organization": place, "sections": sections, "may_set": _may_set(request, place)}
    return page(request, "branches/parameter/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def parameter_edit(request: HttpRequest, key: str) -> HttpResponse:
    """One value: what holds, its history here, and the form."""
    spec = SPECS.get(key)
    if spec is None:
        raise Http404("没有这一项参数。")
    place = _place(request)
    allowed = _may_set(request, place) and may_be_set_by(place, key)
    if request.method == "POST" and not allowed:
        raise PermissionDenied("您的职务不能设定这一项。")
    holds = in_force(place)
    form = ParameterForm(request.POST or None, spec=spec, value=holds[key]) if allowed else None
    if form is not None and request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(
            form,
            set_parameter,
            place,
            key,
            form.raw(),
            since=data["in_force_from"],
            reason=data["reason"],
            by=actor(request),
        ):
            return done(request, f"“{spec.label}”已设定。", "parameter_edit", key)
    rows = Parameter.objects.filter(organization=place, key=key).order_by("-in_force_from")
    context = {
        "organization": place,
        "line": _line(spec, holds, place),
        "form": form,
        "owner": SET_BY[spec.set_by],
        "history": [
            (row, "不再另行规定" if row.value is None else spec.text(spec.parse(row.value))) for row in rows
        ],
    }
    return page(
        request, "branches/parameter/edit.html", context, status=422 if form and form.is_bound else 200
    )


@require_POST
def parameter_take_back(request: HttpRequest, key: str) -> HttpResponse:
    """From today on nothing of its own: what the superior set holds again."""
    place = _place(request)
    if not _may_set(request, place):
        raise PermissionDenied("您的职务不能设定这一项。")
    if key not in SPECS:
        raise Http404("没有这一项参数。")
    try:
        take_back_parameter(place, key, since=clock.today(), by=actor(request))
    except DomainError as refusal:
        return refused(request, refusal.message, "parameter_edit", key)
    return done(request, "从今天起跟随上级的规定。", "parameter_edit", key)


def _place(request: HttpRequest) -> Organization:
    """The organization asked for, else the highest one where the person sets values (or sees any)."""
    asked = request.GET.get("organization") or request.POST.get("organization")
    if asked:
        return load(request, Organization, number(asked) or 0, see=SEE_ORGANIZATION)
    access = request.access  # type: ignore[attr-defined]
    for capability in (SET_PARAMETER, SEE_ORGANIZATION):
        rows = Organization.objects.within(access.scope(capability)).active_on(clock.today())
        first: Organization | None = rows.order_by("path").first()
        if first is not None:
            return first
    raise PermissionDenied("您的范围内没有党组织。")


def _may_set(request: HttpRequest, place: Organization) -> bool:
    return bool(request.access.may(SET_PARAMETER, place))  # type: ignore[attr-defined]


def _line(spec: ParameterSpec, holds: InForce, place: Organization) -> ParameterLine:
    source = holds.source(spec.key)
    return ParameterLine(
        spec=spec,
        text=holds.text(spec.key),
        source=source.text,
        is_default=source.origin == DEFAULT,
        is_own=source.origin == OWN,
        may_set=may_be_set_by(place, spec.key),
    )
