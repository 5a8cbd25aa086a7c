"""One engine a process: reads sheet numbers from standard input, answers milliseconds and size for each.

engines.py ours|typst|chromium|plain FOLDER
"""

# ruff: noqa: E402 -- Django is set up before its parts are imported

import json
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")

import django

django.setup()

from activities.documents.record_sheet import RecordSheetContent, RecordSheetDocument
from partywork.common import fonts
from partywork.common.pdf import print_folder
from partywork.common.plain import to_plain
from partywork.templatetags.printing import full_date
from tests.activities.documents import samples

HERE = Path(__file__).parent
Render = Callable[[RecordSheetContent], bytes]


def sheet(number: int) -> RecordSheetContent:
    """No two alike: other theme, words and figures each time, so that nothing can be remembered."""
    marker = f"第{number}号"
    return replace(
        samples.RECORD,
        number=f"2026—{number}",
        theme=f"{samples.THEME}{marker}",
        discussion=samples.DISCUSSION.replace("建议", f"建议（{marker}）"),
        comment=f"{samples.RECORD.comment}{marker}",
    )


def ours(_: Path) -> Render:
    return lambda content: RecordSheetDocument(content).render()


def typst(_: Path) -> Render:
    import typst as compiler

    folder = fonts.built() or fonts.wheel_folder()
    program = compiler.Compiler(
        input=str(HERE / "record_sheet.typ"), font_paths=[str(folder)], ignore_system_fonts=True
    )

    def render(content: RecordSheetContent) -> bytes:
        facts = to_plain(asdict(content)) | {
            "time_text": content.time_text,
            "duration_text": content.duration_text,
            "submitted": full_date(content.submitted_on),
            "decided": full_date(content.decision.on if content.decision else None),
        }
        turnout, rating = content.turnout, content.rating
        assert rating is not None
        words = (
            "total_text exempt_text expected_text present_text total_ratio expected_ratio verdict standard"
        )
        facts["turnout"] |= {name: getattr(turnout, name) for name in words.split()}
        facts["rating"] |= {"ballots": rating.ballots, "overall_rate": rating.overall_rate}
        for row, tally in zip(facts["rating"]["criteria"], rating.criteria, strict=True):
            row["rate"] = tally.rate
        return bytes(
            program.compile(format="pdf", sys_inputs={"sheet": json.dumps(facts, ensure_ascii=False)})
        )

    return render


def _page(content: RecordSheetContent, rules: str, widths: bool = True) -> str:
    """Our page as one file with its rules inside, as a browser or an unprepared engine gets it."""
    markup = RecordSheetDocument(content).html()
    if not widths:
        markup = re.sub(r'<col class="\w+"/>', "", markup)
    return "<!doctype html>" + markup.replace("<body>", f"<style>{rules}</style><body>", 1)


def _rules(stacks: dict[str, str], faces: dict[str, Path]) -> str:
    names = ("form.css", "table.css", "record_sheet.css")
    text = "".join((print_folder() / name).read_text(encoding="utf-8") for name in names)
    text = re.sub(r"var\(--(\w+)\)", lambda match: stacks[match[1]], text)
    load = "".join(
        f"@font-face{{font-family:'{name}';src:url('{path.as_uri()}')}}" for name, path in faces.items()
    )
    return load + "table{width:100%;table-layout:fixed;box-sizing:border-box}h2{margin:0}" + text


def chromium(folder: Path) -> Render:
    from playwright.sync_api import sync_playwright

    browser = (
        sync_playwright()
        .start()
        .chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
    )
    page = browser.new_page()
    rules = _rules(fonts.stacks(frozenset()), fonts.faces())
    path = folder / "sheet.html"

    def render(content: RecordSheetContent) -> bytes:
        path.write_text(_page(content, rules), encoding="utf-8")
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        return page.pdf(prefer_css_page_size=True, print_background=True)

    return render


def plain(_: Path) -> Render:
    """As everybody writes it: automatic columns, the whole Noto faces, fonts looked up anew for each document."""
    from weasyprint import HTML

    wheel = {"Noto Serif SC": fonts.wheel_folder() / "NotoSerifSC-Regular.otf"}
    wheel["Noto Sans SC"] = fonts.wheel_folder() / "NotoSansSC-Regular.otf"
    stacks = dict.fromkeys(fonts.STACKS, "'Noto Serif SC'") | {"hei": "'Noto Sans SC'"}
    rules = _rules(stacks, wheel).replace("table-layout:fixed;", "")
    return lambda content: HTML(string=_page(content, rules, widths=False)).write_pdf()


ENGINES = {"ours": ours, "typst": typst, "chromium": chromium, "plain": plain}


def main() -> None:
    name, folder = sys.argv[1], Path(sys.argv[2])
    render = ENGINES[name](folder)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        content = sheet(int(line))
        start = time.perf_counter()
        data = render(content)
        elapsed = (time.perf_counter() - start) * 1000
        (folder / f"{name}.pdf").write_bytes(data)
        print(json.dumps({"ms": elapsed, "bytes": len(data)}), flush=True)


if __name__ == "__main__":
    main()
