"""What PostgreSQL keeps of a changed row until somebody sweeps: swept, so that a stolen disk tells no ballots."""

from django.db import connection

from activities.models import (
    RatingCode,
    RatingGroup,
    RatingPaper,
    RatingParticipation,
    RatingRemark,
    RatingRound,
    RatingTally,
)

LOCK_WAIT = "5s"
REWRITTEN = (RatingParticipation, RatingCode, RatingPaper, RatingGroup, RatingRemark)


def forget_ballots() -> None:
    """Write the lists of raters and codes, the envelopes, the groups and the remarks into new files, and free the
    counters' old versions.

    Every version of a row carries the transaction that made it; old versions of the tables together would tell
    who gave which grade. These tables are small: the first three hold only open rounds. Outside a transaction only.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = %s", [LOCK_WAIT])
        try:
            for rewritten in REWRITTEN:
                cursor.execute(f"VACUUM (FULL) {rewritten._meta.db_table}")
            for swept in (RatingTally, RatingRound):
                cursor.execute(f"VACUUM {swept._meta.db_table}")
        finally:
            cursor.execute("RESET lock_timeout")
