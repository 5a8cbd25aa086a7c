"""script/test: everything that must hold, then pytest. With arguments only pytest, which gets them.

The whole suite runs on every core; each part has its own database, broker and cache (tests/settings.py).
"""

import multiprocessing
import os
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from partywork.embedded import EngineError
from partywork.launch.services import ROOT
from partywork.launch.session import say, session

MANAGE = [sys.executable, "manage.py"]
CHECKS: dict[str, list[str]] = {
    "类型（mypy strict）": [sys.executable, "-m", "mypy", "."],
    "代码规范（ruff）": [sys.executable, "-m", "ruff", "check", "."],
    "代码排版（ruff format）": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "分层约定（import-linter）": [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
    "迁移齐全（makemigrations --check）": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "部署检查（check --deploy）": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
}
PRODUCTION = {"HTTPS": "1", "BEHIND_PROXY": "1", "ALLOWED_HOSTS": "dangwu.example.cn", "PARTYWORK_DEMO": "0"}


def main() -> int:
    """Exit code of the first thing that failed; the last line printed is pytest's own."""
    arguments = sys.argv[1:]
    var = Path(os.environ.get("PARTYWORK_VAR") or ROOT / "var" / "test").resolve()
    multiprocessing.set_start_method("fork")
    try:
        with session(var, throwaway=True) as environment:
            failed = [] if arguments else _checks(environment)
            return _pytest(environment, failed, arguments or _side_by_side())
    except EngineError as error:
        say(f"不能测试：{error}")
        return 1
    except KeyboardInterrupt:
        return 130


def _checks(environment: dict[str, str]) -> list[str]:
    """Run all checks, two at a time; the names of those that failed."""
    settings = {**environment, **PRODUCTION, "SECRET_KEY": secrets.token_urlsafe(60)}
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        runs = {name: pool.submit(_run, command, settings) for name, command in CHECKS.items()}
        for name, run in runs.items():
            done = run.result()
            say(f"—— {name}：{'通过' if done.returncode == 0 else '未通过'}")
            if done.returncode != 0:
                failed.append(name)
                say(done.stdout)
    return failed


def _run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def _side_by_side() -> list[str]:
    """Files stay together, so that what a file makes once is made once; Valkey has room for seven."""
    cores = min(os.cpu_count() or 1, 7)
    return ["-n", str(cores), "--dist", "loadfile"] if cores > 1 else []


def _pytest(environment: dict[str, str], failed: list[str], arguments: list[str]) -> int:
    say("—— 测试（pytest）")
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "PARTYWORK_FAILED_CHECKS": "、".join(failed)}
    command = [sys.executable, "-m", "pytest", "-p", "tests.loudly", *arguments]
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603
    return code or (1 if failed else 0)


if __name__ == "__main__":
    sys.exit(main())
