"""A member says that his own mark is wrong: kept in the journal, told to those who keep the list (M15)."""

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind
from activities.models import Activity
from activities.services.filing import FILING_POSTS, REVIEW_POSTS, holders
from activities.services.notifying import Message, queue
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, require


@transaction.atomic
def object_to(activity: Activity, member: Member, *, by: User, text: str) -> None:
    """Nothing is changed by it; whoever may settle the register reads it and answers by settling."""
    require(text.strip(), "请写一句哪里不对。", field="text")
    journal(activity, "object", by=by, reason=text.strip(), after=activity.state)
    people = holders(activity.branch, FILING_POSTS) - {by.pk}
    if not people and activity.branch.superior is not None:
        people = holders(activity.branch.superior, REVIEW_POSTS)
    message = Message(
        occasion=f"object:{activity.pk}:{member.pk}:{clock.now():%Y%m%d%H%M%S}",
        kind=NoticeKind.REMINDER,
        subject=f"{member.name}认为到会登记有误：{activity.theme}"[:120],
        body=text.strip(),
        link=reverse("activity_detail", args=[activity.pk]),
    )
    queue(people, message, activity=activity)
