"""What is mine to do now, and until when: one list, most urgent first, each line one click from being done."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain

from activities.reports.desk import Desk
from activities.reports.papers import missing_papers
from activities.reports.todo_actions import overdue_actions
from activities.reports.todo_care import cares_of
from activities.reports.todo_cultivation import next_plan, notices, returned
from activities.reports.todo_development import developments, votes_to_enter
from activities.reports.todo_duties import duties
from activities.reports.todo_elections import elections, ending_terms
from activities.reports.todo_events import Limits, returned_changes, to_announce, to_close
from activities.reports.todo_handover import hand_overs
from activities.reports.todo_joint import changes_to_report, invitations
from activities.reports.todo_letters import letters
from activities.reports.todo_life import appraisals, rectifications
from activities.reports.todo_line import Todo
from activities.reports.todo_minutes import unsigned_minutes
from activities.reports.todo_months import silent_months
from activities.reports.todo_papers import improvements, plans, sheets
from activities.reports.todo_people import calls, leaves, make_ups, objections, registers
from activities.reports.todo_studies import readers_away
from activities.reports.todo_year import year_objections
from activities.rules.satisfaction import LowCount
from branches.reports.calendar import office_calendar
from partywork.common import clock
from partywork.common.piles import Pile, read


def todo_of(desk: Desk, low: LowCount, *, cares: bool = False, own: Iterable[Pile[Todo]] = ()) -> list[Todo]:
    """Everything open in the branch, most urgent first; the first one with a deadline is the primary act.

    `low` are the year's events under the line; `cares`: whoever looks may see the list of care (MEM-18); `own` are
    the piles of this reader alone (E-52, MEM-14).
    However much is open, a query for each sort of which there is any, and one that finds these.
    """
    limits = Limits(desk.limits, office_calendar())
    piles = (*_piles(desk, limits), *(cares_of(desk.branch, desk.limits) if cares else ()), *own)
    found = [*chain.from_iterable(read(piles)), *_lacking(desk, limits, low)]
    far = clock.now() + timedelta(days=3650)
    ordered = sorted(found, key=lambda todo: (todo.due_at or far, todo.title))
    return [_with_primary(todo, is_first=number == 0) for number, todo in enumerate(ordered)]


def _piles(desk: Desk, limits: Limits) -> tuple[Pile[Todo], ...]:
    """What may lie there, or not."""
    branch, parameters = desk.branch, desk.limits
    return (
        make_ups(branch),
        sheets(branch),
        unsigned_minutes(branch),
        registers(branch),
        leaves(branch),
        objections(branch),
        year_objections(branch),
        missing_papers(branch, parameters),
        overdue_actions(branch),
        readers_away(branch),
        returned_changes(branch),
        invitations(branch, limits),
        changes_to_report(branch),
        rectifications(branch),
        appraisals(branch),
        elections(branch),
        ending_terms(branch, parameters),
        developments(branch, parameters),
        votes_to_enter(branch),
        notices(branch),
        returned(branch),
        letters(branch),
        hand_overs(branch),
    )


def _lacking(desk: Desk, limits: Limits, low: LowCount) -> Iterator[Todo]:
    """What is asked for because of a day that comes, or because something is not there."""
    yield from calls(desk)
    yield from to_close(desk)
    yield from to_announce(desk, limits)
    yield from plans(desk.branch, desk.limits)
    yield from next_plan(desk.branch, desk.limits)
    yield from improvements(low)
    yield from silent_months(desk)
    yield from duties(desk)


def _with_primary(todo: Todo, *, is_first: bool) -> Todo:
    if not is_first:
        return todo
    return Todo(**{**todo.__dict__, "primary": True})
