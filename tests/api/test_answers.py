"""What stands in the answers."""

import hashlib
import json

from activities.services import filing, making_up, recording
from tests.api.month import WRITTEN, a_month
from tests.api.program import program_of


def test_an_activity_tells_its_turnout_in_integers(world, today):
    month = a_month(world.branch, by=world.secretary, reviewer=world.reviewer, today=today, absent=2)
    make_up = month.activity.attendances.filter(status="absent").first().make_up
    making_up.contact(make_up, by=world.secretary, cause="出差")
    making_up.hand_in(make_up, by=world.secretary, method="talk", done_on=month.activity.day)
    making_up.confirm(make_up, by=world.reviewer)

    row = program_of(world.reviewer).get(f"activities/{month.activity.pk}/").json()

    assert row["attendance"] == {
        "total": 5,
        "expected": 5,
        "present": 3,
        "unsettled": 0,
        "made_up": 1,
        "judged_by": "total",
        "required_pct": 80,
        "required": 4,
        "met": False,
        "total_rate": {"numerator": 3, "denominator": 5},
        "expected_rate": {"numerator": 3, "denominator": 5},
    }
    assert (row["state"], row["state_label"], row["year"], row["month"]) == ("held", "已开展", 2026, 6)
    assert row["starts_at"].endswith("+08:00")
    assert row["branch"] == world.branch.code


def test_an_activity_still_to_come_has_no_turnout(world, month):
    month.activity.__class__.objects.filter(pk=month.activity.pk).update(state="announced")

    assert program_of(world.reviewer).get(f"activities/{month.activity.pk}/").json()["attendance"] is None


def test_a_sheet_is_what_was_handed_in_and_its_fingerprint_can_be_checked(world, month):
    program = program_of(world.reviewer)
    row = program.get(f"record-sheets/{month.record.pk}/").json()
    text = json.dumps(row["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == row["digest"]
    assert (row["state"], row["round"], row["late"]) == ("submitted", 1, False)

    filing.return_(month.filing, by=world.reviewer, answer="请补充讨论情况。")
    fields = {**WRITTEN, "discussion": "改过的草稿"}
    recording.write(month.record, by=world.secretary, revision=2, fields=fields)
    later = program.get(f"record-sheets/{month.record.pk}/").json()
    assert later["state"] == "returned"
    assert later["content"] == row["content"]


def test_a_sheet_never_handed_in_shows_its_deadline_and_nothing_written(world, month):
    type(month.filing).objects.filter(pk=month.filing.pk).update(record=None, kind="theme")
    type(month.record).objects.filter(pk=month.record.pk).update(state="draft")

    row = program_of(world.secretary).get(f"record-sheets/{month.record.pk}/").json()

    assert (row["state"], row["content"], row["digest"], row["filed_at"], row["late"]) == (
        "draft",
        None,
        None,
        None,
        None,
    )
    assert row["due_at"]
    assert "大家谈了" not in json.dumps(row, ensure_ascii=False)


def test_a_filing_keeps_every_round_with_its_answer(world, month):
    remarks = [("讨论情况", "写得太少。")]
    filing.return_(month.filing, by=world.reviewer, answer="请补充。", remarks=remarks)
    recording.submit(month.record, by=world.secretary)

    row = program_of(world.reviewer).get(f"filings/{month.filing.pk}/").json()

    assert (row["kind"], row["state"], row["to"]) == ("record", "submitted", world.committee.code)
    assert row["record_sheet"] == month.record.pk
    first, second = row["rounds"]
    assert (first["outcome"], first["answer"]) == ("returned", "请补充。")
    assert first["remarks"] == [{"part": "讨论情况", "kind": "fix", "text": "写得太少。"}]
    assert (second["number"], second["outcome"], second["answered_at"]) == (2, "waiting", None)


def test_a_plan_comes_with_the_rows_in_force(world, month):
    [row] = program_of(world.reviewer).get(f"plans/{month.plan.pk}/").json()["rows"]

    assert (row["month"], row["content"], row["start"]) == (6, "专题学习", "2026-06-26")


def test_an_organization_names_its_superior_by_code(world):
    program = program_of(world.reviewer)

    assert program.get(f"organizations/{world.branch.pk}/").json()["parent"] == world.committee.code
    assert program.get(f"organizations/{world.committee.pk}/").json()["parent"] is None


def test_lists_are_narrowed_by_branch_year_month_and_state(world, neighbours):
    program = program_of(world.reviewer)
    own = {"branch": world.branch.code}
    ours = neighbours.own

    assert [row["id"] for row in program.rows("activities", **own, year=2026, month=6, state="held")] == [
        ours.activity.pk
    ]
    assert program.rows("activities", **own, month=5) == []
    assert program.rows("activities", **own, state="draft") == []
    assert [row["id"] for row in program.rows("record-sheets", **own, state="submitted")] == [ours.record.pk]
    assert [row["id"] for row in program.rows("filings", **own, kind="record", month=6)] == [ours.filing.pk]
    assert [row["id"] for row in program.rows("plans", **own, year=2026, state="approved")] == [ours.plan.pk]
    assert {row["branch"] for row in program.rows("members", **own)} == {world.branch.code}
    assert [row["name"] for row in program.rows("members", **own, standing="probationary")] == ["钱五"]
    assert len(program.rows("organizations", kind="branch")) == 2
    assert program.rows("activities", branch=world.foreign_branch.code) == []
