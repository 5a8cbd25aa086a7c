"""A closed ballot into the record of the person it was about."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from activities.forms.developing_ballots import HandDownForm
from activities.models import Ballot
from activities.services.developing_ballots import hand_down
from members.access import Capability
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page

BALLOTS = Ballot.objects.select_related("activity__branch", "about__development")


@require_http_methods(["GET", "HEAD", "POST"])
def ballot_development(request: OfficeRequest, pk: int) -> HttpResponse:
    """The numbers are shown as they were counted; only what they do not say is asked."""
    ballot = load(request, BALLOTS, pk, see=Capability.SEE_ACTIVITY, do=Capability.KEEP_DEVELOPMENT)
    if not hasattr(ballot, "about"):
        raise Http404("这次表决没有对应的发展过程。")
    person = ballot.about.development
    posted = request.method == "POST"
    form = HandDownForm(request.POST if posted else None, ballot=ballot)
    if posted and form.is_valid() and attempt(form, hand_down, ballot, by=request.user, **form.values):
        return done(request, f"已记入{person.name}的纪实表。", "development_detail", person.pk)
    form.hide_reason()
    context = {"form": form, "person": person, "ballot": ballot, "activity": ballot.activity}
    return page(request, "activities/ballot/development.html", context, status=422 if posted else 200)
