"""The record sheet as PDF: ours, Typst, a warm Chromium and the plain WeasyPrint template, in one interleaved run.

    script/bench pdf [--quick] [--json] [--strict] [--keep FOLDER]

Each engine has a process of its own; every sheet differs from the one before. Goals: at most 7 times Typst's time, at
least 2.5 times faster than Chromium. --strict ends with 1 when one is missed.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
LABELS = {
    "ours": "partywork",
    "typst": "Typst",
    "chromium": "Chromium, warm",
    "plain": "WeasyPrint, plain template",
}
MOST_OF_TYPST, LEAST_OF_CHROMIUM = 7.0, 2.5


@dataclass
class Engine:
    name: str
    process: subprocess.Popen[str]
    first: float = 0
    times: list[float] = field(default_factory=list)
    size: int = 0

    def render(self, number: int) -> float:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or "{}")
        if "ms" not in answer:
            raise RuntimeError(f"{LABELS[self.name]} did not answer; its message is above")
        self.size = answer["bytes"]
        return float(answer["ms"])

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    def memory(self) -> float:
        """MB of the process and everything it started; shared pages counted once."""
        return sum(_proportional(pid) for pid in _family(self.process.pid)) / 1024


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below for child in children for below in _family(int(child)))]


def _proportional(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        return 0
    return 0


def start(name: str, folder: Path) -> Engine | None:
    """The engine, ready; nothing where it is not installed."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "pdf" / "engines.py"), name, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout
    if not process.stdout.readline():
        print(f"{LABELS[name]} is not available here and is left out.", file=sys.stderr)
        return None
    return Engine(name, process)


def run(rounds: int, warm_up: int, folder: Path) -> list[dict[str, Any]]:
    engines = [engine for name in LABELS if (engine := start(name, folder))]
    try:
        for engine in engines:
            engine.first = engine.render(1)
            for number in range(2, 2 + warm_up):
                engine.render(number)
        for number in range(100, 100 + rounds):
            for engine in engines:
                engine.times.append(engine.render(number))
        return [
            {
                "engine": engine.name,
                "first_ms": round(engine.first, 1),
                "median_ms": round(engine.median, 1),
                "fastest_ms": round(min(engine.times), 1),
                "kB": round(engine.size / 1000),
                "MB": round(engine.memory()),
            }
            for engine in engines
        ]
    finally:
        for engine in engines:
            engine.process.terminate()


def judge(rows: list[dict[str, Any]]) -> dict[str, Any]:
    medians = {row["engine"]: row["median_ms"] for row in rows}
    mine = medians["ours"]
    ratios = {"times_typst": None, "faster_than_chromium": None, "faster_than_plain": None}
    if "typst" in medians:
        ratios["times_typst"] = round(mine / medians["typst"], 2)
    for other in ("chromium", "plain"):
        if other in medians:
            ratios[f"faster_than_{other}"] = round(medians[other] / mine, 2)
    met = (ratios["times_typst"] or 0) <= MOST_OF_TYPST
    met = met and (ratios["faster_than_chromium"] or LEAST_OF_CHROMIUM) >= LEAST_OF_CHROMIUM
    return {**ratios, "met": met}


def show(rows: list[dict[str, Any]], verdict: dict[str, Any]) -> None:
    mine = rows[0]["median_ms"]
    heads = f"{'first ms':>10}{'median ms':>11}{'fastest':>9}{'kB':>6}{'MB':>6}{'of ours':>9}"
    print(f"{'record sheet F-06, two pages':30}{heads}")
    for row in rows:
        ratio = f"{row['median_ms'] / mine:.2f}×"
        print(
            f"{LABELS[row['engine']]:30}{row['first_ms']:>10}{row['median_ms']:>11}{row['fastest_ms']:>9}"
            f"{row['kB']:>6}{row['MB']:>6}{ratio:>9}"
        )
    print(
        f"ours takes {verdict['times_typst']} times Typst's time (goal: at most {MOST_OF_TYPST:g}) and is "
        f"{verdict['faster_than_chromium']} times faster than Chromium (goal: at least {LEAST_OF_CHROMIUM:g}): "
        f"{'met' if verdict['met'] else 'missed'}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="script/bench pdf", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--quick", action="store_true", help="5 rounds instead of 25")
    parser.add_argument("--json", action="store_true", help="figures as JSON and nothing else")
    parser.add_argument("--strict", action="store_true", help="end with 1 when a goal is missed")
    parser.add_argument("--keep", type=Path, help="leave each engine's last PDF in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        rows = run(5 if options.quick else 25, 2, folder)
    verdict = judge(rows)
    if options.json:
        print(json.dumps({"rows": rows, **verdict}, ensure_ascii=False))
    else:
        show(rows, verdict)
    return int(options.strict and not verdict["met"])


if __name__ == "__main__":
    sys.exit(main())
