"""Who could talk with whom: the members of a branch on a day, with the posts they hold there (TT-01)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from activities.rules.talk_coverage import Person
from branches.models import Organization
from members.models import Appointment, Member, MembershipSpell


def people_many(branches: Iterable[Organization], day: date) -> dict[int, list[Person]]:
    """By branch, in pinyin order. Two queries, however many branches."""
    ids = [branch.pk for branch in branches]
    posts = _posts(ids, day)
    found: dict[int, list[Person]] = {pk: [] for pk in ids}
    spells = (
        MembershipSpell.objects.filter(branch__in=ids, period__contains=day)
        .order_by("member__name_key", "member_id")
        .values_list("branch_id", "member_id", "member__name", "member__user_id", "period")
    )
    for branch, member, name, user, period in spells:
        held = posts.get((branch, user), {})
        since = min(held.values(), default=None)
        found[branch].append(Person(member, name, period.lower, frozenset(held), since))
    return found


def posts_of(branch: Organization, member: Member, day: date) -> frozenset[str]:
    """The posts somebody held in the branch that day; without an account nobody holds one."""
    return frozenset(_posts([branch.pk], day).get((branch.pk, member.user_id or 0), {}))


def _posts(branches: list[int], day: date) -> dict[tuple[int, int], dict[str, date]]:
    """By branch and account: each post, and since when."""
    found: dict[tuple[int, int], dict[str, date]] = defaultdict(dict)
    rows = Appointment.objects.filter(organization__in=branches).on(day).order_by()
    for place, holder, post, period in rows.values_list("organization_id", "holder_id", "post", "period"):
        found[place, holder][post] = period.lower
    return found
