"""script/bench NAME: run benchmarks/bench_NAME.py with the engines running in a var folder of its own."""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

from partywork import embedded
from partywork.embedded import EngineError
from partywork.launch.services import ROOT, manage
from partywork.launch.session import say, session

FOLDER = ROOT / "benchmarks"
NEEDS_FACES = {"pdf"}


def main() -> int:
    name, *arguments = sys.argv[1:]
    candidates = (FOLDER / f"bench_{name}.py", FOLDER / f"{name}.py")
    program = next((path for path in candidates if path.is_file()), None)
    if program is None:
        known = "、".join(sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py")))
        say(f"没有名为 {name} 的测量；现有：{known or '无'}。")
        return 2
    var = Path(os.environ.get("PARTYWORK_VAR") or ROOT / "var" / "bench").resolve()
    multiprocessing.set_start_method("fork")
    try:
        with session(var) as environment:
            environment.setdefault("FONTS_DIR", str(ROOT / "var" / "fonts"))
            if name in NEEDS_FACES:
                manage(environment, "build_fonts", "--if-missing")
            where = embedded.urls(var)
            urls = {"BENCH_DATABASE_URL": where.database, "BENCH_BROKER_URL": where.broker}
            return subprocess.run(  # noqa: S603
                [sys.executable, str(program), *arguments],
                cwd=ROOT,
                env={**urls, **environment, "PYTHONPATH": str(ROOT)},
                check=False,
            ).returncode
    except EngineError as error:
        say(f"不能测量：{error}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
