"""Which groups of raters may be told apart, so that nobody in a small one is recognized (EV-03, E-31)."""

from collections.abc import Mapping

from activities.choices import RATER_GROUPS, RaterGroup


def merge_groups(
    by_phone: Mapping[str, int], on_paper: Mapping[str, int], *, min_group: int, min_ballots: int
) -> dict[str, str]:
    """Group → the block it is counted in afterwards.

    Guests' groups with fewer than `min_group` ballots become 其他; while 其他 itself is too small, the smallest of
    the remaining groups joins it. Where that does not help, where members gave fewer than `min_ballots` or
    `min_group`, or where a few phones stand beside the paper of their block, there are no groups at all: everybody
    counts as 全体. So nobody is found by subtracting one figure from another.
    """
    given: dict[RaterGroup, int] = {}
    for group in RATER_GROUPS:
        if number := by_phone.get(group, 0) + on_paper.get(group, 0):
            given[group] = number
    guests = dict(given)
    guests.pop(RaterGroup.MEMBER, None)
    if not guests:
        return {str(group): str(RaterGroup.MEMBER) for group in given}
    blocks = _blocks(given, guests, min_group, min_ballots)
    if len(set(blocks.values())) > 1 and not _known_by_paper(blocks, by_phone, on_paper, min_group):
        return blocks
    return {str(group): str(RaterGroup.TOGETHER) for group in given}


def _blocks(
    given: Mapping[RaterGroup, int], guests: Mapping[RaterGroup, int], min_group: int, min_ballots: int
) -> dict[str, str]:
    """Empty where no group can stand by itself."""
    rest = {group for group, number in guests.items() if number < min_group}
    apart = sorted((number, str(group), group) for group, number in guests.items() if group not in rest)
    while rest and sum(guests[group] for group in rest) < min_group and apart:
        rest.add(apart.pop(0)[2])
    members = given.get(RaterGroup.MEMBER, 0)
    if 0 < members < max(min_ballots, min_group) or (
        rest and sum(guests[group] for group in rest) < min_group
    ):
        return {}
    return {str(group): str(RaterGroup.REST if group in rest else group) for group in given}


def _known_by_paper(
    blocks: Mapping[str, str], by_phone: Mapping[str, int], on_paper: Mapping[str, int], min_group: int
) -> bool:
    for block in set(blocks.values()):
        groups = [group for group, its in blocks.items() if its == block]
        phones = sum(by_phone.get(group, 0) for group in groups)
        if 0 < phones < min_group and any(on_paper.get(group) for group in groups):
            return True
    return False


def left_out(by_phone: int, on_paper: int, min_ballots: int) -> int:
    """Ballots by phone that must not be counted: whoever typed the paper totals would know them by subtracting."""
    return by_phone if on_paper and by_phone < min_ballots else 0
