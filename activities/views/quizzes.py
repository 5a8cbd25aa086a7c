"""Quizzes at the desk: the bank, a quiz out of it, who has done it, on paper (ED-08)."""

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.documents.filled_quiz import quiz_paper
from activities.forms.education import ReasonForm
from activities.forms.quiz import BankForm, NewQuizForm, PaperQuizForm
from activities.importing.questions import HEAD, SAMPLES, ReadQuestion, read_questions
from activities.models import Quiz, QuizQuestion
from activities.reports.quizzes import bank_of, branch_counts, quiz_page, quizzes_of, topics_of
from activities.reports.study_people import may_have_studied
from activities.services import quizzing
from branches.models import Organization
from members.access import Access, Capability
from partywork.common import clock
from partywork.common.answers import pdf_answer, xlsx_answer
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused, step
from partywork.common.spreadsheets import read_sheets, write_sheet

METHODS = require_http_methods(["GET", "HEAD", "POST"])
SALT = "activities.question-bank"
HALF_A_DAY = 12 * 60 * 60


@require_safe
def quiz_list(request: OfficeRequest) -> HttpResponse:
    place = _place(request)
    context = {
        "place": place,
        "rows": quizzes_of(place),
        "topics": topics_of(place),
        "today": clock.today(),
    }
    return page(request, "activities/quiz/list.html", context)


@require_safe
def quiz_questions(request: OfficeRequest) -> HttpResponse:
    place = _place(request)
    return page(request, "activities/quiz/bank.html", {"place": place, "rows": bank_of(place)})


@require_safe
def quiz_template(request: OfficeRequest) -> HttpResponse:
    """An empty bank with one sample of each kind."""
    _place(request)
    return xlsx_answer(write_sheet("题库", HEAD, SAMPLES), "题库样表.xlsx")


@METHODS
def quiz_import(request: OfficeRequest) -> HttpResponse:
    """The file is read and shown; what cannot be read names its cell. Nothing is written yet (N38)."""
    place = _place(request)
    form = BankForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "activities/quiz/import.html", {"place": place, "form": form}, status=status)
    try:
        reading = read_questions(read_sheets(form.cleaned_data["file"].read()))
    except DomainError as refusal:
        form.add_error("file", refusal.message)
        return page(request, "activities/quiz/import.html", {"place": place, "form": form}, status=422)
    rows = [
        [each.kind, each.text, each.options, each.answer, each.explanation, each.topic]
        for each in reading.good
    ]
    context = {
        "place": place,
        "reading": reading,
        "sealed": signing.dumps(rows, salt=SALT, compress=True),
        "form": BankForm(),
    }
    return page(request, "activities/quiz/preview.html", context)


@require_POST
def quiz_import_writing(request: OfficeRequest) -> HttpResponse:
    """What the preview showed goes into the bank; the same file twice adds nothing."""
    place = _place(request)
    try:
        rows = signing.loads(request.POST.get("sealed", ""), salt=SALT, max_age=HALF_A_DAY)
    except signing.BadSignature:
        return refused(request, "预览已失效，请再导入一次。", "quiz_import")
    good = [ReadQuestion(kind, text, tuple(options), *rest) for kind, text, options, *rest in rows]
    new = quizzing.take_in(place, good, by=request.user)
    return done(request, f"已收入 {len(good)} 题，其中新的 {new} 题。", "quiz_questions")


@require_POST
def quiz_question_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    question = load(
        request, QuizQuestion.objects.select_related("organization"), pk, see=Capability.SEE_RECORD
    )
    _require_keeper(request, question.organization)
    return step(
        request, ("quiz_questions",), quizzing.drop_question, question, by=request.user, said="已移出题库。"
    )


@METHODS
def quiz_new(request: OfficeRequest) -> HttpResponse:
    place = _place(request)
    topics = topics_of(place)
    total = sum(each.number for each in topics)
    initial = {
        "opens_on": clock.today(),
        "closes_on": clock.month_bounds(clock.today().year, clock.today().month)[1],
        "number": min(10, total) or 1,
        "pass_pct": 60,
    }
    form = NewQuizForm(request.POST if request.method == "POST" else None, topics=topics, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, quizzing.open_quiz, place, form.new(), by=request.user)
    ):
        made: Quiz = form.outcome  # type: ignore[attr-defined]
        return done(request, "已发出，大家收得到通知。", "quiz_detail", made.pk)
    context = {"place": place, "form": form, "total": total}
    return page(request, "activities/quiz/form.html", context, status=422 if form.errors else 200)


