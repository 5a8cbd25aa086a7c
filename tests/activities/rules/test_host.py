"""PD-11, E-22, E-23, E-28: who may host."""

import pytest

from activities.rules.host import HostFacts, judge_host

OUTSIDE = "书记不能主持时应委托副书记、支部委员，现主持人不在其列"


def host(*posts: str, standing: str = "full", reason: str = "书记出差") -> HostFacts:
    return HostFacts(frozenset(posts), standing, reason)


@pytest.mark.parametrize(
    ("facts", "options", "refusal", "warnings"),
    [
        (host("secretary", reason=""), {}, "", ()),
        (host("deputy_secretary"), {}, "", ()),
        (host("committee_member"), {}, "", ()),
        (host("organization_member"), {}, "", ()),
        (host("deputy_secretary", reason=" "), {}, "不是书记主持时，请写明委托的原因", ()),
        (host(), {}, "", (OUTSIDE,)),
        (host("group_leader"), {}, "", (OUTSIDE,)),
        (host(standing="probationary"), {}, "", ("主持人是预备党员", OUTSIDE)),
        (host(standing=""), {}, "主持人应是本支部党员", ()),
        (host("deputy_secretary"), {"delegate_roles": ("committee_member",)}, "",
         ("书记不能主持时应委托支部委员，现主持人不在其列",)),
        (host(), {"has_committee": False}, "", ("支部没有支委会，由书记指定的党员主持",)),
        (host("deputy_secretary"), {"has_committee": False}, "", ()),
    ],
)  # fmt: skip
def test_judging_the_host(facts, options, refusal, warnings):
    verdict = judge_host(facts, **options)

    assert (verdict.refusal, verdict.warnings) == (refusal, warnings)
    assert verdict.allowed is (refusal == "")
