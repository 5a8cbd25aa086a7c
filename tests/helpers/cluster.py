"""What a thief of the database's disk would find: its files as they lie there, once everything is written."""

from collections.abc import Iterable
from pathlib import Path

import psycopg2  # type: ignore[import-untyped]
import pytest
from django.db import connection


def written_to_disk() -> Path:
    """The folder of the cluster, after a checkpoint; the test is left out where the server is somebody else's."""
    settings = connection.settings_dict
    try:
        session = psycopg2.connect(host=settings["HOST"], user="postgres", dbname=settings["NAME"])
    except psycopg2.OperationalError:
        pytest.skip("another machine's database: its files cannot be read")
    session.autocommit = True
    with session.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        ((folder,),) = cursor.fetchall()
    session.close()
    return Path(folder)


def found_in(folder: Path, texts: Iterable[str]) -> dict[str, list[str]]:
    """Which of the texts stand in which files below the folder."""
    wanted = {text: text.encode() for text in texts}
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue  # a segment of the log that was put to a new use meanwhile
        for text, sought in wanted.items():
            if sought in content:
                found.setdefault(text, []).append(path.relative_to(folder).as_posix())
    return found
