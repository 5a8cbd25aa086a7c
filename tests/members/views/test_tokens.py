"""Who lets a program in: not the keeper of the dues; each issue and each withdrawal is in the journal (R02, RC-06)."""

from functools import partial
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from members.access import token_access
from members.choices import Post
from members.models import ApiToken
from members.services.tokens import issue_token, revoke_token
from partywork.models import JournalEntry
from tests.factories.members import appoint, make_user
from tests.helpers.at_once import at_once


@pytest.fixture
def keeper(world):
    user = make_user("above", name="周七")
    appoint(user, world.committee, Post.DUES_KEEPER)
    return user


def kept():
    rows = JournalEntry.objects.filter(verb__in=["issue_token", "revoke_token"])
    return list(rows.values_list("verb", "actor__username", "label"))


def test_the_committees_keeper_of_dues_issues_none(world, today, keeper, client_for):
    client = client_for(keeper)

    assert client.get(reverse("token_list")).status_code == 403
    sent = {"name": "统计", "rights": ["read_dues"]}
    assert client.post(reverse("token_list"), sent).status_code == 403
    assert not ApiToken.objects.exists()
    assert reverse("token_list") not in client.get("/", follow=True).content.decode()


def test_the_operator_issues_it_for_the_keeper_by_command(world, today, keeper):
    out = StringIO()

    call_command("api_token", keeper.username, "--right", "read_dues", stdout=out)

    assert out.getvalue().startswith("pw_")
    [grant] = token_access(ApiToken.objects.get()).grants
    assert {str(right) for right in grant.capabilities} == {"read_dues"}
    assert [(verb, actor) for verb, actor, _ in kept()] == [("issue_token", None)]


def test_what_an_official_issues_and_withdraws_is_written_down(world, today, client_for):
    client = client_for(world.reviewer)
    client.post(reverse("token_list"), {"name": "统计平台", "rights": ["see_plan"]})
    token = ApiToken.objects.get()

    client.post(reverse("token_revoke", args=[token.digest[:32]]))

    who = world.reviewer.username
    assert [(verb, actor) for verb, actor, _ in kept()] == [("issue_token", who), ("revoke_token", who)]
    said = JournalEntry.objects.get(verb="issue_token").reason
    assert said.startswith("统计平台（") and said.endswith("：年度计划")


@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
def test_withdrawn_twice_at_once_it_is_written_down_once(world, today):
    token, _ = issue_token(world.reviewer, name="统计", by=world.reviewer)

    answers = at_once(*[partial(revoke_token, token, by=world.reviewer)] * 3)

    assert answers == [None] * 3
    assert [verb for verb, _, _ in kept()] == ["issue_token", "revoke_token"]
