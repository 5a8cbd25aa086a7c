"""Letters of introduction: ledger, one letter, issuing, accepting, taking back, correcting (MEM-07, MEM-08, F-22)."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from branches.models import Organization
from branches.reports.parameters import in_force
from members.access import Capability
from members.choices_letters import Direction, LetterState
from members.documents.filled_letters import letter_content
from members.documents.transfer_letter import TransferLetterDocument
from members.forms.letters import AcceptForm, CorrectDayForm, LetterForm, OutsideForm, ReasonForm
from members.forms.office import ExportForm
from members.models import ArrivingLetter, TransferLetter
from members.reports.dues_member import letter_text, paid_until
from members.reports.letters import ledger_of, years_of
from members.services import letters, letters_inward
from members.services.reading_personal import read_item
from members.views.common import access_to, branch_of, branches_of, choose, find_member
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import pdf_answer
from partywork.common.asked import year as year_asked
from partywork.common.forms import OfficeForm, attempt
from partywork.common.history import history_of
from partywork.common.requests import actor, load
from partywork.common.responses import done, page

SEE, DO = Capability.SEE_MEMBER, Capability.MANAGE_MEMBER
# In one list to choose from; beyond that the name is typed.
OFFERED = 200


@dataclass(frozen=True)
class Side:
    """A letter as this person may handle it: from the branch it leaves, from the branch it goes to, or both."""

    letter: TransferLetter
    ours: bool
    theirs: bool
    reads: bool = False  # identity and telephone of the member: not who keeps the machine (PI-06)

    @property
    def awaits_acceptance(self) -> bool:
        """Inside the tree the new branch accepts; a letter out of it is closed by the old one, with the receipt."""
        mine = self.theirs if self.letter.target_id is not None else self.ours
        return self.letter.is_open and mine

    @property
    def may_void(self) -> bool:
        return self.letter.is_open and self.ours

    @property
    def may_correct(self) -> bool:
        mine = self.theirs if self.letter.target_id is not None else self.ours
        return self.letter.state == LetterState.ACCEPTED and mine


@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """转接台账: a year of one branch, out and in."""
    branches, branch = choose(request, branches_of(request))
    if branch is None:
        raise PermissionDenied("您的职务不能看组织关系转接台账。")
    year = year_asked(request.GET.get("year"), clock.today().year)
    lines = ledger_of(branch, year)
    context = {
        "branches": branches,
        "branch": branch,
        "year": year,
        "years": years_of(branch),
        "waiting": [line for line in lines if line.awaits_us],
        "lines": [line for line in lines if not line.awaits_us],
        "out": sum(line.is_out for line in lines),
        "incoming": sum(not line.is_out for line in lines),
        "manages": access_to(request).may(DO, branch),
        "export_form": ExportForm(),
    }
    return page(request, "members/letters/list.html", context)


@require_safe
def letter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    side = find_letter(request, pk)
    letter = side.letter
    target = letter.target if letter.direction == Direction.OUT else None
    context = {
        "letter": letter,
        "side": side,
        "branch": letter.branch,
        "late": letter.is_over,
        "form": AcceptForm(branch=target, late=letter.is_over) if side.awaits_acceptance else None,
        "history": history_of(letter) if side.ours or side.theirs else [],
        "document": letter.direction == Direction.OUT,
    }
    return page(request, "members/letters/detail.html", context)


@FORM_PAGE
def letter_new(request: HttpRequest, pk: int) -> HttpResponse:
    """For one member: where to; the rest stands there already."""
    found = find_member(request, pk, do=DO)
    member, branch = found.member, found.branch
    limits = in_force(branch, clock.today())
    initial = {
        "issued_on": clock.today(),
        "days": limits["mem.letter_days"],
        "paid_until": paid_until(member),
    }
    form = LetterForm(request.POST or None, initial=initial)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, letters.issue, member, form.new(), by=actor(request)):
        letter = form.outcome  # type: ignore[attr-defined]
        return done(request, f"已开具{member.name}的介绍信{letter.number}。", "letter_detail", letter.pk)
    context = {
        "form": form,
        "member": member,
        "branch": branch,
        "targets": _targets(branch),
        "dues": letter_text(member, clock.today()),
        "most": limits["mem.letter_days_max"],
    }
    return page(request, "members/letters/new.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def letter_acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """接收, by the new branch; or the receipt of an organization outside, noted by the old one."""
    side = find_letter(request, pk)
    letter = side.letter
    inside = letter.target_id is not None
    if not (side.theirs if inside else side.ours):
        raise PermissionDenied("由接收的党支部办理；转到系统外的，由开信的支部登记回执。")
    form = AcceptForm(request.POST or None, branch=letter.target, late=letter.is_over)
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name in form.fields}
        if attempt(form, letters.accept, letter, by=actor(request), **data):
            said = f"{letter.member.name}已编入{letter.target_name}。" if inside else "回执已登记。"
            return done(request, said, "letter_detail", pk)
    return _form(request, form, letter, "接收" if inside else "登记回执", "接收" if inside else "登记")


@FORM_PAGE
def letter_void(request: HttpRequest, pk: int) -> HttpResponse:
    letter = load(request, _rows(), pk, see=SEE, do=DO)
    form = ReasonForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, letters.void, letter, by=actor(request), **form.cleaned_data):
        return done(request, f"介绍信{letter.number}已作废。", "letter_detail", pk)
    return _form(request, form, letter, "作废", "作废", "编号不再使用，党员仍在原支部。")


@FORM_PAGE
def letter_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """The acceptance was on another day (E-04)."""
    side = find_letter(request, pk)
    letter = side.letter
    if not (side.theirs if letter.target_id is not None else side.ours):
        raise PermissionDenied("由办理接收的党支部更正。")
    form = CorrectDayForm(request.POST or None, initial={"day": letter.accepted_on})
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, letters.correct_acceptance, letter, by=actor(request), **form.cleaned_data):
        return done(request, "接收日期已更正。", "letter_detail", pk)
    note = "在哪个支部计数按更正后的日期重新算；已报送的纪实表仍是原来的样子。"
    return _form(request, form, letter, "更正接收日期", "更正", note)


@FORM_PAGE
def letter_outside(request: HttpRequest) -> HttpResponse:
    """Somebody comes from outside the system, with a letter."""
    branch = branch_of(request, branches_of(request, DO))
    if branch is None:
        raise PermissionDenied("您的职务不能接收党员。")
    form = OutsideForm(request.POST or None, branch=branch)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        taken = attempt(
            form,
            letters_inward.receive_from_outside,
            branch,
            form.facts(),
            form.brought(),
            since=data["since"],
            group=data["group"],
            another_person=data["another_person"],
            by=actor(request),
        )
        if taken:
            letter = form.outcome  # type: ignore[attr-defined]
            return done(request, f"{data['name']}已编入{branch.called}。", "letter_detail", letter.pk)
    if "name" not in form.errors:
        del form.fields["another_person"]
    context = {"form": form, "branch": branch, "title": "凭介绍信转入", "action": "编入本支部"}
    return page(request, "members/member/form.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def letter_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Stub, letter and receipt on one sheet; by POST with identity and telephone, each reading noted (PI-06)."""
    side = find_letter(request, pk)
    letter = side.letter
    if letter.direction == Direction.IN:
        raise Http404("外来的介绍信没有本支部的存根。")
    if not (side.ours or side.theirs):
        raise PermissionDenied("介绍信由办理转接的人打印。")
    items: dict[str, str] = {}
    if request.method == "POST":
        if not (side.ours and letter.is_open):
            raise PermissionDenied("只有开信的支部、在接收以前可以这样打印。")
        if not side.reads:
            raise PermissionDenied("您的职务不能看证件号，请打印空白证件号的介绍信。")
        why = f"打印介绍信{letter.number}"
        items = {
            name: read_item(letter.member, item, by=actor(request), reason=why)
            for name, item in (("identity", "id_number"), ("phone", "phone"))
        }
    content = TransferLetterDocument(letter_content(letter, **items)).render()
    return pdf_answer(content, f"{letter.member.name}介绍信{letter.number}.pdf")


