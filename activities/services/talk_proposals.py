"""Two who have not talked yet are told so once, each with the page to write it down (TT-01)."""

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind
from activities.reports.talk_coverage import reference_day
from activities.services.notifying import Message, queue
from branches.models import Organization
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import require


@transaction.atomic
def propose(branch: Organization, first: Member, second: Member, *, by: User) -> int:
    """Once a year for each pair: a second click tells nobody again. Answers how many were told now."""
    year = clock.today().year
    require(first.pk != second.pk, "请选两位同志。", field="second")
    there = Member.objects.in_branch_on(branch, reference_day(year))
    both = there.filter(pk__in=[first.pk, second.pk]).count() == 2
    require(both, "两位同志现在不都在本支部。", code="not_here")
    pair = "-".join(str(pk) for pk in sorted((first.pk, second.pk)))
    told = 0
    for person, other in ((first, second), (second, first)):
        if person.user_id is None or person.user_id == by.pk:
            continue
        message = Message(
            occasion=f"talk-proposal:{year}:{pair}",
            kind=NoticeKind.REMINDER,
            subject=f"支部建议您和{other.name}谈谈心",
            body="今年两位还没有谈过。谈完用手机记一下，一分钟就好。",
            link=f"{reverse('my_talk_new')}?with={other.pk}",
        )
        told += queue([person.user_id], message)
    return told
