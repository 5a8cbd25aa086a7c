"""What PostgreSQL keeps of a changed row until somebody sweeps: swept, so that a stolen disk tells no ballots."""

from django.db import connection

from activities.models import RatingParticipation, RatingRemark, RatingRound, RatingTally

LOCK_WAIT = "5s"


def forget_ballots() -> None:
    """Write the list of raters and the remarks into new files, and free the counters' old versions.

    Every version of a row carries the transaction that made it; old versions of both tables together would tell
    who gave which grade. Both tables are small: the first holds only open rounds. Outside a transaction only.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = %s", [LOCK_WAIT])
        try:
            for rewritten in (RatingParticipation, RatingRemark):
                cursor.execute(f"VACUUM (FULL) {rewritten._meta.db_table}")
            for swept in (RatingTally, RatingRound):
                cursor.execute(f"VACUUM {swept._meta.db_table}")
        finally:
            cursor.execute("RESET lock_timeout")
