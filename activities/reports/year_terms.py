"""The terms of branch committees for the rules: one query for many branches (EL-01)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from activities.compliance.facts import TermFacts
from branches.models import Organization, Term


def terms_of(branches: Sequence[Organization], year: int) -> defaultdict[int, list[TermFacts]]:
    """By branch, those that ran at some time in the year and those that ended in it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = Term.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=first), branch__in=branches, since__lte=last
    ).order_by("since")
    found: defaultdict[int, list[TermFacts]] = defaultdict(list)
    for term in rows:
        found[term.branch_id].append(TermFacts(term.number, term.due_on, term.election_due, term.ended_on))
    return found
