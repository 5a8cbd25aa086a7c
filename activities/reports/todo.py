"""What is mine to do now, and until when: one list, most urgent first, each line one click from being done."""

from collections.abc import Iterable
from datetime import timedelta

from activities.reports.papers import missing_papers
from activities.reports.todo_actions import overdue_actions
from activities.reports.todo_care import cares_of
from activities.reports.todo_cultivation import cultivations
from activities.reports.todo_development import developments
from activities.reports.todo_duties import duties
from activities.reports.todo_elections import elections
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
from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import InForce
from partywork.common import clock


def todo_of(
    branch: Organization,
    parameters: InForce,
    low: LowCount,
    *,
    cares: bool = False,
    own: Iterable[Todo] = (),
) -> list[Todo]:
    """Everything open in the branch, most urgent first; the first one with a deadline is the primary act.

    `low` are the year's events under the line; `cares`: whoever looks may see the list of care (MEM-18); `own` are
    the lines of this reader alone (E-52, MEM-14).
    A fixed number of queries, however much is open.
    """
    limits = Limits(parameters, office_calendar())
    found = [
        *make_ups(branch),
        *sheets(branch),
        *unsigned_minutes(branch),
        *registers(branch),
        *leaves(branch),
        *objections(branch),
        *year_objections(branch),
        *calls(branch, parameters.frozen()),
        *to_close(branch),
        *to_announce(branch, limits),
        *missing_papers(branch, parameters),
        *overdue_actions(branch),
        *readers_away(branch),
        *plans(branch, parameters),
        *returned_changes(branch),
        *improvements(low),
        *silent_months(branch),
        *duties(branch),
        *invitations(branch, limits),
        *changes_to_report(branch),
        *rectifications(branch),
        *appraisals(branch),
        *elections(branch, parameters),
        *developments(branch, parameters),
        *cultivations(branch, parameters),
        *letters(branch),
        *(cares_of(branch, parameters) if cares else ()),
        *own,
        *hand_overs(branch),
    ]
    far = clock.now() + timedelta(days=3650)
    ordered = sorted(found, key=lambda todo: (todo.due_at or far, todo.title))
    return [_with_primary(todo, is_first=number == 0) for number, todo in enumerate(ordered)]


def _with_primary(todo: Todo, *, is_first: bool) -> Todo:
    if not is_first:
        return todo
    return Todo(**{**todo.__dict__, "primary": True})
