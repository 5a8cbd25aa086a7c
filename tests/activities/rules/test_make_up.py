"""What each kind of absence owes: a table of kinds, forms and deadlines at, under and over the limit (N02)."""

from datetime import date

import pytest

from activities.choices import AbsenceKind, AttendanceStatus, LeaveReason, MakeUpMethod
from activities.rules.make_up import OF_REASON, OF_STATUS, kind_of, terms_of
from branches.rules.parameters import SPECS
from branches.rules.register import ABSENCES, MAKE_UP_FORMS
from members.choices import ExemptionReason

DEFAULTS = {key: spec.default for key, spec in SPECS.items()}
JUNE_18 = date(2026, 6, 18)


def test_the_register_speaks_of_the_same_forms_and_kinds():
    assert list(MAKE_UP_FORMS.items()) == MakeUpMethod.choices
    assert list(ABSENCES.items()) == AbsenceKind.choices


def test_every_reason_of_leave_and_every_absence_has_a_kind():
    assert set(OF_REASON) == set(LeaveReason.values)
    assert set(OF_STATUS) == {
        status
        for status in AttendanceStatus.values
        if status.startswith("leave_") or status in ("absent", "left_short")
    }


@pytest.mark.parametrize(
    ("status", "exemption", "kind"),
    [
        ("leave_official", "", "official"),
        ("leave_sick", "", "illness"),
        ("leave_maternity", "", "illness"),
        ("leave_personal", "", "personal"),
        ("leave_other", "", "personal"),
        ("absent", "", "unexcused"),
        ("exempt", ExemptionReason.AWAY, "away"),
        ("exempt", ExemptionReason.ABROAD, "away"),
        ("exempt", ExemptionReason.TEACHING, "away"),
        ("exempt", ExemptionReason.OLD_AGE, "illness"),
        ("exempt", "", "illness"),
    ],
)
def test_kind_follows_the_mark_and_the_reason_of_the_exemption(status, exemption, kind):
    assert kind_of(status, exemption) == kind


@pytest.mark.parametrize(
    ("kind", "forms", "contact_first"),
    [
        ("official", ("reading", "recording", "talk", "other_session"), False),
        ("illness", ("reading", "recording", "talk", "home"), False),
        ("personal", ("reading", "recording", "talk", "other_session"), False),
        ("unexcused", ("talk", "home", "other_session"), True),
        ("away", ("reading", "recording", "talk", "other_session", "host"), False),
    ],
)
def test_each_kind_has_its_own_forms_and_steps(kind, forms, contact_first):
    terms = terms_of(AbsenceKind(kind), DEFAULTS)

    assert (terms.forms, terms.contact_first) == (forms, contact_first)


def test_a_committee_that_ticked_no_form_allows_every_form():
    terms = terms_of(AbsenceKind.OFFICIAL, {**DEFAULTS, "at.makeup_forms.official": ()})

    assert terms.forms == tuple(MakeUpMethod.values)


@pytest.mark.parametrize(
    ("kind", "next_day", "last_day"),
    [
        ("official", None, date(2026, 7, 18)),
        ("official", date(2026, 7, 17), date(2026, 7, 16)),  # the day before the next one
        ("official", date(2026, 7, 18), date(2026, 7, 17)),  # the next one on the very last day
        ("official", date(2026, 7, 19), date(2026, 7, 18)),  # just after it
        ("unexcused", date(2026, 7, 3), date(2026, 7, 2)),
        ("illness", date(2026, 7, 3), date(2026, 8, 17)),  # nobody ill is hurried to the next one
        ("away", date(2026, 7, 3), date(2026, 8, 17)),
    ],
)
def test_deadline_by_kind_with_and_without_the_next_activity(kind, next_day, last_day):
    assert terms_of(AbsenceKind(kind), DEFAULTS).deadline(JUNE_18, next_day).last_day == last_day


def test_forms_read_as_a_sentence():
    assert terms_of(AbsenceKind.UNEXCUSED, DEFAULTS).forms_text == "与委员谈、送学上门或参加其他小组的学习"
    one = terms_of(AbsenceKind.AWAY, {**DEFAULTS, "at.makeup_forms.away": ("talk",)})
    assert one.forms_text == "与委员谈"
