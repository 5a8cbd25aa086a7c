"""The published description and the page that shows it (R01)."""

import re
from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from activities.services import filing
from tests.api.program import DUES, RESOURCES, program_of


def _shape(value: object) -> object:
    """The names and the nesting, without the values; what a filed sheet holds is only sketched."""
    if isinstance(value, dict):
        return {name: _shape(part) for name, part in value.items() if name != "content"}
    return [_shape(value[0])] if isinstance(value, list) and value else None


@pytest.fixture(scope="module")
def description() -> Any:
    written = StringIO()
    call_command("spectacular", "--fail-on-warn", "--validate", stdout=written)
    return yaml.safe_load(written.getvalue())


def test_the_description_has_no_warning_and_names_every_address(description):
    every = (*RESOURCES, *DUES)
    addresses = {f"/api/v1/{resource}/" for resource in every}
    addresses |= {f"/api/v1/{resource}/{{id}}/" for resource in every} | {"/api/v1/record-sheets/{id}/pdf/"}
    assert set(description["paths"]) - {"/api/schema/"} == addresses


def test_every_list_describes_its_parameters_and_refusals_in_chinese(description):
    for resource in (*RESOURCES, *DUES):
        operation = description["paths"][f"/api/v1/{resource}/"]["get"]
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert {"cursor", "page_size", "updated_since", "If-None-Match"} <= names
        for parameter in operation["parameters"]:
            assert re.search("[一-鿿]", parameter["description"]), parameter
        assert set(operation["responses"]) == {"200", "304", "400", "401", "403", "404", "406"}
        assert operation["security"] == [{"token": []}]
        example = operation["responses"]["400"]["content"]["application/json"]["examples"]
        assert example


def test_what_is_described_is_what_is_answered(description, world, month):
    filing.return_(month.filing, by=world.reviewer, answer="请改。", remarks=[("讨论情况", "短。")])
    program = program_of(world.reviewer)
    for resource, key in month.keys.items():
        operation = description["paths"][f"/api/v1/{resource}/{{id}}/"]["get"]
        name = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[
            2
        ]
        described = description["components"]["schemas"][name]["properties"]
        answered = program.get(f"{resource}/{key}/").json()
        assert set(answered) == set(described)
        [example] = operation["responses"]["200"]["content"]["application/json"]["examples"].values()
        assert _shape(example["value"]) == _shape(answered)


def test_the_description_and_its_page_are_open_and_load_nothing_from_elsewhere(db):
    visitor = Client()
    assert visitor.get("/api/schema/?format=json").json()["openapi"].startswith("3.")

    page = visitor.get("/api/docs/")
    text = page.content.decode()
    policy = page["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert "default-src 'self'" in policy
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r'(src|href)="(https?:)?//', text)
    script = re.search(r'src="(/api/docs/[^"]*)"', text)
    assert script
    assert visitor.get(script[1])["Content-Type"].startswith("application/javascript")
    assert "'unsafe-inline'" not in visitor.get("/privacy/")["Content-Security-Policy"]


def test_the_root_lists_the_lists(world):
    assert set(program_of(world.reviewer).get("").json()) == {*RESOURCES, *DUES}
