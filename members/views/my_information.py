"""我的信息: everything that is kept about me, who read it, how to have it corrected, a copy to take (PI-05, M15)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from members.choices_personal import CorrectionState
from members.documents.filled_personal import personal_copy
from members.documents.personal_copy import PersonalCopyDocument
from members.models import Appointment, Development, Member
from members.reports.my_information import former_lines, looks_at, own_lines, page_looks, should_be_text
from members.reports.privacy_notice import notice_for, read_on
from members.rules.correctable import LABELS
from members.views.common import access_to
from partywork.common import clock
from partywork.common.answers import pdf_answer
from partywork.common.responses import page


@require_safe
@never_cache
def my_information(request: HttpRequest) -> HttpResponse:
    member = own_member(request)
    branch = member.branch_on(clock.today())
    notice = notice_for(branch) if branch else None
    requests = [
        {"row": row, "label": LABELS.get(row.item, row.item), "should_be": should_be_text(row)}
        for row in member.corrections.exclude(state=CorrectionState.WITHDRAWN).order_by("-asked_at")[:20]
    ]
    lines = own_lines(member)
    posts = Appointment.objects.filter(holder=member.user_id).select_related("organization")
    context = {
        "layout": layout_of(request),
        "member": member,
        "branch": branch,
        "kept": [line for line in lines if line.text],
        "former": former_lines(member),
        "missing": [line for line in lines if not line.text],
        "spells": member.spells.select_related("branch", "group").order_by("-period"),
        "exemptions": member.exemptions.select_related("contact").order_by("-since"),
        "posts": posts.order_by("-period"),
        "requests": requests,
        "looks": looks_at(member),
        "page_looks": page_looks(member),
        "notice": notice,
        "notice_read_on": read_on(member, notice),
        "has_path": Development.objects.filter(member=member).exists(),
    }
    return page(request, "members/personal/mine.html", context)


@require_POST
def my_information_copy(request: HttpRequest) -> HttpResponse:
    """A copy to take (PIPL 45): made for this answer, kept nowhere."""
    member = own_member(request)
    content = PersonalCopyDocument(personal_copy(member, clock.now())).render()
    answer = pdf_answer(content, f"{member.name}的个人信息{clock.today():%Y%m%d}.pdf")
    answer["Cache-Control"] = "no-store"
    return answer


def own_member(request: HttpRequest) -> Member:
    member_id = access_to(request).member_id
    if member_id is None:
        raise PermissionDenied("这一页是党员本人的信息；您的账号没有对应的党员。")
    found: Member = Member.objects.select_related("user").get(pk=member_id)
    return found


def layout_of(request: HttpRequest) -> str:
    return "base.html" if access_to(request).has_desk else "base_phone.html"
