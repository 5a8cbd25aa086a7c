"""Members who are away: the ledger F-23, one spell with its contacts, and the member's own word (MEM-09..MEM-13)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from branches.models import Organization
from members.access import Capability
from members.choices_away import AwayKind
from members.choices_personal import AccessAction
from members.documents.away_ledger import AwayLedger, AwayLedgerDocument, AwayRow
from members.forms.away import AwayForm, BackForm, ContactForm, OwnWordForm
from members.forms.office import ExportForm
from members.models import AwaySpell, Member
from members.reports.away import away_of, line_of
from members.reports.away_export import HEAD, away_rows, away_xlsx
from members.services import away as acting
from members.services.reading_personal import note_access
from members.views.common import access_to, branch_of, branches_of, choose, find_member
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import pdf_answer, xlsx_answer
from partywork.common.forms import OfficeForm, attempt, submit
from partywork.common.history import history_of
from partywork.common.requests import actor, load
from partywork.common.responses import done, page, refused
from partywork.common.verbs import journal

SEE, DO, PRIVATE = Capability.SEE_MEMBER, Capability.MANAGE_MEMBER, Capability.KEEP_STANDING


@require_safe
def away_list(request: HttpRequest) -> HttpResponse:
    """流动党员台账; those out of contact only for the secretary (E-52)."""
    branches, branch = choose(request, branches_of(request))
    if branch is None:
        raise PermissionDenied("您的职务不能看流动党员台账。")
    private, ended = access_to(request).may(PRIVATE, branch), request.GET.get("ended") == "1"
    context = {
        "branches": branches,
        "branch": branch,
        "ended": ended,
        "lines": away_of(branch, clock.today(), private=private, ended=ended),
        "manages": access_to(request).may(DO, branch),
        "private": private,
        "export_form": ExportForm(),
    }
    return page(request, "members/away/list.html", context)


@FORM_PAGE
def away_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_member(request, pk, do=DO)
    private = access_to(request).may(PRIVATE, found.branch)
    form = AwayForm(
        request.POST or None,
        branch=found.branch,
        member=found.member,
        private=private,
        initial={"since": clock.today(), "kind": AwayKind.FLOATING},
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, acting.begin, found.member, form.away(), by=actor(request)):
        spell = form.outcome  # type: ignore[attr-defined]
        return done(request, f"已登记{found.member.name}外出。", "away_detail", spell.pk)
    note = "只作登记和提醒，党籍、应到人数都不因此改变；要免予到会的，另批豁免。"
    return _form(request, form, found.member, found.branch, f"{found.member.name}：登记外出", "登记", note)


@require_safe
def away_detail(request: HttpRequest, pk: int) -> HttpResponse:
    spell = _spell(request, pk)
    access = access_to(request)
    private = access.may(PRIVATE, spell.branch)
    acts = access.may(DO, spell.branch) and spell.ended_on is None
    context = {
        "line": line_of(spell, clock.today(), private=private),
        "spell": spell,
        "member": spell.member,
        "branch": spell.branch,
        "contacts": spell.contacts.select_related("by"),
        "acts": acts,
        "form": ContactForm() if acts else None,
        "back": BackForm() if acts else None,
        "reach": _reach(request, spell) if access.may(DO, spell.branch) and "reach" in request.GET else "",
        "has_reach": access.may(DO, spell.branch) and bool(spell.reach),
        "history": history_of(spell) if access.may(DO, spell.branch) else [],
    }
    return page(request, "members/away/detail.html", context)


@FORM_PAGE
def away_edit(request: HttpRequest, pk: int) -> HttpResponse:
    spell = _spell(request, pk, do=True)
    private = access_to(request).may(PRIVATE, spell.branch)
    form = AwayForm(
        request.POST or None, branch=spell.branch, member=spell.member, private=private, spell=spell
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, acting.revise, spell, form.away(), by=actor(request)):
        return done(request, "已更正。", "away_detail", pk)
    return _form(request, form, spell.member, spell.branch, f"{spell.member.name}：更正外出记录", "保存更正")


@require_POST
def away_contact(request: HttpRequest, pk: int) -> HttpResponse:
    spell = _spell(request, pk, do=True)
    form = ContactForm(request.POST)
    if form.is_valid() and attempt(form, acting.note_contact, spell, form.contact(), by=actor(request)):
        return done(request, "记下了。", "away_detail", pk)
    return _form(request, form, spell.member, spell.branch, f"{spell.member.name}：记联系", "记下")


@require_POST
def away_back(request: HttpRequest, pk: int) -> HttpResponse:
    spell = _spell(request, pk, do=True)
    form = BackForm(request.POST)
    if submit(form, acting.come_back, spell, by=actor(request)):
        return done(request, f"已登记{spell.member.name}返回。", "away_detail", pk)
    return _form(request, form, spell.member, spell.branch, f"{spell.member.name}：登记返回", "登记返回")


@require_POST
def away_export(request: HttpRequest) -> HttpResponse:
    branch = branch_of(request, branches_of(request, DO))
    if branch is None:
        raise PermissionDenied("您的职务不能导出流动党员台账。")
    form = ExportForm(request.POST)
    if not form.is_valid():
        return refused(request, "请写明导出台账的用途。", "away_list")
    reason, now, who = form.cleaned_data["reason"], clock.now(), str(request.user)
    private = access_to(request).may(PRIVATE, branch)
    lines = away_of(branch, now.date(), private=private)
    journal(branch, "export_away", by=actor(request), reason=reason)
    name = f"{branch.called}流动党员台账{now:%Y%m%d}"
    if request.POST.get("format") != "pdf":
        return xlsx_answer(away_xlsx(branch, lines, exporter=who, reason=reason, at=now), f"{name}.xlsx")
    rows = tuple(
        AwayRow(tuple("" if cell is None else str(cell) for cell in row)) for row in away_rows(lines)
    )
    content = AwayLedger(branch.name_on(now.date()), now.date(), who, reason, HEAD, rows)
    return pdf_answer(AwayLedgerDocument(content).render(), f"{name}.pdf")


@FORM_PAGE
def my_away(request: HttpRequest) -> HttpResponse:
    """What stands about my absence, and my own word in one line (MEM-09)."""
    member = Member.objects.filter(pk=access_to(request).member_id or 0).first()
    if member is None:
        raise PermissionDenied("这一页是党员本人的；您的账号没有对应的党员。")
    spell = member.away_spells.filter(ended_on=None).exclude(kind=AwayKind.LOST).first()
    form = OwnWordForm(request.POST or None)
    valid = request.method == "POST" and spell is not None and form.is_valid()
    if valid and attempt(form, acting.report_own, member, by=actor(request), **form.cleaned_data):
        return done(request, "报告了，支部看得到。", "my_away")
    context = {
        "layout": "base.html" if access_to(request).has_desk else "base_phone.html",
        "spell": spell,
        "line": line_of(spell, clock.today(), private=False) if spell else None,
        "contacts": spell.contacts.filter(was_reached=True)[:5] if spell else [],
        "form": form,
    }
    return page(request, "members/away/mine.html", context, status=422 if form.errors else 200)


def _spell(request: HttpRequest, pk: int, *, do: bool = False) -> AwaySpell:
    rows = AwaySpell.objects.select_related("member", "branch", "contact")
    spell = load(request, rows, pk, see=SEE, do=DO if do else None)
    if spell.kind == AwayKind.LOST and not access_to(request).may(PRIVATE, spell.branch):
        raise Http404("没有这一项，或不在您的范围内。")
    return spell


def _reach(request: HttpRequest, spell: AwaySpell) -> str:
    """In full on asking, and the asking is noted (PI-06)."""
    if spell.reach and spell.member.user_id != actor(request).pk:
        note_access(spell.member, AccessAction.CALL, by=actor(request), item="phone", reason="联系外出党员")
    return str(spell.reach)


def _form(
    request: HttpRequest,
    form: OfficeForm,
    member: Member,
    branch: Organization,
    title: str,
    action: str,
    note: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "member": member,
        "branch": branch,
        "title": title,
        "action": action,
        "note": note,
    }
    return page(request, "members/member/form.html", context, status=422 if form.is_bound else 200)
