"""政治生日 by month, and cards to be signed by hand; the member's own switch and own record."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from branches.models import Organization
from members.access import Capability
from members.documents.anniversary_cards import AnniversaryCards, cards_of
from members.models import Member
from members.reports.anniversaries import anniversaries
from members.reports.honours import own_record
from members.reports.party_age import line_of
from members.services.honouring import choose_anniversary
from members.views.common import Offered, access_to, branches_of, choose
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import pdf_answer
from partywork.common.asked import number
from partywork.common.asked import year as year_asked
from partywork.common.responses import done, page


@require_safe
def anniversary_list(request: HttpRequest) -> HttpResponse:
    branches, branch = _branches(request)
    year, month = _month(request)
    context = {
        "branches": branches,
        "branch": branch,
        "year": year,
        "month": month,
        "months": range(1, 13),
        "found": anniversaries(branch, year, month, clock.today()),
    }
    return page(request, "members/care/anniversaries.html", context)


@require_safe
def anniversary_document(request: HttpRequest) -> HttpResponse:
    """Cards of the month, or of one member."""
    _, branch = _branches(request)
    year, month = _month(request)
    found = anniversaries(branch, year, month, clock.today())
    cards = cards_of(found, branch.name, member=number(request.GET.get("member")))
    if not cards.cards:
        raise Http404("这个月没有要打印的贺卡。")
    return pdf_answer(AnniversaryCards(cards).render(), f"{year}年{month}月政治生日贺卡.pdf")


@FORM_PAGE
@never_cache
def my_party_record(request: HttpRequest) -> HttpResponse:
    """What is kept about me here: years in the Party, honours, labels, decisions; and the switch of the birthday."""
    member = Member.objects.filter(pk=access_to(request).member_id or 0).first()
    if member is None:
        raise PermissionDenied("这一页是党员本人的记录；您的账号没有对应的党员。")
    if request.method == "POST":
        quiet = request.POST.get("quiet") == "1"
        choose_anniversary(member, quiet=quiet)
        said = "以后不提您的政治生日。" if quiet else "政治生日照常列入。"
        return done(request, said, "my_party_record")
    context = {
        "member": member,
        "party_age": line_of(member),
        "own": own_record(member),
        "layout": "base.html" if access_to(request).has_desk else "base_phone.html",
    }
    return page(request, "members/honours/mine.html", context)


def _branches(request: HttpRequest) -> tuple[Offered, Organization]:
    branches, branch = choose(request, branches_of(request, Capability.MANAGE_MEMBER))
    if branch is None:
        raise PermissionDenied("政治生日名单由书记和组织委员掌握。")
    return branches, branch


def _month(request: HttpRequest) -> tuple[int, int]:
    today = clock.today()
    month = number(request.GET.get("month"))
    year = year_asked(request.GET.get("year"), today.year)
    return year, month if month is not None and 1 <= month <= 12 else today.month
