"""Who finds which entry in the navigation: by the rights held today, in the order of the work."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from members.access import Access, Capability

C = Capability


@dataclass(frozen=True)
class Place:
    """One entry: the name of its page, its label, who sees it, and which count stands beside it.

    `also` are beginnings of addresses that belong to the entry without standing below its own.
    """

    name: str
    label: str
    seen_by: Callable[[Access], bool]
    count: str = ""
    counted: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """An entry as it is printed; `current` is page, true or nothing."""

    url: str
    label: str
    current: str = ""
    count: int = 0
    counted: str = ""


def _in_branch(capability: Capability) -> Callable[[Access], bool]:
    return lambda access: any(grant.in_branch and capability in grant.capabilities for grant in access.grants)


def _above(capability: Capability) -> Callable[[Access], bool]:
    return lambda access: any(
        not grant.in_branch and capability in grant.capabilities for grant in access.grants
    )


def _anywhere(capability: Capability) -> Callable[[Access], bool]:
    return lambda access: access.may_anywhere(capability)


def _member_with_post(access: Access) -> bool:
    return access.member_id is not None and (bool(access.grants) or access.operator)


def _everybody(_access: Access) -> bool:
    return True


def _honours_without_care(access: Access) -> bool:
    """The same entry for those who may not see the list of care: it opens on the fifty years."""
    if _in_branch(C.SEE_CARE)(access):
        return False
    return access.operator or access.may_anywhere(C.SEE_MEMBER)


CARE = ("/care/", "/visits/", "/anniversaries/", "/honours/", "/fifty-years/", "/party-age/")
DESK = (
    Place("home", "今天", _in_branch(C.RUN_ACTIVITY)),
    Place("board", "总览", _above(C.SEE_FILING)),
    Place("queue", "审核", _above(C.ANSWER), "waiting", "件待审", also=("/filings/",)),
    Place("year_grid", "全年", _in_branch(C.SEE_ACTIVITY), also=("/talks/", "/thoughts/")),
    Place("plan_list", "年度计划", _anywhere(C.SEE_PLAN)),
    Place("activity_list", "活动", _in_branch(C.SEE_ACTIVITY), also=("/joint/", "/actions/", "/studies/")),
    Place("joint_list", "联合活动", _above(C.REVIEW)),
    Place("record_list", "纪实表", _in_branch(C.SEE_RECORD)),
    Place("minutes_list", "会议记录", _in_branch(C.SEE_RECORD)),
    Place("life_home", "生活会与评议", _in_branch(C.SEE_RECORD), also=("/appraisals/",)),
    Place("term_page", "任期和选举", _in_branch(C.SEE_ACTIVITY), also=("/elections/", "/rounds/")),
    Place("term_overview", "任期", _above(C.SEE_FILING)),
    Place("catalogue", "主题目录", _above(C.SET_PARAMETER)),
    Place("organization_list", "党组织", _anywhere(C.MANAGE_TREE)),
    Place(
        "member_list",
        "党员",
        lambda access: access.operator or _in_branch(C.SEE_MEMBER)(access),
        also=("/letters/", "/away/", "/standing/", "/statistics/"),
    ),
    Place("member_search", "查找党员", _above(C.SEE_MEMBER)),
    Place("statistics", "党内统计", _above(C.SEE_MEMBER)),
    Place(
        "development_list",
        "发展党员",
        _in_branch(C.SEE_DEVELOPMENT),
        also=(
            "/development-steps/",
            "/public-notices/",
            "/notice-objections/",
            "/development-reviews/",
            "/development-submissions/",
        ),
    ),
    Place("development_team", "发展党员", _above(C.SEE_FILING), also=("/development-submissions/",)),
    Place("care_list", "关怀荣誉", _in_branch(C.SEE_CARE), also=CARE),
    Place("fifty_years_list", "关怀荣誉", _honours_without_care, also=CARE),
    Place("dues_month", "党费", _in_branch(C.SEE_DUES)),
    Place("dues_received", "党费", _above(C.RECEIVE_DUES), also=("/dues/fund/",)),
    Place("ledger", "台账", _in_branch(C.SEE_RECORD), also=("/study-hours/", "/quizzes/", "/conveyances/")),
    Place("case_list", "案例", _anywhere(C.SEE_RECORD)),
    Place("parameter_list", "参数", _above(C.SET_PARAMETER)),
    Place("token_list", "接口令牌", _above(C.ISSUE_TOKEN)),
    Place("jobs", "后台任务", _anywhere(C.SEE_JOBS)),
    Place("inbox", "收件箱", _everybody, "unread", "件未读"),
    Place("group_home", "小组", lambda access: access.leads_group),
    Place("my_home", "我的", _member_with_post),
)
PHONE = (
    Place("my_home", "活动", _everybody),
    Place("group_home", "小组", lambda access: access.leads_group),
    Place("my_record", "我的记录", _everybody),
    Place("inbox", "收件箱", _everybody, "unread", "件未读"),
    Place("my_account", "我", _everybody, also=("/my/dues/", "/my/information/")),
)


def items(places: tuple[Place, ...], access: Access, path: str, counts: dict[str, int]) -> list[Item]:
    """The entries this person sees; the one whose address is the longest beginning of `path` is current."""
    found = [(url, place) for url, place in _reachable(places) if place.seen_by(access)]
    inside = [
        (len(start), url) for url, place in found for start in (url, *place.also) if _holds(start, path)
    ]
    nearest = max(inside, default=(0, ""))[1]
    return [
        Item(
            url=url,
            label=place.label,
            current="page" if url == path else "true" if url == nearest else "",
            count=counts.get(place.count, 0),
            counted=place.counted,
        )
        for url, place in found
    ]


def _holds(start: str, path: str) -> bool:
    return start not in ("", "/") and path.startswith(start)


def _reachable(places: tuple[Place, ...]) -> Iterator[tuple[str, Place]]:
    for place in places:
        try:
            yield reverse(place.name), place
        except NoReverseMatch:
            continue
