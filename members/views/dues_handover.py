"""When the keeper changes: the statement, the confirmation, the sheet for two signatures (DU-17)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from members.documents.dues_handover import DuesHandoverDocument
from members.forms.dues_handover import HandoverForm
from members.models import DuesHandover
from members.reports.dues_handover import givers_of, has_deputy, keepers_of, usual_two, with_signatures
from members.reports.dues_remittance import in_hand
from members.rules.dues_keeping import keeper_remark
from members.services.dues_handing_over import confirm, hand_over
from members.views.common import access_to
from members.views.dues_common import KEEP, SEE, dues_branch, dues_branches
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import attempt
from partywork.common.printing import have_printed
from partywork.common.requests import actor, load
from partywork.common.responses import done, page, step


@FORM_PAGE
def dues_handovers(request: HttpRequest) -> HttpResponse:
    """Who keeps the dues, how much is there, and the form to hand it over."""
    branch = dues_branch(request, KEEP if request.method == "POST" else SEE)
    keepers, givers = keepers_of(branch, clock.today()), givers_of(branch)
    people = {user.pk: user for user in (*givers, *keepers)}
    form = HandoverForm(
        request.POST or None, initial=usual_two(keepers, givers), givers=givers, takers=keepers
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(
            form,
            hand_over,
            branch,
            giver=people[data["giver"]],
            taker=people[data["taker"]],
            counted_fen=data["counted"],
            difference_reason=data["difference_reason"],
            by=actor(request),
        ):
            return done(request, "交接单已写好，等另一方确认。", "dues_handovers")
    rows = DuesHandover.objects.filter(branch=branch).select_related("giver", "taker").order_by("-on", "-pk")
    context = {
        "branches": dues_branches(request),
        "branch": branch,
        "keepers": keepers,
        "remark": keeper_remark(
            [str(user) for user in keepers], has_deputy=has_deputy(branch, clock.today())
        ),
        "givers": givers,
        "in_hand": in_hand(branch),
        "rows": rows,
        "form": form,
        "keeps": access_to(request).may(KEEP, branch),
        "me": actor(request).pk,
    }
    return page(request, "members/dues/handovers.html", context, status=422 if form.is_bound else 200)


@require_POST
def dues_handover_confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    row = load(request, DuesHandover, pk, see=SEE, do=KEEP)
    return step(request, ("dues_handovers",), confirm, row, by=actor(request), said="双方已确认交接。")


@require_POST
def dues_handover_document(request: HttpRequest, pk: int) -> HttpResponse:
    rows = DuesHandover.objects.select_related("branch")
    row = load(request, rows, pk, see=SEE)
    content = DuesHandoverDocument(with_signatures(row)).to_json()
    name = f"{row.branch.called}{row.on}党费交接单.pdf"
    return redirect("document_status", have_printed("dues_handover", content, name, place=row.branch.path))