def find_letter(request: HttpRequest, pk: int) -> Side:
    """404 outside both sides; which of the two sides the person may handle."""
    access = access_to(request)
    scope = access.scope(SEE)
    rows = _rows().within(scope) | _rows().filter(scope.condition(ArrivingLetter.scope_path))
    letter = rows.filter(pk=pk).first()
    if letter is None:
        raise Http404("没有这份介绍信，或不在您的范围内。")
    theirs = letter.target is not None and access.may(DO, letter.target)
    reads = access.may(Capability.READ_PERSONAL, letter.branch)
    return Side(letter, access.may(DO, letter.branch), theirs, reads)


def _rows() -> Any:
    return TransferLetter.objects.select_related("member", "branch", "target", "issued_by", "accepted_by")


def _targets(branch: Organization) -> list[Organization]:
    """The branches under the same top organization, to choose from while typing."""
    top = branch.path[: Organization.steplen]
    near = Organization.objects.branches().active_on(clock.today()).filter(path__startswith=top)
    return list(near.exclude(pk=branch.pk).order_by("path")[:OFFERED])


def _form(
    request: HttpRequest, form: OfficeForm, letter: TransferLetter, title: str, action: str, note: str = ""
) -> HttpResponse:
    context = {"form": form, "letter": letter, "title": title, "action": action, "note": note}
    return page(request, "members/letters/form.html", context, status=422 if form.is_bound else 200)
