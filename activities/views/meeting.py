"""During the meeting, on a laptop or a phone: items, speeches, decisions, what was agreed on, row by row (MT-11)."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from activities.forms.agenda import (
    ActionForm,
    ItemForm,
    MinutesForm,
    PaperForm,
    SpeechForm,
    items_to_choose,
    new_speech_form,
    people_to_choose,
    speech_form,
)
from activities.models import Activity, AgendaItem, Speech
from activities.reports.meeting import ItemLine, Meeting, meeting_of
from activities.reports.speakers import Groups, speakers_of
from activities.services import agenda_items, agreeing, passing_on, speaking
from activities.views.recorder import MEETINGS, may_record, recorded_by, refuse_others
from members.access import Access, Capability
from members.models import Member
from partywork.common import clock
from partywork.common.errors import Conflict, DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, step

Bound = dict[str, BaseForm]
ITEMS = AgendaItem.objects.select_related("activity__branch", "activity__record", "earlier")


@require_safe
def activity_meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """Everybody with a post in the branch may read it; who records may write."""
    access: Access = request.access
    activity = MEETINGS.filter(pk=pk).first()
    if activity is None or not may_record(access, activity):
        activity = load(request, MEETINGS, pk, see=Capability.SEE_ACTIVITY)
    return show_meeting(request, activity)


@require_POST
def item_minutes(request: OfficeRequest, pk: int) -> HttpResponse:
    """What was typed on one item; while typing HTMX saves it and says so in one line."""
    item = own_item(request, pk)
    form = MinutesForm(request.POST, item=item)
    if form.is_valid():
        try:
            item = agenda_items.write(item, by=request.user, **form.cleaned_data)
        except Conflict:
            form = _on_top(request, item)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    if request.htmx:
        sentence = next((error for errors in form.errors.values() for error in errors), "")
        context = {"wrong": sentence, "at": clock.now(), "item": item}
        return page(request, "activities/meeting/_saved.html", context)
    if form.errors:
        return show_meeting(request, item.activity, {f"minutes-{pk}": form}, status=422)
    return done(request, f"“{item.title}”已记下。", at_item(item))


@require_POST
def item_passing_on(request: OfficeRequest, pk: int) -> HttpResponse:
    """提交党员大会: one click, with the link between the two items."""
    item = own_item(request, pk)

    def said(placed: AgendaItem | None) -> str:
        if placed is None:
            return "已记为提交党员大会。下次开党员大会时，议程里会自动列上。"
        return f"已列入{clock.short_date(placed.activity.day)}支部党员大会的议程，并注明支委会研究过。"

    return step(request, (at_item(item),), passing_on.to_members, item, by=request.user, said=said)


@require_POST
def meeting_speech(request: OfficeRequest, pk: int) -> HttpResponse:
    """One row of speech; the same row sent again, by script or by hand, corrects it."""
    activity = recorded_by(request, pk)
    form = SpeechForm(request.POST, speakers=speakers_of(activity))
    item = _of(activity, request.POST.get("item", ""))
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("key", "who", "gist", "is_differing")}
        attempt(form, speaking.note, activity, by=request.user, item=item, **values)
    if request.htmx and "typing" in request.GET:
        wrong = next((error for errors in form.errors.values() for error in errors), "")
        context = {"wrong": wrong, "at": clock.now()}
        return page(request, "activities/meeting/_typed.html", context)
    if form.errors:
        return show_meeting(request, activity, {f"speech-{form['key'].value()}": form}, status=422)
    if request.htmx:
        return _part(request, activity, item)
    return done(request, "已记下。", at_item(item) if item else _page(activity, "whole"))


@require_POST
def speech_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    speech = (
        Speech.objects.select_related("activity__branch", "item", "member", "guest").filter(pk=pk).first()
    )
    if speech is None:
        raise Http404("没有这一项，或不在您的范围内。")
    refuse_others(request, speech.activity)
    back = f"{_page(speech.activity)}#item-{speech.item_id}" if speech.item_id else _page(speech.activity)
    return step(request, (back,), speaking.strike, speech, by=request.user, said="已删去这条发言。")


@require_POST
def meeting_action(request: OfficeRequest, pk: int) -> HttpResponse:
    """做什么，谁，什么时候前 in one line, from an item or from the whole meeting."""
    activity = recorded_by(request, pk)
    item = _of(activity, request.POST.get("item", ""))
    key, people = item.pk if item else 0, people_to_choose(activity)
    form = ActionForm(request.POST, activity=activity, people=people, auto_id=f"id_action_{key}_%s")
    if submit(form, agreeing.agree, activity, by=request.user, item=item):
        action = form.outcome  # type: ignore[attr-defined]
        until = f"{clock.long_date(action.due_on)}前" if action.due_on else "长期"
        said = f"已记下：{action.text}，{action.owner.name}，{until}。本人会收到通知。"
        return done(request, said, at_item(item) if item else _page(activity, "whole"))
    return show_meeting(request, activity, {f"action-{key}": form}, status=422)


def show_meeting(
    request: OfficeRequest, activity: Activity, bound: Bound | None = None, *, status: int = 200
) -> HttpResponse:
    context = _context(request, activity, bound or {})
    return page(request, "activities/meeting/detail.html", context, status=status)


@dataclass(frozen=True)
class Lists:
    """What every row of the page offers to choose from, read once."""

    activity: Activity
    speakers: Groups
    people: list[Member]
    before: list[AgendaItem]

    def action_form(self, key: int) -> ActionForm:
        return ActionForm(activity=self.activity, people=self.people, auto_id=f"id_action_{key}_%s")


def _context(request: OfficeRequest, activity: Activity, bound: Bound) -> dict[str, Any]:
    meeting = meeting_of(activity)
    lists = Lists(activity, speakers_of(activity), people_to_choose(activity), items_to_choose(activity))
    record = getattr(activity, "record", None)
    may_write = may_record(request.access, activity) and (
        activity.is_open or (record is not None and record.is_editable)
    )
    return {
        "activity": activity,
        "meeting": meeting,
        "may_write": may_write,
        "may_open": request.access.may(Capability.SEE_ACTIVITY, activity.branch),
        "blocks": [_block(line, lists, bound) for line in meeting.items],
        "whole": _whole(meeting, lists, bound),
        "paper_form": bound.get("paper-0") or PaperForm(),
        "now": clock.now(),
    }


def _block(line: ItemLine, lists: Lists, bound: Bound) -> dict[str, Any]:
    item = line.item
    return {
        "line": line,
        "item": item,
        "shape_form": bound.get(f"shape-{item.pk}") or ItemForm(item=item, before=lists.before),
        "minutes_form": bound.get(f"minutes-{item.pk}") or MinutesForm(item=item),
        "paper_form": bound.get(f"paper-{item.pk}"),
        "speeches": [(speech, _row(speech, lists.speakers, bound)) for speech in line.speeches],
        "new_speech": _new(item, line.speeches, lists.speakers, bound),
        "action_form": bound.get(f"action-{item.pk}") or lists.action_form(item.pk),
        "opened": {name for name in ("shape", "action", "paper") if f"{name}-{item.pk}" in bound},
    }


def _whole(meeting: Meeting, lists: Lists, bound: Bound) -> dict[str, Any]:
    return {
        "speeches": [(speech, _row(speech, lists.speakers, bound)) for speech in meeting.speeches],
        "new_speech": _new(None, meeting.speeches, lists.speakers, bound),
        "action_form": bound.get("action-0") or lists.action_form(0),
        "opened": {"action"} if "action-0" in bound else set(),
    }


def _row(speech: Speech, speakers: Groups, bound: Bound) -> BaseForm:
    return bound.get(f"speech-{speech.key}") or speech_form(speech, speakers)


def _new(item: AgendaItem | None, known: list[Speech], speakers: Groups, bound: Bound) -> BaseForm:
    """The empty row; one that was refused comes back with what was typed in it."""
    keys = {f"speech-{speech.key}" for speech in known}
    wanted = str(item.pk) if item else ""
    for name, form in bound.items():
        if name.startswith("speech-") and name not in keys and str(form["item"].value() or "") == wanted:
            return form
    return new_speech_form(item, speakers)


def _part(request: OfficeRequest, activity: Activity, item: AgendaItem | None) -> HttpResponse:
    """The one section that changed, with a fresh row to go on in."""
    context = _context(request, activity, {})
    if item is None:
        return page(request, "activities/meeting/_whole.html", context)
    block = next(block for block in context["blocks"] if block["item"].pk == item.pk)
    return page(request, "activities/meeting/_item.html", {**context, "block": block, "fresh": True})


def own_item(request: OfficeRequest, pk: int) -> AgendaItem:
    item = ITEMS.filter(pk=pk).first()
    if item is None:
        raise Http404("没有这一项，或不在您的范围内。")
    refuse_others(request, item.activity)
    return item


def _of(activity: Activity, text: str) -> AgendaItem | None:
    return activity.agenda.filter(pk=int(text)).first() if text.isascii() and text.isdigit() else None


def _on_top(request: OfficeRequest, item: AgendaItem) -> MinutesForm:
    data = request.POST.copy()
    item.refresh_from_db()
    data["revision"] = str(item.revision)
    form = MinutesForm(data, item=item)
    form.is_valid()
    form.add_error(None, _sentence(item))
    return form


def _sentence(fresh: AgendaItem) -> str:
    theirs = "；".join(
        text for text in (fresh.discussion, fresh.decision, fresh.get_settled_display()) if text
    )
    return f"另一位同志刚改过这一项，现在是：{theirs or '空的'}。您填的还在下面，合并后再按一次“记下”。"


def _page(activity: Activity, anchor: str = "") -> str:
    address = reverse("activity_meeting", args=[activity.pk])
    return f"{address}#{anchor}" if anchor else address


def at_item(item: AgendaItem) -> str:
    return _page(item.activity, f"item-{item.pk}")
