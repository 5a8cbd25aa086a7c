"""A filed sheet as PDF: asked for, made by the worker, fetched (R07)."""

from io import BytesIO

from pypdf import PdfReader

from activities.services import filing, recording, rendering
from partywork.models import RenderedDocument
from tests.api.month import WRITTEN
from tests.api.program import program_of


def _text(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_a_sheet_is_asked_for_made_and_fetched(world, month):
    program = program_of(world.reviewer)
    path = f"record-sheets/{month.record.pk}/pdf/"

    first = program.get(path)
    assert first.status_code == 202
    assert (first["Location"], first["Retry-After"]) == (f"http://testserver/api/v1/{path}", "2")
    assert first.json() == {"state": "waiting", "state_label": "排队中"}
    assert program.get(path).status_code == 202
    document = RenderedDocument.objects.get()

    rendering.render(document.pk)
    ready = program.get(path, accept="application/pdf")
    assert (ready.status_code, ready["Content-Type"]) == (200, "application/pdf")
    data = b"".join(ready.streaming_content)
    assert data.startswith(b"%PDF")
    assert "专题学习" in _text(data)
    assert program.get(path, if_none_match=ready["ETag"]).status_code == 304


def test_what_is_fetched_is_what_was_filed_not_the_draft_of_now(world, month):
    filing.return_(month.filing, by=world.reviewer, answer="请补充。")
    fields = {**WRITTEN, "discussion": "后来改写的草稿"}
    recording.write(month.record, by=world.secretary, revision=2, fields=fields)

    program = program_of(world.reviewer)
    program.get(f"record-sheets/{month.record.pk}/pdf/")
    document = RenderedDocument.objects.get()
    rendering.render(document.pk)

    text = _text(b"".join(program.get(f"record-sheets/{month.record.pk}/pdf/").streaming_content))
    assert "大家谈了" in text
    assert "后来改写" not in text


def test_a_sheet_never_filed_has_no_pdf(world, month):
    type(month.filing).objects.filter(pk=month.filing.pk).update(record=None, kind="theme")

    answer = program_of(world.secretary).get(
        f"record-sheets/{month.record.pk}/pdf/", accept="application/pdf"
    )

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert answer.json()["errors"][0]["code"] == "not_filed"


def test_a_sheet_that_cannot_be_made_says_so_and_is_tried_again(world, month):
    program, path = program_of(world.reviewer), f"record-sheets/{month.record.pk}/pdf/"
    program.get(path)
    document = RenderedDocument.objects.get()
    RenderedDocument.objects.update(content={"broken": True})
    for _ in range(rendering.MAX_ATTEMPTS):
        rendering.render(document.pk)

    answer = program.get(path)

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert answer.json()["errors"][0]["code"] == "rendering_failed"
    assert RenderedDocument.objects.get().state == RenderedDocument.State.WAITING
