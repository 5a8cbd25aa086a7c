"""Printed forms: asked for, made by the worker, handed out to those only who may see what they are about."""

import io

import docx
import pytest
from django.urls import reverse
from pypdf import PdfReader

from activities.models import RecordSheet
from activities.services import filing, planning, recording, rendering
from partywork.models import RenderedDocument

WRITTEN = {
    "content": "1. 领学公报",
    "discussion": "冯十提了建议",
    "consensus": "先试两周",
    "actions": "1. 设答疑岗\n2. 月底小结",
}


def made() -> RenderedDocument:
    document = RenderedDocument.objects.get()
    rendering.render(document.pk)
    document.refresh_from_db()
    return document


def text_of(document: RenderedDocument) -> str:
    reader = PdfReader(io.BytesIO(document.file.read()))
    return "".join(page.extract_text() for page in reader.pages).replace("\n", "").replace(" ", "")


@pytest.fixture
def filed(world, record) -> RecordSheet:
    recording.write(record, by=world.secretary, revision=record.revision, fields=WRITTEN)
    recording.submit(record, by=world.secretary)
    return RecordSheet.objects.get(pk=record.pk)


def test_a_filed_sheet_prints_what_was_frozen(world, filed, client_for):
    RecordSheet.objects.filter(pk=filed.pk).update(consensus="后来改的")
    client = client_for(world.secretary)
    answer = client.post(reverse("record_document", args=[filed.pk]))
    document = made()
    assert answer.url == reverse("document_status", args=[document.key])
    text = text_of(document)
    assert "先试两周" in text
    assert "后来改的" not in text
    assert "设答疑岗" in text
    assert "达标" in text


def test_the_sign_in_sheet_is_printed_blank_and_filled(world, held, client_for):
    client = client_for(world.secretary)
    place = reverse("sign_in_sheet_document", args=[held.pk])
    client.post(place, {"form": "blank"})
    blank = text_of(made())
    assert "张一" in blank
    assert "应到5（正式4、预备1）人" in blank
    assert "15:00" not in blank
    RenderedDocument.objects.all().delete()
    client.post(place, {"form": "filled"})
    filled = text_of(made())
    assert "15:00" in filled
    assert "实到4（正式3、预备1）人" in filled
    assert "待核1人" in filled


def test_the_ledger_of_the_year_is_printed(world, filed, client_for):
    client_for(world.secretary).post("/ledger/2026/document/")
    text = text_of(made())
    assert "开展1次，变更0次，按时报送1次，未达标0次" in text
    assert "80%" in text


def test_the_plan_prints_as_it_was_handed_in_with_its_answer(world, row, client_for):
    plan = row.plan
    planning.submit(plan, by=world.secretary)
    row.content = "后来改的"
    row.save(update_fields=["content"])
    filing.accept(plan.filing, by=world.reviewer, answer="同意")
    client_for(world.secretary).post(reverse("plan_document", args=[plan.pk]))
    text = text_of(made())
    assert "6月专题学习" in text
    assert "6月26日" in text
    assert "已备案：同意" in text
    assert "后来改的" not in text


@pytest.mark.parametrize(("persona", "status"), [("reviewer", 302), ("outsider", 404), ("member", 404)])
def test_who_may_ask_for_a_form(world, filed, client_for, persona, status):
    client = client_for(getattr(world, persona))
    assert client.post(reverse("record_document", args=[filed.pk])).status_code == status
    assert client.post(reverse("sign_in_sheet_document", args=[filed.activity_id])).status_code == status


def test_the_same_content_is_printed_once_and_the_answer_prints_anew(world, filed, client_for):
    client = client_for(world.secretary)
    for _ in range(2):
        client.post(reverse("record_document", args=[filed.pk]))
    assert RenderedDocument.objects.count() == 1
    filing.accept(filed.filing, by=world.reviewer, answer="记录详实")
    client.post(reverse("record_document", args=[filed.pk]))
    assert RenderedDocument.objects.count() == 2


def test_waiting_then_ready_then_handed_out(world, filed, client_for):
    client = client_for(world.secretary)
    status = client.post(reverse("record_document", args=[filed.pk])).url
    waiting = client.get(status).content.decode()
    assert "正在做" in waiting
    assert 'http-equiv="refresh"' in waiting
    fragment = client.get(status, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "hx-get" in fragment
    document = made()
    ready = client.get(status, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in ready
    file = client.get(reverse("document_file", args=[document.key]))
    assert file["Content-Type"] == "application/pdf"
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    saved = client.get(reverse("document_file", args=[document.key]) + "?download=1")
    assert saved["Content-Disposition"].startswith("attachment")
    saved.close()


def test_the_key_alone_opens_nothing(world, filed, client_for):
    client_for(world.secretary).post(reverse("record_document", args=[filed.pk]))
    document = made()
    for name in ("document_status", "document_file"):
        place = reverse(name, args=[document.key])
        assert client_for(world.outsider).get(place).status_code == 404
        assert client_for(world.member).get(place).status_code == 404
    reviewer = client_for(world.reviewer).get(reverse("document_file", args=[document.key]))
    assert reviewer.status_code == 200
    reviewer.close()


def test_a_file_the_storage_has_lost_is_said_so_and_printed_again(world, filed, client_for):
    client = client_for(world.secretary)
    client.post(reverse("record_document", args=[filed.pk]))
    document = made()
    document.file.storage.delete(document.file.name)

    lost = client.get(reverse("document_file", args=[document.key]))
    assert lost.status_code == 404

    client.post(reverse("record_document", args=[filed.pk]))
    again = client.get(reverse("document_file", args=[made().key]))
    assert b"".join(again.streaming_content).startswith(b"%PDF")


def test_a_visitor_is_sent_to_sign_in(world, filed, client_for, client):
    client_for(world.secretary).post(reverse("record_document", args=[filed.pk]))
    place = reverse("document_file", args=[RenderedDocument.objects.get().key])
    assert client.get(place).url.startswith("/accounts/login/")


def test_two_branches_never_share_a_file(world, filed):
    first = rendering.ask_for("record_sheet", {"same": 1}, "a.pdf", place="0001")
    second = rendering.ask_for("record_sheet", {"same": 1}, "a.pdf", place="0002")
    assert first.pk != second.pk


def test_one_that_failed_is_tried_again_when_asked_again(world, filed):
    document = rendering.ask_for("record_sheet", {"broken": 1}, "a.pdf", place="0001")
    for _ in range(rendering.MAX_ATTEMPTS):
        rendering.render(document.pk)
    document.refresh_from_db()
    assert document.state == RenderedDocument.State.FAILED
    again = rendering.ask_for("record_sheet", {"broken": 1}, "a.pdf", place="0001")
    assert (again.pk, again.state, again.attempts) == (document.pk, RenderedDocument.State.WAITING, 0)


def test_the_plan_is_handed_out_as_a_word_file(world, row, client_for):
    client = client_for(world.secretary)
    client.post(reverse("plan_document", args=[row.plan_id]), {"form": "word"})
    document = made()

    answer = client.get(reverse("document_file", args=[document.key]))

    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert answer["Content-Disposition"].startswith("attachment")
    table = docx.Document(io.BytesIO(b"".join(answer.streaming_content))).tables[0]
    assert row.content in [cell.text for line in table.rows for cell in line.cells]
