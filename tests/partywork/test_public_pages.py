import pytest

from activities.compliance.catalogue import RULES
from branches.models import Parameter


@pytest.mark.parametrize("path", ["/help/", "/privacy/"])
def test_visitor_reads_it_without_signing_in(client, path):
    page = client.get(path)

    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


def test_visitor_reads_every_rule_with_its_default_numbers(client):
    page = client.get("/rules/").content.decode()

    assert [rule.title for rule in RULES if rule.title not in page] == []
    assert all(f'id="{rule.code}"' in page for rule in RULES)
    assert "提前预告：<b>5天</b>（默认）" in page


@pytest.mark.django_db
def test_member_reads_the_numbers_of_the_own_committee(client_for, world):
    Parameter.objects.create(
        organization=world.committee,
        key="pd.notice_days",
        value=7,
        in_force_from="2020-01-01",
        set_by=world.reviewer,
    )

    page = client_for(world.member).get("/rules/").content.decode()

    assert "提前预告：<b>7天</b>" in page
    assert "会计学院学生第二党支部" in page
