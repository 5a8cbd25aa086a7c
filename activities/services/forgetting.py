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
    SecretBallot,
    SecretCount,
    SecretRoll,
    WrittenOpinion,
)

LOCK_WAIT = "5s"
REWRITTEN = (
    RatingParticipation,
    RatingCode,
    RatingPaper,
    RatingGroup,
    RatingRemark,
    SecretRoll,
    SecretCount,
    WrittenOpinion,
)


def forget_ballots() -> None:
    """Write the lists of raters and voters and of codes, the envelopes, the groups, the remarks and the sums of the
    ballot boxes into new files, and free the counters' old versions.

    Every version of a row carries the transaction that made it; old versions of the tables together would tell
    who gave which grade. These tables are small: the first three hold only open rounds. Outside a transaction only.
    """
    closed = list(SecretBallot.objects.filter(is_closed=True, is_swept=False).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = %s", [LOCK_WAIT])
        try:
            for rewritten in REWRITTEN:
                cursor.execute(f"VACUUM (FULL) {rewritten._meta.db_table}")
            for swept in (RatingTally, RatingRound):
                cursor.execute(f"VACUUM {swept._meta.db_table}")
        finally:
            cursor.execute("RESET lock_timeout")
    SecretBallot.objects.filter(pk__in=closed).update(is_swept=True)
