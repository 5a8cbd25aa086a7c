"""A year book of 60 minutes against its 60 sheets alone: time and size, interleaved rounds in one process.

    script/bench book [--quick] [--json] [--strict] [--keep FOLDER]

The sheets are rendered one by one as when each is asked for; the book is one file with cover, contents and page
numbers. Beside them the same 60 files put together afterwards by pypdf, which is what the book would be otherwise.
Goals: the book takes at most 1.3 times the time of its sheets and at most a third of their added size. --strict ends
with 1 when one is missed. Times are of the processor, in this process.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

MOST_TIME, MOST_SIZE = 1.3, 1 / 3
SHEETS, ROUNDS, QUICK_ROUNDS = 60, 5, 2


@dataclass(frozen=True)
class Result:
    sheets: int
    pages: int
    alone_s: float
    book_s: float
    merged_s: float
    alone_kb: int
    book_kb: int
    merged_kb: int

    @property
    def time_ratio(self) -> float:
        return round(self.book_s / self.alone_s, 2)

    @property
    def size_ratio(self) -> float:
        return round(self.book_kb / self.alone_kb, 3)

    @property
    def met(self) -> bool:
        return self.time_ratio <= MOST_TIME and self.size_ratio <= MOST_SIZE


def timed(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def run(rounds: int, keep: Path | None) -> Result:
    import pypdf

    from activities.documents.minutes import MinutesDocument
    from activities.documents.year_book import YearBookContent, YearBookDocument
    from benchmarks.book.sheets import sheet, sheets

    contents = sheets(SHEETS)
    book = YearBookContent(
        "支部党员大会记录本", contents[0].branch, 2026, date(2026, 12, 31), tuple(contents)
    )
    made: dict[str, list[bytes]] = {}

    def alone() -> None:
        made["alone"] = [MinutesDocument(content).render() for content in contents]

    def bound() -> None:
        made["book"] = [YearBookDocument(book).render()]

    def merged() -> None:
        writer, out = pypdf.PdfWriter(), BytesIO()
        for data in made["alone"]:
            writer.append(BytesIO(data))
        writer.compress_identical_objects()
        writer.write(out)
        made["merged"] = [out.getvalue()]

    MinutesDocument(sheet(1)).render()  # the engine and its faces are loaded once a process
    times: dict[str, list[float]] = {"alone": [], "book": [], "merged": []}
    for _round in range(rounds):
        times["alone"].append(timed(alone))
        times["book"].append(timed(bound))
        times["merged"].append(timed(merged) + times["alone"][-1])
    if keep is not None:
        (keep / "book.pdf").write_bytes(made["book"][0])
    sizes = {name: round(sum(map(len, parts)) / 1000) for name, parts in made.items()}
    middle = {name: round(statistics.median(each), 2) for name, each in times.items()}
    return Result(
        SHEETS,
        len(pypdf.PdfReader(BytesIO(made["book"][0])).pages),
        middle["alone"],
        middle["book"],
        middle["merged"],
        sizes["alone"],
        sizes["book"],
        sizes["merged"],
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/bench book", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds instead of {ROUNDS}")
    parser.add_argument("--json", action="store_true", help="figures as JSON and nothing else")
    parser.add_argument("--strict", action="store_true", help="end with 1 when a goal is missed")
    parser.add_argument("--keep", type=Path, help="leave the book in this folder")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")
    import django

    django.setup()
    result = run(QUICK_ROUNDS if options.quick else ROUNDS, options.keep)
    figures = {
        **asdict(result),
        "time_ratio": result.time_ratio,
        "size_ratio": result.size_ratio,
        "met": result.met,
    }
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        print(f"{'year book of 60 minutes':28}{'CPU s':>8}{'kB':>8}")
        print(f"{'the sheets, one by one':28}{result.alone_s:>8}{result.alone_kb:>8}")
        print(f"{f'the book, {result.pages} pages':28}{result.book_s:>8}{result.book_kb:>8}")
        print(f"{'the sheets, then merged':28}{result.merged_s:>8}{result.merged_kb:>8}")
        print(
            f"the book takes {result.time_ratio} times the time of its sheets (goal: at most {MOST_TIME}) and "
            f"{result.size_ratio} of their size (goal: at most a third): {'met' if result.met else 'missed'}"
        )
    return int(options.strict and not result.met)


if __name__ == "__main__":
    sys.exit(main())
