"""所在单位: told once on the organization's own page (F-21)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from branches.forms.organization import UnitForm
from branches.models import Organization, OrganizationUnit
from branches.rights import MANAGE_MEMBER, SEE_ORGANIZATION
from branches.services.describing import describe_unit
from partywork.common.forms import attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page


@require_http_methods(["GET", "HEAD", "POST"])
def organization_unit(request: HttpRequest, pk: int) -> HttpResponse:
    place = load(request, Organization, pk, see=SEE_ORGANIZATION, do=MANAGE_MEMBER)
    row = OrganizationUnit.objects.filter(organization=place).first()
    initial = {name: getattr(row, name) for name in UnitForm.base_fields} if row else None
    form = UnitForm(request.POST or None, initial=initial)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, describe_unit, place, form.unit(), by=actor(request)):
        changed = "、".join(form.outcome)  # type: ignore[attr-defined]
        sentence = f"已登记：{changed}。" if changed else "没有改动，原样保留。"
        return done(request, sentence, "organization_detail", pk)
    context = {"form": form, "organization": place, "title": f"{place.called}所在单位", "action": "保存"}
    return page(request, "branches/organization/form.html", context, status=422 if form.is_bound else 200)
