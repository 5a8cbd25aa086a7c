"""partywork.settings for the tests: real PostgreSQL and Valkey, a fast hasher, files in a folder of their own."""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("PARTYWORK_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ.setdefault("SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests-only-for-tests")
os.environ.setdefault("DUES_KEY", "only-for-tests")
os.environ.setdefault("PERSONAL_KEY", "only-for-tests")

from partywork.settings import *  # noqa: F403


def _own_files() -> Path:
    """One folder for the run and all its processes, a part of it for each worker; gone when the run ends.

    What the processes that tests start (and sometimes kill) leave behind lies there too.
    """
    if "PARTYWORK_TEST_FILES" not in os.environ:
        os.environ["PARTYWORK_TEST_FILES"] = made = tempfile.mkdtemp(prefix="partywork-test-files-")
        Path(made).chmod(0o755)  # a database below it runs under another account
        os.environ["TMPDIR"] = made
        atexit.register(_remove, made, os.getpid())
    return Path(os.environ["PARTYWORK_TEST_FILES"]) / os.environ.get("PYTEST_XDIST_WORKER", "alone")


def _remove(made: str, owner: int) -> None:
    if os.getpid() == owner:  # not a process that was forked off meanwhile
        shutil.rmtree(made, ignore_errors=True)


PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = _own_files()
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO_MODE = False
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,5/5m/key"}

# Tests that run side by side each have a database of PostgreSQL; here they get a broker and a cache of their own.
if beside := os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw"):
    CELERY_BROKER_URL = re.sub(r"\d+$", str(2 + 2 * int(beside)), CELERY_BROKER_URL)  # noqa: F405
    CACHES["default"]["LOCATION"] = re.sub(r"\d+$", str(3 + 2 * int(beside)), CACHES["default"]["LOCATION"])  # noqa: F405
