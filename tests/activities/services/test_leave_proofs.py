"""A paper with a leave: optional, checked by content, private, a download only, deleted after its days (M12)."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from activities.models import LeaveProof, LeaveRequest
from activities.services import leave_proofs, leaving
from partywork.common import clock, uploads
from partywork.common.errors import DomainError
from partywork.common.uploads import clean_file
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"


def photo(kind="JPEG", size=(60, 40), *, place=False):
    out, exif = BytesIO(), Image.Exif()
    if place:
        exif[0x010F] = "CAMERA-7"
        exif[0x8825] = {1: "N", 2: (31.0, 12.0, 0.0)}
    Image.new("RGB", size, "white").save(out, kind, exif=exif.tobytes() if place else b"")
    return out.getvalue()


@pytest.fixture
def leave(world, today):
    activity = make_activity(world.branch, date(2026, 6, 25), state="announced")
    return leaving.ask(activity, world.plain_member, reason="official", by=world.member)


def test_a_picture_is_kept_without_place_and_camera():
    before = photo(place=True)
    assert b"CAMERA-7" in before

    clean = clean_file("../../公文 1.png", before)

    assert (clean.content_type, clean.name) == ("image/jpeg", "公文 1.jpg")
    assert b"CAMERA-7" not in clean.data
    assert not Image.open(BytesIO(clean.data)).getexif()


def test_a_large_picture_becomes_as_large_as_a_page_needs():
    clean = clean_file("a.png", photo("PNG", (4000, 1000)))

    assert Image.open(BytesIO(clean.data)).size == (2400, 600)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.pdf", b"", "空的"),
        ("a.pdf", b"<html><script>alert(1)</script></html>", "只收 PDF"),
        ("a.pdf", b"MZ\x90\x00" + b"\0" * 200, "只收 PDF"),
        ("a.jpg", b"GIF89a" + b"\0" * 50, "只收 PDF"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50, "打不开"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "只收 PDF"),
    ],
)
def test_what_is_not_a_pdf_or_a_picture_is_refused_whatever_its_name(name, data, sentence):
    with pytest.raises(DomainError, match=sentence):
        clean_file(name, data)


@pytest.mark.parametrize(("over", "allowed"), [(-1, True), (0, True), (1, False)])
def test_size_just_under_at_and_just_over_the_limit(over, allowed):
    data = PDF + b"\n" * (uploads.MAX_BYTES - len(PDF) + over)
    if allowed:
        assert clean_file("a.pdf", data).content_type == "application/pdf"
        return
    with pytest.raises(DomainError, match="超过 5 MB"):
        clean_file("a.pdf", data)


def test_asked_with_a_file_and_a_refused_file_keeps_the_leave_back(client_for, world, today):
    activity = make_activity(world.branch, date(2026, 6, 25), state="announced")
    place, client = reverse("my_leave", args=[activity.pk]), client_for(world.member)

    wrong = client.post(place, {"reason": "official", "proof": SimpleUploadedFile("a.pdf", b"no pdf")})
    assert wrong.status_code == 422
    assert "只收 PDF、JPG 和 PNG" in wrong.content.decode()
    assert not LeaveRequest.objects.exists()

    client.post(place, {"reason": "official", "proof": SimpleUploadedFile("公文.pdf", PDF)})
    proof = LeaveProof.objects.get()
    assert (proof.name, proof.size, proof.delete_after) == ("公文.pdf", len(PDF), date(2026, 9, 23))


def test_it_is_saved_never_shown_and_only_for_who_decides_and_the_member(client_for, world, leave):
    proof = leave_proofs.attach(leave, name="公文.pdf", data=PDF, by=world.member)
    place = reverse("leave_proof", args=[proof.pk])

    for user in (world.secretary, world.member):
        answer = client_for(user).get(place)
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
    for user in (world.reviewer, world.outsider):
        assert client_for(user).get(place).status_code == 404


def test_three_at_the_most_and_none_once_it_was_refused(world, leave):
    for _ in range(3):
        leave_proofs.attach(leave, name="公文.pdf", data=PDF, by=world.member)
    with pytest.raises(DomainError, match="最多附3份"):
        leave_proofs.attach(leave, name="公文.pdf", data=PDF, by=world.member)
    leaving.refuse(leave, by=world.secretary, note="当天不出差")
    with pytest.raises(DomainError, match="不能再附文件"):
        leave_proofs.attach(leave, name="公文.pdf", data=PDF, by=world.member)


def test_it_is_gone_with_its_file_the_day_after_its_days(world, leave, today):
    proof = leave_proofs.attach(leave, name="公文.pdf", data=PDF, by=world.member)
    storage, name = proof.file.storage, proof.file.name

    today.move_to(datetime(2026, 9, 23, 23, 0, tzinfo=clock.OFFICE))
    assert leave_proofs.forget_proofs() == 0
    assert storage.exists(name)
    today.move_to(datetime(2026, 9, 24, 2, 55, tzinfo=clock.OFFICE))
    assert leave_proofs.forget_proofs() == 1
    assert not storage.exists(name)
    assert not LeaveProof.objects.exists()
