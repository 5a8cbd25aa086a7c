"""党组织信息: what the organizations of a committee are, in the columns of the collection form (F-21).

Items about the unit that a branch belongs to are not kept here: their columns stay, for the office to fill in.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from branches.models import Organization, Term
from members.choices import COMMITTEE_POSTS, Post
from members.models import Appointment, MembershipSpell
from partywork.common.spreadsheets import Cell, write_sheet

HEAD = (
    "党组织全称",
    "代码",
    "书记",
    "联系人",
    "联系电话",
    "组织类别",
    "所在单位情况",
    "单位名称",
    "单位统一社会信用代码",
    "单位性质类别",
    "建立党组织情况",
    "成立日期",
    "任期开始",
    "届满日期",
    "委员名单",
    "党员人数",
)


def organizations_at(top: Organization, day: date) -> list[Organization]:
    """The organization and all that stand below it on the day, in the order of the tree."""
    return list(Organization.objects.filter(path__startswith=top.path).active_on(day))


def organizations_xlsx(places: Sequence[Organization], day: date, *, stamp: str) -> bytes:
    """One line an organization; four queries for any number."""
    posts = _posts(places, day)
    running = Term.objects.filter(branch__in=places, ended_on__isnull=True)
    terms = {term.branch_id: term for term in running}
    spells = MembershipSpell.objects.filter(branch__in=places, period__contains=day)
    people = Counter(spells.values_list("branch_id", flat=True))
    rows = [_row(place, posts.get(place.pk, []), terms.get(place.pk), people) for place in places]
    return write_sheet("党组织信息", HEAD, rows, notes=[f"截至 {day}，{len(places)} 个党组织。", stamp])


def _row(
    place: Organization, posts: list[tuple[str, str]], term: Term | None, people: Counter[int]
) -> list[Cell]:
    heads = [name for post, name in posts if post == Post.SECRETARY]
    board = [f"{name}（{Post(post).label}）" for post, name in posts if post in COMMITTEE_POSTS]
    return [
        place.name,
        place.code,
        "、".join(heads),
        None,
        None,
        str(place.get_kind_display()),
        None,
        None,
        None,
        str(place.get_domain_display()) if place.domain else None,
        None,
        place.founded_on,
        term.since if term else None,
        (term.shifted_to or term.due_on) if term else None,
        "、".join(board),
        people[place.pk] if place.is_branch else None,
    ]


def _posts(places: Sequence[Organization], day: date) -> dict[int, list[tuple[str, str]]]:
    order = {post: number for number, post in enumerate(Post.values)}
    held: dict[int, list[tuple[str, str]]] = {}
    found = Appointment.objects.on(day).filter(organization__in=places)
    for place, post, name in found.values_list("organization", "post", "holder__name"):
        held.setdefault(place, []).append((post, name))
    return {place: sorted(posts, key=lambda each: order[each[0]]) for place, posts in held.items()}
