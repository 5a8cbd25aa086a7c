"""The rating of one activity as the printed forms of F-07 want it."""

from typing import Any

from activities.choices import RATER_GROUPS, Criterion, Grade
from activities.documents.rating_ballot import RatingBallotContent, RatingBallotDocument
from activities.documents.rating_summary import (
    GroupRow,
    RatingSummaryContent,
    RatingSummaryDocument,
    SummaryRow,
)
from activities.models import Activity
from activities.reports.rating_result import rating_result


def rating_ballot(activity: Activity) -> dict[str, Any]:
    content = RatingBallotContent(
        branch=activity.branch.name_on(activity.day),
        held_on=activity.day,
        theme=activity.theme,
        criteria=tuple(str(criterion.label) for criterion in Criterion),
        grades=tuple(str(grade.label) for grade in Grade),
        groups=tuple(str(group.label) for group in RATER_GROUPS),
    )
    return RatingBallotDocument(content).to_json()


def rating_summary(activity: Activity) -> dict[str, Any] | None:
    """None while the rating is open or was not held. Remarks print in the order of their signs, whoever wrote them."""
    rating = rating_result(activity)
    if rating is None or rating.result is None:
        return None
    reply = getattr(activity, "rating_reply", None)
    content = RatingSummaryContent(
        branch=activity.branch.name_on(activity.day),
        held_on=activity.day,
        theme=activity.theme,
        issued=rating.round.issued,
        returned=rating.round.collected,
        sentence=rating.result.sentence,
        definition=rating.result.definition_text,
        minimum=rating.round.min_ballots,
        year=rating.year.sentence if rating.year else "",
        grades=rating.grades,
        rows=tuple(SummaryRow(row.label, row.counts, row.rate) for row in rating.rows),
        groups=tuple(
            GroupRow(row.label, row.collected, row.satisfied, row.valid, row.rate) for row in rating.groups
        ),
        remarks=tuple(sorted(rating.remarks)),
        reply=reply.sentence if reply else "",
        improvements=tuple(item.text for item in activity.improvements.all()),
    )
    return RatingSummaryDocument(content).to_json()
