"""The launcher: one at a time, and nothing left behind, however it ends."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from partywork import embedded
from partywork.launch.leftovers import MARK, marked_for
from partywork.launch.server import _check_free, _mode
from partywork.launch.session import session

ROOT = Path(__file__).resolve().parent.parent.parent
SERVICE = "sleep 60"
STUBBORN = "trap '' TERM; while :; do sleep 0.2; done"
LAUNCHER = """
import subprocess, sys, time
from pathlib import Path
from partywork.launch.session import session
with session(Path(sys.argv[1]), throwaway=True) as environment:
    subprocess.Popen(["/bin/sh", "-c", sys.argv[2]], env=environment)
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def var() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="pw-"))
    home.chmod(0o755)
    yield home / "var"
    embedded.stop(home / "var")
    shutil.rmtree(home)


def launch(var: Path, service: str = SERVICE) -> subprocess.Popen[str]:
    environment = {key: value for key, value in os.environ.items() if key != MARK}
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(var), service],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        # A shell that runs the tests behind its back hands down an ignored Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    while process.stdout.readline() != "ready\n":
        assert process.poll() is None
    return process


def comes_true(question, seconds: float = 25) -> bool:
    deadline = time.monotonic() + seconds
    while not question():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.parametrize(
    ("ending", "service"),
    [
        (signal.SIGINT, SERVICE),
        (signal.SIGTERM, SERVICE),
        (signal.SIGHUP, SERVICE),
        (signal.SIGKILL, SERVICE),
        (signal.SIGKILL, STUBBORN),
    ],
)
def test_whatever_ends_the_launcher_nothing_stays_behind(var, ending, service):
    launcher = launch(var, service)
    assert marked_for(var) and embedded.running(var)

    launcher.send_signal(ending)
    launcher.wait(30)

    assert comes_true(lambda: not marked_for(var) and not embedded.running(var))


def test_a_var_folder_has_one_launcher_at_a_time(var):
    launcher = launch(var)

    refused = pytest.raises(embedded.EngineError, match=f"正由另一个程序使用（进程 {launcher.pid}）")
    with refused, session(var):
        raise AssertionError("two launchers in one folder")

    assert embedded.running(var)
    launcher.terminate()
    launcher.wait(30)


def test_a_new_start_waits_until_the_guard_of_a_killed_one_has_finished(var):
    first = launch(var)
    first.kill()
    first.wait()

    second = launch(var)

    assert embedded.running(var)
    second.terminate()
    assert second.wait(30) == 128 + signal.SIGTERM
    assert not embedded.running(var)


def test_a_busy_port_is_said_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(embedded.EngineError, match=f"端口 {port} 已被别的程序占用"):
            _check_free("127.0.0.1", port)


@pytest.mark.parametrize(
    ("kept", "empty", "mode"),
    [(None, False, "demo"), (None, True, "office"), ("demo", False, "demo"), ("office", False, "office"),
     ("office", True, "office")],
)  # fmt: skip
def test_what_a_var_folder_holds_is_decided_at_its_first_start(tmp_path, kept, empty, mode):
    if kept:
        (tmp_path / "mode").write_text(f"{kept}\n")

    assert _mode(tmp_path, empty=empty) == mode


def test_an_empty_start_in_a_demo_folder_is_refused(tmp_path):
    (tmp_path / "mode").write_text("demo\n")

    with pytest.raises(embedded.EngineError, match="已是演示数据"):
        _mode(tmp_path, empty=True)


def test_manage_says_in_one_sentence_that_the_database_does_not_run(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}

    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=ROOT,
        env={**environment, "PARTYWORK_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "partywork.settings"},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("数据库没有运行：请先用 script/server 启动")
    assert done.stderr.count("\n") == 1
