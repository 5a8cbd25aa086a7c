"""Whatever chair, recorder and register do in whatever order: signed words never change, and both signed the same."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import RecordSheet, SignedMinutes
from activities.reports.minutes import minutes_content
from activities.services import attending, minutes_addenda, recording
from activities.services.filing import digest_of
from activities.services.minutes_signing import sign, sign_on_paper
from partywork.common.errors import DomainError
from tests.activities.minutes import written

STEPS = ("chair", "recorder", "write", "settle", "addendum", "paper", "again")
pytestmark = pytest.mark.django_db


def take(step, number, record, world):
    """One step of somebody; a refusal is an answer too."""
    record = RecordSheet.objects.get(pk=record.pk)
    if step == "chair":
        sign(record, by=world.secretary)
    elif step == "recorder":
        sign(record, by=world.member)
    elif step == "again":
        recording.write(record, by=world.member, revision=record.revision, fields={"content": "第一稿"})
    elif step == "write":
        recording.write(record, by=world.member, revision=record.revision, fields={"content": f"稿{number}"})
    elif step == "settle":
        row = record.activity.attendances.get(member=world.roster[4])
        status = "leave_sick" if row.status == "leave_official" else "leave_official"
        attending.settle(row, status=status, by=world.secretary, remark="本人更正")
    elif step == "paper":
        sign_on_paper(record, "chair", by=world.member, on=date(2026, 6, 18))
    else:
        minutes_addenda.add(record, by=world.secretary, text=f"补充{number}")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=9))
def test_any_history_leaves_either_an_open_draft_or_words_that_both_signed(world, today, steps):
    record = written(world, today, theme=f"大会{RecordSheet.objects.count()}")
    kept, addenda = None, 0
    model: set[str] = set()
    for number, step in enumerate(steps):
        before = digest_of(minutes_content(RecordSheet.objects.get(pk=record.pk)))
        try:
            take(step, number, record, world)
        except DomainError:
            assert kept is not None or step in ("addendum", "paper")
            continue
        now = RecordSheet.objects.get(pk=record.pk)
        if kept is None and step in ("write", "again", "settle"):
            changed = digest_of(minutes_content(now)) != before
            model = set() if changed else model
        elif step in ("chair", "recorder"):
            model.add(step)
        addenda += step == "addendum"
        if kept is None and model == {"chair", "recorder"}:
            signed = SignedMinutes.objects.get(record=record)
            kept = (signed.content, signed.digest)
            assert set(record.signatures.values_list("digest", flat=True)) == {before}
        assert (now.signed_at is not None) == (kept is not None)
    if kept is not None:
        signed = SignedMinutes.objects.get(record=record)
        assert (signed.content, signed.digest) == kept
        assert digest_of(signed.content) == signed.digest
        assert record.minutes_addenda.count() == addenda
