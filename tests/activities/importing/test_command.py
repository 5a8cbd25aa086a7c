"""manage.py read_plan: JSON and nothing else, or one sentence and exit code 1."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from tests.activities.importing.files import sheet

KEYS = ["month", "start", "end", "recurrence", "mode", "content", "kind", "source"]


def test_prints_the_rows_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    plan = tmp_path / "计划.txt"
    plan.write_text("6月18日-20日，组织参观学习。\n每月召开一次支委会。")

    call_command("read_plan", str(plan), year=2026)

    rows = json.loads(capsys.readouterr().out)
    assert [list(row) for row in rows] == [KEYS, KEYS]
    assert rows[0] == {
        "month": 6, "start": "2026-06-18", "end": "2026-06-20", "recurrence": None, "mode": "参观学习",
        "content": "组织参观学习。", "kind": "party_day", "source": "第1行",
    }  # fmt: skip
    assert (rows[1]["month"], rows[1]["recurrence"]) == (None, "每月召开一次")


@pytest.mark.parametrize(
    "data", ["1月：学习党章".encode("gb18030"), sheet([["月份", "内容"], ["1月", "学习党章"]])]
)
def test_reads_standard_input_whatever_it_is(
    data: bytes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    call_command("read_plan", "-", year=2026)

    printed = capsys.readouterr().out
    assert [(row["month"], row["content"]) for row in json.loads(printed)] == [(1, "学习党章")]
    assert "学习党章" in printed


@pytest.mark.parametrize("name", ["没有.docx", "坏.docx"])
def test_unreadable_file_says_why_on_standard_error_only(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")

    with pytest.raises(SystemExit) as ended:
        call_command("read_plan", str(tmp_path / name), year=2026)

    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (1, "")
    assert name in printed.err
