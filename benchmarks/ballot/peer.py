"""pgbench with the lock and the two writes of a ballot and nothing around them: the most one box can take."""

import os
import subprocess
import tempfile
from pathlib import Path

from benchmarks.signin.peers import find_pgbench
from benchmarks.signin.world import connect_to

# Two rows as wide as the roll and the sums of 500 voters.
TABLES = """
DROP TABLE IF EXISTS bench_roll, bench_count;
CREATE TABLE bench_roll (id int PRIMARY KEY, waiting bigint[], voted bigint[]);
CREATE TABLE bench_count (id int PRIMARY KEY, sent int, counts jsonb);
INSERT INTO bench_roll SELECT 1, array(SELECT generate_series(1, {people})), '{{}}';
INSERT INTO bench_count VALUES (1, 0, '{{"decision": {{"for": 0, "against": 0, "abstain": 0}}}}');
"""
BALLOT = """
BEGIN;
SELECT waiting, voted FROM bench_roll WHERE id = 1 FOR UPDATE;
SELECT sent, counts FROM bench_count WHERE id = 1;
UPDATE bench_roll SET waiting = waiting, voted = voted WHERE id = 1;
UPDATE bench_count SET sent = sent + 1 WHERE id = 1;
COMMIT;
"""


def pgbench(database: str, people: int, seconds: int) -> float:
    """Ballots a second with eight connections at one box."""
    import psycopg2

    where = connect_to(database)
    with psycopg2.connect(**where) as connection, connection.cursor() as cursor:
        cursor.execute(TABLES.format(people=people))
    connection.close()
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(BALLOT)
        file.flush()
        Path(file.name).chmod(0o644)
        command = [
            find_pgbench(), "-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", str(seconds), "-f", file.name,
            "-h", where["host"], "-U", where["user"], "-p", where.get("port", "5432"), where["dbname"],
        ]  # fmt: skip
        environment = {**os.environ, "PGPASSWORD": where.get("password", "")}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    (rate,) = [row for row in done.stdout.splitlines() if row.startswith("tps")]
    return float(rate.split("=")[1].split()[0])
