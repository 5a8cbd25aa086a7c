"""Who gets what: token kinds × resources × where the row lies (R02, A05)."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from members.access import Capability
from members.models import ApiToken, Appointment
from members.services.tokens import issue_token, revoke_token
from tests.api.program import RESOURCES, Program, program_of
from tests.factories.members import make_user


def _code(answer) -> str:
    body = answer.json()
    assert set(body) == {"type", "errors"}
    assert set(body["errors"][0]) == {"code", "detail", "attr"}
    return body["errors"][0]["code"]


TOKENS = {
    # whose token, limited to which organization; what it reaches
    "the committee's": ("reviewer", None, {"own", "sibling"}),
    "the committee's, for one branch": ("reviewer", "branch", {"own"}),
    "the secretary's": ("secretary", None, {"own"}),
    "the other secretary's": ("sibling", None, {"sibling"}),
    "a foreign secretary's": ("outsider", None, set()),
}


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_reaches_its_place_and_what_is_below(world, neighbours, token):
    who, limit, reached = TOKENS[token]
    user = neighbours.sibling_secretary if who == "sibling" else getattr(world, who)
    program = program_of(user, getattr(world, limit) if limit else None)

    for place, its_month in (("own", neighbours.own), ("sibling", neighbours.sibling)):
        for resource, key in its_month.keys.items():
            status = program.get(f"{resource}/{key}/").status_code
            assert status == (200 if place in reached else 404), (resource, place)
            listed = key in {row["id"] for row in program.rows(resource)}
            assert listed == (place in reached), (resource, place)
        pdf = program.get(f"record-sheets/{its_month.record.pk}/pdf/").status_code
        assert pdf == (202 if place in reached else 404), place


@pytest.mark.parametrize("missing", RESOURCES)
def test_a_right_not_on_the_token_is_403_for_its_resource_only(world, month, missing):
    rights = [right for right in RESOURCES.values() if right != RESOURCES[missing]]
    program = program_of(world.reviewer, None, *rights)

    for resource, key in month.keys.items():
        for path in (f"{resource}/", f"{resource}/{key}/"):
            answer = program.get(path)
            assert answer.status_code == (403 if resource == missing else 200), path
            if resource == missing:
                assert _code(answer) == "right_missing"


@pytest.mark.parametrize("resource", RESOURCES)
def test_without_a_token_nobody_is_let_in_not_even_with_a_session(world, month, client_for, resource):
    signed_in = client_for(world.secretary)
    assert signed_in.get("/").status_code == 200

    for answer in (Program().get(f"{resource}/"), signed_in.get(f"/api/v1/{resource}/")):
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert _code(answer) == "not_authenticated"


def test_a_post_that_ended_takes_the_tokens_rights_along(world, month):
    program = program_of(world.secretary)
    assert program.get("activities/").status_code == 200

    Appointment.objects.filter(holder=world.secretary).update(
        period=DateRange(date(2020, 1, 1), date(2026, 6, 26))
    )

    for resource, key in month.keys.items():
        for path in (f"{resource}/", f"{resource}/{key}/"):
            assert program.get(path).status_code == 403


def test_a_revoked_an_expired_and_a_stopped_token_are_401(world):
    token, text = issue_token(world.secretary, name="一")
    assert Program(text).get("activities/").status_code == 200
    revoke_token(token)
    answer = Program(text).get("activities/")
    assert (answer.status_code, _code(answer)) == (401, "authentication_failed")

    token, text = issue_token(world.secretary, name="二")
    ApiToken.objects.filter(pk=token.pk).update(expiry=timezone.now() - timedelta(seconds=1))
    assert Program(text).get("activities/").status_code == 401

    _, text = issue_token(world.secretary, name="三")
    world.secretary.is_active = False
    world.secretary.save()
    assert Program(text).get("activities/").status_code == 401


@pytest.mark.parametrize("text", ["pw_nonsense", "x", "a b", "pw_\x00", "令牌", "pw_" + "a" * 9000, ""])
def test_what_is_no_token_is_401(world, text):
    header = f"Bearer {text}".encode().decode("latin-1")
    answer = Program().get("activities/", authorization=header)
    assert answer.status_code == 401
    assert _code(answer) in ("authentication_failed", "not_authenticated")


def test_the_operators_token_reaches_the_tree_but_not_the_papers(world, month):
    program = program_of(make_user("admin", is_superuser=True))

    assert {row["id"] for row in program.rows("organizations")} > {world.branch.pk, world.foreign_branch.pk}
    assert program.get("record-sheets/").status_code == 403

    limited = program_of(make_user("admin2", is_superuser=True), world.committee, Capability.SEE_ORGANIZATION)
    assert {row["id"] for row in limited.rows("organizations")} == {world.committee.pk, world.branch.pk}
    assert limited.get("members/").status_code == 403
