"""How a bare machine is made ready: what is there already is left alone."""

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def machine(tmp_path, monkeypatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("machine", ROOT / "script" / "machine.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    for name, value in {"ROOT": tmp_path, "VENV": venv, "PYTHON": venv / "bin" / "python"}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module, "STAMP", venv / "installed.json")
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / lock).write_text("# nothing\n")
    return module


def steps(machine: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    taken: list[str] = []
    monkeypatch.setattr(machine, "make_venv", lambda: taken.append("venv"))
    monkeypatch.setattr(machine, "install", taken.append)
    return taken


def pinned(lock: str) -> set[str]:
    """name==version of every package of a lock file."""
    lines = (ROOT / lock).read_text().splitlines()
    return {line.split(" ")[0] for line in lines if line and not line.startswith((" ", "#"))}


def test_the_tests_run_on_the_packages_that_are_served():
    """Else a new package is there for the service and missing in the next fresh clone's tests."""
    assert pinned("requirements.lock") - pinned("requirements-dev.lock") == set()


def test_what_is_installed_is_not_installed_again(machine, monkeypatch):
    taken = steps(machine, monkeypatch)

    machine.prepare_python(["requirements-dev.lock", "requirements.lock"])
    machine.prepare_python(["requirements-dev.lock", "requirements.lock"])
    machine.prepare_python(["requirements.lock"])

    assert taken == ["venv", "requirements-dev.lock"]


def test_a_changed_lock_is_installed(machine, monkeypatch):
    taken = steps(machine, monkeypatch)
    digest = hashlib.sha256(b"older").hexdigest()
    machine.STAMP.write_text(json.dumps({"requirements.lock": digest}))

    machine.prepare_python(["requirements.lock"])

    assert taken == ["venv", "requirements.lock"]


def test_an_interrupted_installation_is_done_again(machine, monkeypatch):
    taken = steps(machine, monkeypatch)
    machine.STAMP.write_text("{")

    machine.prepare_python(["requirements.lock"])

    assert taken == ["venv", "requirements.lock"]


def test_a_library_that_is_missing_is_noticed(machine):
    assert machine.loads("libc.so.6")
    assert not machine.loads("libpango-of-nowhere.so.0")


def test_who_may_not_install_is_told_what_to_install(machine, monkeypatch, capsys):
    monkeypatch.setattr(machine, "loads", lambda _: False)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)

    machine.prepare_libraries()

    assert (
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in capsys.readouterr().out
    )


@pytest.mark.parametrize("script", ["server", "test", "bench"])
def test_help_needs_nothing_installed(script):
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "script" / "machine.py"), script, "--help"],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0
    assert done.stdout.startswith(f"用法：script/{script}")
