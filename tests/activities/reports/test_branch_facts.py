"""The facts of a branch's year, loaded from the tables and judged by the rule book."""

import json
from datetime import date, datetime, time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from activities.models import Activity
from activities.reports.branch_facts import branch_findings, branch_years
from activities.services import attending, recording
from branches.models import Organization
from branches.services.setting import set_parameter
from partywork.common import clock
from partywork.common.compliance import Verdict
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch
from tests.factories.members import make_member

WORDS = {"content": "学习", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}


def _hold(world, today, *, day=date(2026, 6, 18), absent=0, branch=None, members=None):
    branch, members = branch or world.branch, members or world.roster
    activity = make_activity(branch, day, state="announced")
    today.move_to(clock.at(day, time(18, 5)))
    for number, member in enumerate(members):
        status = "absent" if number < absent else "present"
        attending.mark(activity, member, status=status, by=world.secretary)
    low = "暴雨值守" if absent else ""
    return attending.close(activity, by=world.secretary, low_reason=low)


def _by_rule(branch, year=2026, **options):
    found: dict[str, list[tuple[Verdict, str]]] = {}
    for finding in branch_findings(branch, year, **options):
        found.setdefault(finding.rule, []).append((finding.verdict, finding.sentence))
    return found


def test_a_month_held_well_meets_its_rules(world, today):
    activity = _hold(world, today)
    record = recording.write(activity.record, by=world.secretary, revision=1, fields=WORDS)
    recording.submit(record, by=world.secretary)

    found = _by_rule(world.branch)

    assert found["party-day.attendance"] == [(Verdict.MET, "6月18日活动需4人，实到5人（100%），够")]
    assert found["party-day.half-day"] == [(Verdict.MET, "6月18日活动240分钟，应不少于180分钟")]
    assert found["notice.in-time"] == [(Verdict.MET, "6月18日活动提前7天预告，应不少于5天")]
    assert found["record.in-time"][0][0] is Verdict.MET
    assert (Verdict.MET, "6月已开展1次") in found["party-day.monthly"]
    assert (Verdict.NOT_MET, "5月没有开展主题党日") in found["party-day.monthly"]


def test_too_few_members_are_not_met_and_the_reason_stays_beside_it(world, today):
    _hold(world, today, absent=2)

    (finding,) = [each for each in branch_findings(world.branch, 2026) if each.rule == "party-day.attendance"]

    assert finding.verdict is Verdict.NOT_MET
    assert finding.sentence == "6月18日活动需4人，实到3人（60%），差1人"
    assert finding.explained == "暴雨值守"


def test_a_register_not_settled_is_not_read_as_absence(world, today):
    _hold(world, today, members=world.roster[:3])

    ((verdict, sentence),) = _by_rule(world.branch)["party-day.attendance"]

    assert verdict is Verdict.UNKNOWN
    assert "2人待核" in sentence


def test_the_figures_are_those_of_the_frozen_list(world, today):
    activity = _hold(world, today)
    make_member(world.branch)

    facts = branch_years([world.branch], 2026)[world.branch.pk]

    assert (facts.events[0].headcount.total, facts.events[0].headcount.present) == (5, 5)
    assert Activity.objects.get(pk=activity.pk).total == 5


def test_a_limit_changed_later_does_not_judge_earlier_months_again(world, today):
    _hold(world, today, absent=1)
    set_parameter(
        world.committee,
        "pd.min_attendance_pct",
        100,
        since=date(2026, 7, 1),
        reason="下半年起",
        by=world.reviewer,
    )
    _hold(world, today, day=date(2026, 7, 16), absent=1)

    verdicts = [verdict for verdict, _ in _by_rule(world.branch)["party-day.attendance"]]

    assert verdicts == [Verdict.MET, Verdict.NOT_MET]


def test_each_month_is_asked_for_what_was_asked_in_it(world, today):
    _hold(world, today)
    set_parameter(
        world.committee,
        "pd.events_per_month",
        2,
        since=date(2026, 7, 1),
        reason="下半年起",
        by=world.reviewer,
    )
    _hold(world, today, day=date(2026, 7, 16))
    today.move_to(datetime(2026, 8, 3, 9, tzinfo=clock.OFFICE))

    found = _by_rule(world.branch)["party-day.monthly"]

    assert (Verdict.MET, "6月已开展1次") in found
    assert (Verdict.NOT_MET, "7月开展1次，应不少于2次") in found


def test_months_count_from_the_one_after_founding_to_that_of_closing(world, today):
    branch = make_branch(
        parent=world.committee,
        founded_on=date(2026, 2, 10),
        dissolved_on=date(2026, 4, 20),
        dissolution="abolished",
    )

    months = [sentence for _, sentence in _by_rule(branch)["party-day.monthly"]]

    assert months == ["3月没有开展主题党日", "4月没有开展主题党日"]


@pytest.mark.parametrize(("names", "who"), [(True, "张一"), (False, "一名党员")])
def test_who_owes_a_make_up_is_named_to_the_branch_alone(world, today, names, who):
    _hold(world, today, absent=1)

    ((verdict, sentence),) = _by_rule(world.branch, names=names)["record.make-up"]

    assert verdict is Verdict.UNKNOWN
    assert sentence.startswith(f"{who}“")


@pytest.mark.parametrize("branches", [1, 3])
def test_the_facts_cost_the_same_for_one_branch_and_for_three(
    world, today, branches, django_assert_num_queries
):
    _hold(world, today)
    for _ in range(branches - 1):
        other = make_branch(parent=world.committee)
        members = [make_member(other) for _ in range(5)]
        _hold(world, today, branch=other, members=members)
    below = list(Organization.objects.branches().filter(path__startswith=world.committee.path))
    assert len(below) == branches

    with django_assert_num_queries(38):
        branch_years(below, 2026)


def test_the_command_prints_json_and_nothing_else(world, today):
    _hold(world, today)
    out = StringIO()

    call_command("evaluate_compliance", branch=world.branch.code, year=2026, stdout=out)

    rows = json.loads(out.getvalue())
    assert {"party-day.attendance", "record.in-time"} <= {row["rule"] for row in rows}
    assert {row["verdict"] for row in rows} <= {"met", "not_met", "unknown", "not_applicable"}


@pytest.mark.parametrize("options", [{"branch": "没有", "year": 2026}, {"year": 12}])
def test_the_command_refuses_what_it_does_not_know(world, today, options):
    with pytest.raises(CommandError):
        call_command("evaluate_compliance", **{"branch": world.branch.code, **options})
