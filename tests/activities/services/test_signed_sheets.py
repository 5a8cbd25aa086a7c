"""The counting sheet both tellers signed, kept with its ballot; the consent of MT-19 as a scan (EL-13)."""

from datetime import date
from functools import partial

import pytest
from django.conf import settings

from activities.documents.filled_election import result_letter
from activities.models import Election, ElectionRound, SignedSheet, VoterExclusion
from activities.reports.election_paper import result_content
from activities.services import electing, excluding, signed_sheets
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.activities.services.test_leave_proofs import PDF, photo
from tests.factories.activities import make_activity
from tests.factories.elections import announced, counted, elected_all, handed_out, make_ground, ready
from tests.helpers.at_once import at_once


@pytest.fixture
def ground(db, today):
    return make_ground(today)


@pytest.fixture
def counted_round(ground):
    return counted(ground, handed_out(ground, ready(ground)), [8, 7, 6, 1])


def verbs():
    return list(JournalEntry.objects.filter(verb__contains="sheet").values_list("verb", "reason"))


def test_a_sheet_is_kept_once_and_written_down(ground, counted_round):
    first = signed_sheets.attach(counted_round, name="计票单.jpg", data=photo(), by=ground.secretary)
    again = signed_sheets.attach(counted_round, name="再传一次.jpg", data=photo(), by=ground.secretary)

    assert first == again
    assert (first.name, first.content_type) == ("计票单.jpg", "image/jpeg")
    assert verbs() == [("attach_sheet", "计票单.jpg")]


def test_there_is_no_signed_sheet_before_the_count(ground):
    round_ = handed_out(ground, ready(ground))

    with pytest.raises(DomainError, match="计票以后"):
        signed_sheets.attach(round_, name="计票单.pdf", data=PDF, by=ground.secretary)


@pytest.mark.parametrize(("name", "data"), [("计票单.docx", b"PK\x03\x04"), ("计票单.pdf", b"")])
def test_what_is_no_scan_is_refused(ground, counted_round, name, data):
    with pytest.raises(DomainError) as refusal:
        signed_sheets.attach(counted_round, name=name, data=data, by=ground.secretary)

    assert refusal.value.field == "file"


def test_five_sheets_and_no_sixth(ground, counted_round):
    for number in range(5):
        signed_sheets.attach(
            counted_round, name=f"{number}.pdf", data=PDF + str(number).encode(), by=ground.secretary
        )

    with pytest.raises(DomainError, match="最多附5份"):
        signed_sheets.attach(counted_round, name="6.pdf", data=PDF, by=ground.secretary)


def test_it_is_named_in_the_report_and_in_the_filing(ground):
    election = ready(ground)
    round_ = announced(ground, handed_out(ground, election), [8, 7, 6, 1])
    assert result_letter(election).attachments == ("选举结果报告单",)

    signed_sheets.attach(round_, name="计票单.pdf", data=PDF, by=ground.secretary)

    assert [sheet["signed"] for sheet in result_content(election)["sheets"]] == [["计票单.pdf"]]
    assert result_letter(election).attachments == (
        "选举结果报告单",
        "支部委员第1次投票计票单（监票人、计票人签字）",
    )


def test_a_wrong_one_goes_while_the_election_is_open_and_stays_afterwards(ground):
    election = elected_all(ground, ready(ground))
    round_ = ElectionRound.objects.filter(election=election).first()
    wrong = signed_sheets.attach(round_, name="错的.pdf", data=PDF + b"1", by=ground.secretary)
    right = signed_sheets.attach(round_, name="计票单.pdf", data=PDF, by=ground.secretary)
    signed_sheets.detach(wrong, by=ground.secretary)
    signed_sheets.detach(wrong, by=ground.secretary)
    assert verbs()[-1] == ("detach_sheet", "错的.pdf")
    assert len(verbs()) == 3

    electing.cancel(Election.objects.get(pk=election.pk), by=ground.secretary, reason="重来")
    with pytest.raises(DomainError, match="不能移去"):
        signed_sheets.detach(SignedSheet.objects.get(pk=right.pk), by=ground.secretary)


@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
def test_the_same_file_sent_twice_at_once_is_one(ground):
    round_ = counted(ground, handed_out(ground, ready(ground)), [8, 7, 6, 1])
    send = partial(signed_sheets.attach, round_, name="计票单.pdf", data=PDF, by=ground.secretary)

    made = at_once(send, send, send)

    assert made == [SignedSheet.objects.get()] * 3
    assert len(verbs()) == 1


@pytest.fixture
def leaving_out(world, today):
    meeting = make_activity(world.branch, date(2026, 6, 18), kind="member_meeting", theme="党员大会")

    def propose(**changes):
        fields = {"reason": "abroad", "consent": "工委〔2026〕5号", "consent_on": date(2026, 6, 1), **changes}
        return excluding.propose(meeting, by=world.secretary, member=world.plain_member, **fields)

    return propose


def test_the_consent_lies_there_as_a_scan(leaving_out):
    leaving_out(scan=("批复.pdf", PDF))
    found = VoterExclusion.objects.get()
    assert (found.consent_type, found.consent_file.read()) == ("application/pdf", PDF)

    leaving_out(consent="工委〔2026〕6号")

    assert VoterExclusion.objects.get().consent_file.read() == PDF


@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
def test_another_scan_replaces_the_first_and_no_document_has_none(leaving_out):
    leaving_out(scan=("批复.pdf", PDF))
    storage, first = (found := VoterExclusion.objects.get()).consent_file.storage, found.consent_file.name

    leaving_out(scan=("批复.pdf", PDF + b"2"))
    assert not storage.exists(first)
    second = VoterExclusion.objects.get().consent_file.name

    leaving_out(consent="", consent_on=None)
    assert VoterExclusion.objects.get().consent_file.name == ""
    assert not storage.exists(second)


def test_a_scan_without_its_number_is_asked_for_it(leaving_out):
    with pytest.raises(DomainError, match="请写上文号") as refusal:
        leaving_out(consent="", consent_on=None, scan=("批复.pdf", PDF))

    assert refusal.value.field == "consent"
    assert not VoterExclusion.objects.exists()
