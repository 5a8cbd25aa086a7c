"""Who two people are to each other in a talk, by the posts they hold that day (F-15)."""

from collections.abc import Collection

from activities.choices_talks import TalkRelation
from members.choices import COMMITTEE_POSTS, Post

# 支部班子; a branch without a committee has its secretary, and perhaps a deputy (ORG-09).
LEADING = frozenset(COMMITTEE_POSTS)


def leads(posts: Collection[str]) -> bool:
    return not LEADING.isdisjoint(posts)


def relation_of(first: Collection[str], second: Collection[str]) -> TalkRelation:
    """The order of the two makes no difference."""
    leading = leads(first) + leads(second)
    if leading == 0:
        return TalkRelation.MEMBER_MEMBER
    if leading == 1:
        return TalkRelation.COMMITTEE_MEMBER
    if Post.SECRETARY in first or Post.SECRETARY in second:
        return TalkRelation.SECRETARY_COMMITTEE
    return TalkRelation.COMMITTEE_COMMITTEE
