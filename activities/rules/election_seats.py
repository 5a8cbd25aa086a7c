"""How many are elected, and from how many candidates (ORG-08, ORG-09, EL-03, EL-04)."""

COMMITTEE_FROM = 7
USUAL_SEATS = range(3, 6)
MAX_SEATS = 7
DIFFERENCE_PCT = 20


def sets_up_committee(full_members: int) -> bool:
    """From seven full members on a branch elects a committee; with fewer a secretary only (ORG-08, ORG-09)."""
    return full_members >= COMMITTEE_FROM


def least_candidates(seats: int) -> int:
    """A fifth more candidates than seats, begun persons counted whole: 3→4, 5→6, 7→9 (EL-03)."""
    return seats - (-seats * DIFFERENCE_PCT // 100)


def why_not_seats(seats: int) -> str:
    """Why a committee cannot have so many members; "" when it can."""
    if seats > MAX_SEATS:
        return f"支部委员会一般3至5人，最多{MAX_SEATS}人，现在填了{seats}人。"
    if seats < USUAL_SEATS.start:
        return f"支部委员会至少{USUAL_SEATS.start}人，现在填了{seats}人。"
    return ""


def seats_remark(seats: int) -> str:
    """What is lawful but not usual."""
    return f"支部委员会一般3至5人，这次{seats}人，请在请示里说明。" if seats not in USUAL_SEATS else ""


def difference_text(seats: int, candidates: int) -> str:
    """应选 5 人，候选人 6 人，差额 1 人（20%）。"""
    more = candidates - seats
    pct = more * 100 // seats if seats else 0
    return f"应选{seats}人，候选人{candidates}人，差额{max(more, 0)}人（{max(pct, 0)}%）"


def why_too_few(seats: int, candidates: int, *, equal: bool = False) -> str:
    """Why there are not enough candidates, or too many for posts elected one by one; "" when it is right.

    Secretary and deputy have as many candidates as posts (EL-04).
    """
    if equal:
        return (
            ""
            if candidates == seats
            else f"书记、副书记等额选举：应选{seats}人，候选人应是{seats}人，现在{candidates}人。"
        )
    least = least_candidates(seats)
    if candidates >= least:
        return ""
    asked = f"应选{seats}人，差额不少于{DIFFERENCE_PCT}%，候选人至少{least}人"
    return f"{asked}，现在{candidates}人，还差{least - candidates}人。"
