"""Every machine, every state, every step: written out once more by hand, so that a changed table is seen."""

import pytest

from activities import states
from partywork.common.errors import DomainError

# machine: step: {from: to}. What is not written here is refused.
TABLES = {
    "PLAN": {
        "submit": {"draft": "submitted", "returned": "submitted"},
        "return": {"submitted": "returned"},
        "approve": {"submitted": "approved"},
        "reopen": {"approved": "draft"},
    },
    "ACTIVITY": {
        "announce": {"draft": "announced"},
        "close": {"draft": "held", "announced": "held"},
        "cancel": {"draft": "cancelled", "announced": "cancelled"},
    },
    "RECORD": {
        "submit": {"draft": "submitted", "returned": "submitted"},
        "return": {"submitted": "returned"},
        "accept": {"submitted": "accepted"},
    },
    "FILING": {
        "return": {"submitted": "returned"},
        "accept": {"submitted": "accepted"},
        "resubmit": {"returned": "submitted", "accepted": "submitted"},
    },
    "LEAVE": {
        "approve": {"asked": "approved", "refused": "approved"},
        "refuse": {"asked": "refused"},
        "withdraw": {"asked": "withdrawn", "approved": "withdrawn"},
        "ask": {"withdrawn": "asked", "refused": "asked"},
    },
    "MAKE_UP": {
        "contact": {"open": "contacted", "contacted": "contacted", "done": "done"},
        "hand_in": {"open": "done", "contacted": "done"},
        "send_back": {"done": "contacted"},
        "confirm": {"done": "confirmed"},
        "reopen": {"done": "open", "confirmed": "open"},
    },
    "OBJECTION": {"uphold": {"open": "upheld"}, "dismiss": {"open": "dismissed"}},
    "GROUP_REGISTER": {
        "hand_up": {"open": "handed_up", "returned": "handed_up"},
        "take_back": {"handed_up": "open"},
        "confirm": {"handed_up": "confirmed"},
        "return": {"handed_up": "returned", "confirmed": "returned"},
    },
    "BEST_CASE": {
        "keep": {"nominated": "kept"},
        "decline": {"nominated": "declined", "kept": "declined"},
        "withdraw": {"nominated": "withdrawn"},
        "nominate": {"declined": "nominated", "withdrawn": "nominated"},
    },
    "JOINT": {"cancel": {"open": "cancelled"}},
    "PART": {
        "adopt": {"invited": "adopted", "declined": "adopted", "left": "adopted"},
        "decline": {"invited": "declined"},
        "leave": {"adopted": "left"},
        "invite": {"declined": "invited", "left": "invited"},
    },
    "RATING": {"open": {"prepared": "open"}, "close": {"open": "closed"}},
}
MACHINES = {name: getattr(states, name) for name in TABLES}
CELLS = [
    (name, state, step, TABLES[name][step].get(state))
    for name, machine in MACHINES.items()
    for state in machine.labels
    for step in TABLES[name]
]


@pytest.mark.parametrize(("name", "state", "step", "target"), CELLS)
def test_a_step_leads_where_the_table_says_or_is_refused_in_chinese(name, state, step, target):
    machine = MACHINES[name]
    assert machine.may(state, step) == (target is not None)
    if target is not None:
        assert machine.target(state, step) == target
        return
    with pytest.raises(DomainError) as refusal:
        machine.target(state, step)
    label = next(known.label for known in machine.steps if known.name == step)
    assert refusal.value.message == f"{machine.noun}现在是“{machine.labels[state]}”，不能{label}。"
    assert refusal.value.code == "wrong_state"


@pytest.mark.parametrize("name", TABLES)
def test_the_table_written_here_is_complete(name):
    machine = MACHINES[name]
    assert {step.name for step in machine.steps} == set(TABLES[name])
    assert {s for step in machine.steps for s in (*step.sources, step.target)} <= set(machine.labels)


def test_a_step_that_does_not_exist_is_refused_too():
    with pytest.raises(DomainError, match="不能fly"):
        states.PLAN.target("draft", "fly")


def test_no_state_machine_is_left_out():
    known = {name for name, value in vars(states).items() if isinstance(value, states.StateMachine)}
    assert known == set(TABLES)
