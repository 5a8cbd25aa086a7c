"""Papers of a meeting: handed in by who prepares it, read by those who are expected (MT-10)."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.forms.agenda import PaperForm
from activities.models import ItemFile
from activities.reports.papers import readable_by
from activities.services import item_files
from activities.views.meeting import show_meeting
from activities.views.recorder import recorded_by, refuse_others
from members.access import Capability
from partywork.common.answers import saved_answer
from partywork.common.asked import number
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, step

PAPERS = ItemFile.objects.select_related("activity__branch", "activity__record", "item")


@require_POST
def meeting_paper(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = recorded_by(request, pk)
    item = activity.agenda.filter(pk=number(request.POST.get("item")) or 0).first()
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid() and attempt(
        form, item_files.attach, activity, by=request.user, item=item, **form.values()
    ):
        anchor = f"#item-{item.pk}" if item else "#papers"
        return done(request, "材料已附上，参会的同志会前就看得到。", f"{_page(activity.pk)}{anchor}")
    return show_meeting(request, activity, {f"paper-{item.pk if item else 0}": form}, status=422)


@require_safe
@never_cache
def paper_file(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Saved, never shown in the browser; for those expected at the meeting and for posts of the branch."""
    paper = PAPERS.filter(pk=pk).first()
    if paper is None:
        raise Http404("没有这一项，或不在您的范围内。")
    if not readable_by(request.access.member_id, paper.activity):
        paper = load(request, PAPERS, pk, see=Capability.SEE_ACTIVITY)
    return saved_answer(paper.file, paper.name, paper.content_type)


@require_POST
def paper_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    paper = PAPERS.filter(pk=pk).first()
    if paper is None:
        raise Http404("没有这一项，或不在您的范围内。")
    refuse_others(request, paper.activity)
    anchor = f"#item-{paper.item_id}" if paper.item_id else "#papers"
    back = f"{_page(paper.activity_id)}{anchor}"
    return step(request, (back,), item_files.detach, paper, by=request.user, said="材料已移去。")


def _page(pk: int) -> str:
    return reverse("activity_meeting", args=[pk])