@require_safe
def quiz_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    quiz, branch = _quiz(request, pk)
    return _detail(request, quiz, branch)


@require_POST
def quiz_paper_done(request: OfficeRequest, pk: int) -> HttpResponse:
    quiz, branch = _quiz(request, pk)
    if branch is None or not request.access.may(Capability.RUN_ACTIVITY, branch):
        raise PermissionDenied("纸上答的由支部登记。")
    form = PaperQuizForm(request.POST, rows=may_have_studied(branch))
    if form.is_valid():
        people, on = form.cleaned_data["people"], form.cleaned_data["on"]
        if attempt(form, quizzing.note_on_paper, quiz, branch, people, by=request.user, on=on):
            return done(request, "已登记。", "quiz_detail", pk)
    return _detail(request, quiz, branch, paper=form, status=422)


@require_POST
def quiz_withdrawal(request: OfficeRequest, pk: int) -> HttpResponse:
    quiz, branch = _quiz(request, pk)
    _require_keeper(request, quiz.organization)
    form = ReasonForm(request.POST)
    if submit(form, quizzing.withdraw, quiz, by=request.user):
        return done(request, "已撤回，不再答了。", "quiz_detail", pk)
    return _detail(request, quiz, branch, reason=form, status=422)


@require_safe
@never_cache
def quiz_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """For those without a phone; `?key=1` with the answers on a page of their own."""
    quiz, _branch = _quiz(request, pk)
    paper = quiz_paper(quiz, with_key=request.GET.get("key") == "1")
    return pdf_answer(paper.render(), f"{quiz.title}.pdf")


def _detail(
    request: OfficeRequest,
    quiz: Quiz,
    branch: Organization | None,
    *,
    paper: PaperQuizForm | None = None,
    reason: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    runs = branch is not None and request.access.may(Capability.RUN_ACTIVITY, branch)
    counts, more = branch_counts(quiz, request.GET.get("after", "")[:255]) if branch is None else ([], "")
    shown = quiz_page(quiz, branch) if branch is not None else None
    context = {
        "quiz": quiz,
        "branch": branch,
        "shown": shown,
        "counts": counts,
        "after": more,
        "paper": paper or PaperQuizForm(rows=may_have_studied(branch or quiz.organization)),
        "reason": reason or ReasonForm(),
        "runs": runs,
        "keeps": _is_keeper(request.access, quiz.organization),
    }
    return page(request, "activities/quiz/detail.html", context, status=status)


def _place(request: OfficeRequest) -> Organization:
    """Whose bank and quizzes: `?place=`, else the own branch, else the committee one works for."""
    access: Access = request.access
    today, asked = clock.today(), number(request.GET.get("place"))
    own = Organization.objects.within(access.scope(Capability.RUN_ACTIVITY)).branches().active_on(today)
    above = Organization.objects.within(access.scope(Capability.REVIEW)).active_on(today).order_by("path")
    if asked is not None:
        found = own.filter(pk=asked).first() or above.filter(pk=asked).first()
    else:
        found = own.first() or above.first()
    if found is None:
        raise PermissionDenied("您的职务不管学习测试。")
    return found


def _quiz(request: OfficeRequest, pk: int) -> tuple[Quiz, Organization | None]:
    """The quiz for whoever keeps one of the places it is for; the branch that is looked at, if it is one."""
    quiz = Quiz.objects.select_related("organization").filter(pk=pk).first()
    place = _place(request)
    if quiz is None or not (
        place.path.startswith(quiz.organization.path) or quiz.organization.path.startswith(place.path)
    ):
        raise Http404("没有这次测试，或不在您的范围内。")
    if quiz.organization.is_branch:
        return quiz, quiz.organization
    return quiz, place if place.is_branch else None


def _is_keeper(access: Access, organization: Organization) -> bool:
    return access.may(Capability.RUN_ACTIVITY, organization) or access.may(Capability.REVIEW, organization)


def _require_keeper(request: OfficeRequest, organization: Organization) -> None:
    if not _is_keeper(request.access, organization):
        raise PermissionDenied("这是上级的，请上级办理。")
