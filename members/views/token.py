"""Keys for programs: shown once, limited to a place and to reading, withdrawn at once (R02)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from branches.models import Organization
from members.access import Capability
from members.forms.office import TokenForm
from members.models import ApiToken, User
from members.services.tokens import RIGHT_LABELS, grantable, issue_token, revoke_token
from members.views.common import access_to
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import submit
from partywork.common.requests import actor
from partywork.common.responses import done, page


@FORM_PAGE
@never_cache
def token_list(request: HttpRequest) -> HttpResponse:
    """接口令牌: my tokens, and the form for a new one."""
    access = access_to(request)
    if not access.may_anywhere(Capability.ISSUE_TOKEN):
        raise PermissionDenied("您的职务不能发接口令牌。")
    user = actor(request)
    assert isinstance(user, User)
    places = Organization.objects.within(access.scope(Capability.ISSUE_TOKEN)).active_on(clock.today())
    form = TokenForm(request.POST or None, organizations=places, rights=grantable(user))
    issued = ""
    if request.method == "POST" and submit(form, issue_token, user, by=user):
        issued = form.outcome[1]  # type: ignore[attr-defined]
        form = TokenForm(organizations=places, rights=grantable(user))
    tokens = ApiToken.objects.filter(user=user).select_related("organization")
    context = {
        "tokens": [{"token": token, "rights": _rights(token)} for token in tokens],
        "form": form,
        "issued": issued,
        "now": clock.now(),
    }
    return page(request, "members/token/list.html", context, status=422 if form.is_bound else 200)


@require_POST
def token_revoke(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw one of my own tokens; whoever uses it is refused from now on."""
    token = ApiToken.objects.filter(user=actor(request).pk, digest__startswith=key).first()
    if token is None:
        raise Http404("没有这个令牌。")
    name = token.name
    user = actor(request)
    assert isinstance(user, User)
    revoke_token(token, by=user)
    return done(request, f"令牌“{name}”已作废。", "token_list")


def _rights(token: ApiToken) -> str:
    return "、".join(RIGHT_LABELS.get(Capability(right), right) for right in token.rights)
