"""Loading a conference log: hand it over, look at each line, save (S11)."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from activities.forms.signing import LogForm
from activities.importing.conference import read_log
from activities.models import Activity
from activities.reports.log_preview import moment, preview_of, sealed, unsealed
from activities.services import log_taking
from activities.views.activity_page import back_to
from members.access import Capability
from members.reports.roster import on_roster
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused
from partywork.common.spreadsheets import read_sheets

ACTIVITIES = Activity.objects.select_related("branch")


@require_http_methods(["GET", "HEAD", "POST"])
def log_source(request: OfficeRequest, pk: int) -> HttpResponse:
    """The file; the answer to it is the preview, and nothing is saved yet."""
    activity = load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    form = LogForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and attempt(form, log_taking.require_online, activity):
        upload = form.cleaned_data["file"]
        if attempt(form, lambda: read_log(read_sheets(upload.read()), activity.day)):
            preview = preview_of(activity, form.outcome)  # type: ignore[attr-defined]
            context = {"activity": activity, "preview": preview, "sealed": sealed(preview)}
            return page(request, "activities/conference_log/preview.html", context)
    context = {"activity": activity, "form": form}
    return page(request, "activities/conference_log/source.html", context, status=422 if form.errors else 200)


@require_POST
def log_rows(request: OfficeRequest, pk: int) -> HttpResponse:
    """The lines for which a member was chosen are written; everything else stays as it is."""
    activity = load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    rows = unsealed(request.POST.get("sealed", ""))
    if rows is None:
        return refused(request, "预览已经过期，请重新选文件。", "log_source", pk)
    chosen = {index: number(request.POST.get(f"member-{index}")) for index in range(len(rows))}
    members = on_roster(activity.branch_id, activity.day).in_bulk([each for each in chosen.values() if each])
    entries = [
        log_taking.Entry(members[key], moment(row[1]), moment(row[2]), row[3])
        for row, key in zip(rows, chosen.values(), strict=True)
        if key in members
    ]
    if not entries:
        return refused(request, "没有选中任何人，什么也没有登记。", "log_source", pk)
    try:
        taken = log_taking.take_log(activity, entries, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "log_source", pk)
    already = f"，{len(taken.again)} 人原有登记未变" if taken.again else ""
    said = f"按会议记录登记 {len(taken.new)} 人{already}。{''.join(taken.refused)}"
    return done(request, said, back_to(activity, "attendance"))
