"""The year's minutes of a branch on one page, and their record books to print (S23)."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from activities.documents import catalogue
from activities.documents.filled_book import year_book
from activities.models import RecordSheet
from activities.reports.minutes_shelf import ShelfBook, minutes_of_year, shelf, years_of
from activities.views.activities import chosen_year
from activities.views.document import ask
from activities.views.own_branch import own_branch
from branches.models import Organization
from members.access import Capability
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page, refused


@require_safe
def minutes_list(request: OfficeRequest) -> HttpResponse:
    """Book by book; what waits for a signature says since when."""
    branch = own_branch(request, Capability.SEE_RECORD)
    this_year = clock.today().year
    scope = request.access.scope(Capability.SEE_RECORD)
    years = years_of(RecordSheet.objects.minutes().within(scope).filter(activity__branch=branch))
    year = chosen_year(request, years, this_year)
    context = {
        "branch": branch,
        "year": year,
        "years": years,
        "books": shelf(minutes_of_year(branch, year)),
        "now": clock.now(),
    }
    return page(request, "activities/minutes/list.html", context)


@require_POST
def minutes_book(request: OfficeRequest, year: int) -> HttpResponse:
    """One book as PDF or for Word; made by the worker, who says how far it is."""
    branch = own_branch(request, Capability.SEE_RECORD)
    book = _chosen(request, branch, year)
    kinds = (catalogue.YEAR_BOOK, catalogue.YEAR_BOOK_WORD)
    return printed(request, branch, year, book, kinds=kinds, back="minutes_list")


def printed(
    request: OfficeRequest,
    branch: Organization,
    year: int,
    book: ShelfBook | None,
    *,
    kinds: tuple[str, str],
    back: str,
) -> HttpResponse:
    """The book as it was asked for: PDF or Word, drafts taken in or left out; a book of nothing is refused."""
    if book is None:
        return refused(request, "这一年没有这类会议记录，没有可以印的。", back)
    with_drafts = bool(request.POST.get("drafts"))
    if not with_drafts and not book.signed:
        sentence = f"{year}年的{book.title}里还没有签字的记录。要印草稿，请勾选“收入草稿”。"
        return refused(request, sentence, back)
    is_word = request.POST.get("form") == "word"
    suffix = "docx" if is_word else "pdf"
    name = f"{year}年{book.group}{book.title}.{suffix}"
    return ask(kinds[is_word], year_book(branch, year, book, with_drafts=with_drafts), name, branch)


def _chosen(request: OfficeRequest, branch: Organization, year: int) -> ShelfBook | None:
    kind, group = request.POST.get("kind", ""), number(request.POST.get("group"))
    books = shelf(minutes_of_year(branch, year))
    return next((book for book in books if (book.kind, book.group_id) == (kind, group)), None)
