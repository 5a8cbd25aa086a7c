"""The PDF engine: what it reads, what it refuses, how it sets a line, and what it does without the built faces."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from django.conf import LazySettings
from django.core.checks import Error

from partywork.common import checks_print, fonts, pdf, plain

TITLE = "<html lang='zh-CN'><head><title>试</title></head><body>{}</body></html>"


def printed(body: str) -> bytes:
    return pdf.print_html(pdf.with_breaks(pdf.clean(TITLE.format(body))), ("form.css", "table.css"))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "file:///work/../etc/hosts.css",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:8000/",
        "https://example.com/a.css",
        "ftp://example.com/a.ttf",
        "gopher://example.com/",
        "data:text/css,body{color:red}",
        "//example.com/a.css",
    ],
)
def test_engine_opens_nothing_but_our_stylesheets_and_faces(address: str) -> None:
    from partywork.common.pdf_engine import OwnFilesOnly

    with pytest.raises(PermissionError):
        OwnFilesOnly().fetch(address)


def test_engine_opens_our_own_stylesheet() -> None:
    from partywork.common.pdf_engine import OwnFilesOnly

    response = OwnFilesOnly().fetch((pdf.print_folder() / "form.css").as_uri())

    assert b"@page" in response.read()


def test_a_link_out_of_the_stylesheets_folder_is_refused(tmp_path: Path) -> None:
    from partywork.common.pdf_engine import OwnFilesOnly

    outside = tmp_path / "outside.css"
    outside.write_text("p { color: red }")

    with pytest.raises(PermissionError):
        OwnFilesOnly().fetch(outside.as_uri())


def test_page_that_asks_for_a_file_prints_without_it() -> None:
    assert printed("<p>甲<img src='file:///etc/passwd'/></p>").startswith(b"%PDF")


def test_justified_chinese_lines_end_at_the_same_edge() -> None:
    """Fails when another version of the engine no longer calls our justification."""
    text = "坚持党的组织生活制度，认真开好每次会议，到会23人（含预备党员2名）；" * 20

    with pdfplumber.open(BytesIO(printed(f"<p class='foot'>{text}</p>"))) as document:
        signs = [sign for sign in document.pages[0].chars if sign["text"].strip() and sign["top"] < 700]
    rows = sorted({round(sign["top"]) for sign in signs})
    ends = [max(sign["x1"] for sign in signs if round(sign["top"]) == row) for row in rows]

    assert len(ends) > 5
    assert max(ends[:-1]) - min(ends[:-1]) < 1.5


def test_frames_are_drawn_as_bars() -> None:
    """Fails when another version of the engine no longer calls our frames: it would clip curves instead."""
    table = "<table><col/><col/><tr><td>甲</td><td>乙</td></tr></table>"

    with pdfplumber.open(BytesIO(printed(table))) as document:
        page = document.pages[0]
        assert page.curves == []
        assert (
            len(page.rects) == 2 * 2 + 1 + 1
        )  # top and left of each cell, right of the last, foot of the table


def test_streams_are_packed_once_at_the_chosen_level(monkeypatch: pytest.MonkeyPatch) -> None:
    from partywork.common import pdf_streams

    printed("<p>甲</p>")
    levels: list[int] = []
    pack = pdf_streams.zlib.compressobj

    def counted(level: int) -> object:
        levels.append(level)
        return pack(level)

    monkeypatch.setattr(pdf_streams.zlib, "compressobj", counted)

    data = printed("<p>甲</p>")

    assert set(levels) == {pdf_streams.LEVEL}
    assert len(levels) == data.count(b"\nstream\n")


def test_empty_box_is_noticed() -> None:
    assert fonts.missing_signs(printed("<p>\U000f1234</p>")) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("会\u2011议", "会-议"),
        ("零\u200b宽\ufeff", "零宽"),
        ("控\x00制\x1b符\x07", "控制符"),
        ("翻\u202e转", "翻转"),
        ("￥100", "¥100"),
        ("好👍的", "好的"),
        ("☑是☐否", "√是□否"),
        ("一\n二", "一\n二"),
        ("䶮喆堃", "䶮喆堃"),
    ],
)
def test_text_is_cleaned_of_what_no_face_draws(typed: str, kept: str) -> None:
    assert pdf.clean(typed) == kept


def test_lines_may_break_at_quotation_marks_but_not_inside_a_time_span() -> None:
    assert pdf.with_breaks("围绕“主题”谈14:00—17:30") == "围绕\u200b“主题”\u200b谈14:00\u2060—17:30"
    assert pdf.with_breaks("<p>“甲”</p>") == "<p>“甲”</p>"


def test_every_sign_prints_with_the_wheels_faces_alone(tmp_path: Path, settings: LazySettings) -> None:
    settings.FONTS_DIR = tmp_path

    data = printed(
        "<h1>主题党日</h1><p>仿宋<b>黑体</b><span class='name'>严䶮许喆何堃吕玥施龑</span>¥2026</p>"
    )

    assert fonts.edition() == "wheel"
    assert fonts.missing_signs(data) == 0
    assert all(fonts.speaking_faces(data).values())


def test_better_faces_are_taken_up_when_they_are_built(tmp_path: Path, settings: LazySettings) -> None:
    settings.FONTS_DIR = tmp_path
    assert fonts.built() is None
    before = pdf.layout_version()

    fonts.set_folder(fonts.PLAIN).mkdir()

    assert fonts.edition().startswith(fonts.PLAIN)
    assert pdf.layout_version() != before


def test_check_says_while_the_faces_are_not_built(tmp_path: Path, settings: LazySettings) -> None:
    settings.FONTS_DIR = tmp_path

    assert [message.id for message in checks_print.check_printing(None)] == ["partywork.I010"]


def test_check_refuses_a_machine_without_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks_print, "LIBRARIES", {"harfbuzz-missing": "libharfbuzz-subset0"})

    first = checks_print.check_printing(None)[0]

    assert isinstance(first, Error)
    assert "libharfbuzz-subset0" in str(first.hint)


def test_web_processes_do_not_load_the_engine() -> None:
    program = (
        "import sys, django; django.setup(); import activities.documents.catalogue as c; "
        "[renderer.version for renderer in c.RENDERERS.values()]; sys.exit('weasyprint' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_unknown_keys_of_a_newer_edition_are_passed_over() -> None:
    from activities.documents.record_sheet import Person

    assert plain.from_plain(Person, {"name": "张一", "later": 1}) == Person("张一")
