"""Handing in the signed counting sheet at the desk, and reading it (EL-13); the consent of MT-19 as a scan."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities.models import SignedSheet, VoterExclusion
from tests.activities.services.test_leave_proofs import PDF
from tests.factories.activities import make_activity
from tests.factories.elections import announced, handed_out, make_ground, ready


def scan(data=PDF, name="计票单.pdf"):
    return {"file": SimpleUploadedFile(name, data)}


@pytest.fixture
def ground(db, today):
    return make_ground(today)


@pytest.fixture
def round_(ground):
    return announced(ground, handed_out(ground, ready(ground)), [8, 7, 6, 1])


def test_it_is_handed_in_named_on_both_pages_and_saved(ground, round_, client_for):
    desk = client_for(ground.secretary)

    answer = desk.post(reverse("round_sheets", args=[round_.pk]), scan())

    assert answer["Location"] == reverse("round_detail", args=[round_.pk])
    address = reverse("signed_sheet", args=[SignedSheet.objects.get().pk])
    for page in (
        reverse("round_detail", args=[round_.pk]),
        reverse("election_detail", args=[round_.election_id]),
    ):
        assert f'href="{address}">计票单.pdf</a>' in desk.get(page).content.decode()
    saved = desk.get(address)
    assert b"".join(saved.streaming_content) == PDF
    assert saved["Content-Disposition"].startswith("attachment")
    assert saved["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "这一项要填"),
        (scan(b"MZ\x90\x00", "计票单.exe"), "只收 PDF、JPG 和 PNG"),
        (scan(b"%PDF" + b"0" * (5 * 1024 * 1024)), "文件超过 5 MB"),
    ],
)
def test_what_is_no_scan_is_said_beside_the_box(ground, round_, client_for, sent, said):
    answer = client_for(ground.secretary).post(reverse("round_sheets", args=[round_.pk]), sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not SignedSheet.objects.exists()


def test_the_committee_reads_it_and_neither_adds_nor_removes(ground, round_, client_for):
    client_for(ground.secretary).post(reverse("round_sheets", args=[round_.pk]), scan())
    sheet = SignedSheet.objects.get()
    above = client_for(ground.official)

    page = above.get(reverse("round_detail", args=[round_.pk])).content.decode()
    assert "计票单.pdf" in page
    assert reverse("round_sheets", args=[round_.pk]) not in page
    assert above.post(reverse("signed_sheet_removal", args=[sheet.pk])).status_code == 403
    assert SignedSheet.objects.exists()


def test_a_wrong_one_is_taken_off_again(ground, round_, client_for):
    desk = client_for(ground.secretary)
    desk.post(reverse("round_sheets", args=[round_.pk]), scan())

    desk.post(reverse("signed_sheet_removal", args=[SignedSheet.objects.get().pk]))

    assert not SignedSheet.objects.exists()


def test_the_consent_is_read_by_the_secretary_alone(world, today, client_for):
    meeting = make_activity(world.branch, date(2026, 6, 18), kind="member_meeting", theme="党员大会")
    desk = client_for(world.secretary)
    typed = {"member": world.plain_member.pk, "reason": "bedridden", "consent": "工委〔2026〕5号"}
    address = reverse("activity_exclusions", args=[meeting.pk])

    assert (
        desk.post(address, {**typed, "consent_on": "2026-06-01", **scan(name="批复.pdf")}).status_code == 302
    )

    link = reverse("ballot_exclusion_consent", args=[VoterExclusion.objects.get().pk])
    listed = reverse("activity_ballots", args=[meeting.pk])
    assert link in desk.get(listed).content.decode()
    assert b"".join(desk.get(link).streaming_content) == PDF
    assert link not in client_for(world.reviewer).get(listed).content.decode()
    assert client_for(world.reviewer).get(link).status_code == 404
