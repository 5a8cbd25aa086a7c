"""Reminding of the end of a term, six and three months before (EL-01, el.remind_months)."""

from datetime import datetime

from django.urls import reverse

from activities.choices import NoticeKind
from activities.choices_elections import ElectionKind
from activities.models import Election
from activities.services.filing import FILING_POSTS, holders
from activities.services.notifying import Message, queue
from branches.models import Term
from branches.reports.parameters import in_force_many
from branches.rules.terms import reminder_on
from partywork.common import clock


def remind_of_terms(moment: datetime) -> int:
    """Every morning: whoever leads a branch whose term nears its end, once for each of the months."""
    today = clock.local_day(moment)
    begun = Election.objects.going_on().filter(kind=ElectionKind.TERM).values("branch")
    terms = list(Term.objects.running().exclude(branch__in=begun).select_related("branch"))
    terms = [term for term in terms if term.branch.is_active_on(today)]
    limits = in_force_many({term.branch for term in terms}, today)
    told = 0
    for term in terms:
        months = limits[term.branch_id]["el.remind_months"]
        reminder = reminder_on(today, term.election_due, months)
        if reminder is None or reminder.on < term.since:
            continue
        message = Message(
            occasion=f"term:{term.pk}:{term.election_due}:{reminder.months}",
            kind=NoticeKind.ELECTION,
            subject=f"第{term.number}届任期{clock.short_date(term.election_due)}届满",
            body=f"任期{clock.long_date(term.election_due)}届满，请研究换届，一般提前一个月请示上级。",
            link=reverse("term_page"),
        )
        told += queue(holders(term.branch, FILING_POSTS), message)
    return told
