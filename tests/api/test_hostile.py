"""Requests that nobody should send: refused with the right status in the one form, never a 5xx (S2)."""

import base64

import pytest

from tests.api.program import RESOURCES, Program, program_of

HUGE = "9" * 400
CURSORS = [
    "",
    "x",
    "%00",
    "cD1hYmM=",
    base64.b64encode(f"p={HUGE}".encode()).decode(),
    "bz0tMQ==",
    "bz01",
    "🙂",
]
BAD_QUERIES = [
    ("updated_since", value)
    for value in [
        "yesterday",
        "2026-13-45",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
        "\x00",
        HUGE,
        "1e9",
    ]
]
BAD_QUERIES += [("page_size", value) for value in ["0", "-1", "1001", "x", HUGE, "1.5", "²", "\x00", ""]]
BAD_QUERIES += [("cursor", value) for value in CURSORS]
BAD_QUERIES += [("limit", "2"), ("search", "x"), ("branch__path", "0001"), ("x" * 5000, "1"), ("\x00", "1")]
BAD_FILTERS = [("year", value) for value in ["x", HUGE, "-1", "20.6", "\x00", "1e3", "NaN"]] + [
    ("month", "13"),
    ("month", "0"),
    ("branch", "\x00"),
    ("branch", "x" * 500),
    ("state", "nonsense"),
]


def _refused(answer, status: int) -> None:
    assert answer.status_code == status, answer.content[:300]
    assert answer["Content-Type"] == "application/json"
    body = answer.json()
    assert body["type"] in ("validation_error", "client_error")
    for error in body["errors"]:
        assert set(error) == {"code", "detail", "attr"}
        assert any("一" <= character <= "鿿" for character in error["detail"]), error
        assert "Traceback" not in error["detail"]


@pytest.fixture
def program(world, month) -> Program:
    return program_of(world.reviewer)


@pytest.mark.parametrize("resource", RESOURCES)
def test_bad_parameters_are_400(program, resource):
    for name, value in BAD_QUERIES:
        _refused(program.get(f"{resource}/", {name: value}), 400)


def test_bad_filters_are_400(program):
    for name, value in BAD_FILTERS:
        _refused(program.get("activities/", {name: value}), 400)


def test_the_stable_codes_of_bad_parameters(program):
    for query, code in {
        "limit=2": "unknown_parameter",
        "cursor=x": "invalid_cursor",
        "updated_since=x": "invalid",
        "page_size=0": "invalid",
        "state=x": "invalid_choice",
        "month=13": "max_value",
    }.items():
        [error] = program.get(f"activities/?{query}").json()["errors"]
        assert (error["code"], error["attr"]) == (code, query.split("=")[0])


@pytest.mark.parametrize(
    "query", ["branch=%ff%fe", "branch=%ED%A0%80", "%ff=1", "a&b&c", "branch=a&branch=b", "&&&=", "%"]
)
def test_a_query_that_is_not_utf_8_does_no_harm(program, query):
    assert program.get(f"activities/?{query}").status_code in (200, 400)


@pytest.mark.parametrize(
    "path",
    [
        "nonsense/",
        "activities/x/",
        "activities/0/",
        "activities/-1/",
        f"activities/{HUGE}/",
        "activities/999999999999999999/",
        "activities/1%00/",
        "activities/%ff/",
        "activities/1/pdf/",
        "record-sheets/0/pdf/",
        "record-sheets/1/pdf/extra/",
        "..%2f..%2fadmin/",
    ],
)
def test_what_is_not_there_is_404_in_the_same_form(program, path):
    _refused(program.get(path), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[" * 100_000),
        ("application/json", b'{"a": 1, "a": 2}'),
        ("application/xml", b"<x/>"),
        ("multipart/form-data", b"no boundary"),
        ("", b"\xff\x00"),
    ],
)
def test_writing_is_405_whatever_is_written(program, month, method, content_type, body):
    send = getattr(program.client, method)
    for path in ("activities/", f"activities/{month.activity.pk}/", f"record-sheets/{month.record.pk}/pdf/"):
        answer = send(f"/api/v1/{path}", data=body, content_type=content_type, headers=program.headers)
        _refused(answer, 405)


def test_an_answer_in_another_form_is_406(program, month):
    _refused(program.get("activities/", accept="text/html"), 406)
    _refused(program.get(f"record-sheets/{month.record.pk}/pdf/", accept="image/png"), 406)
    assert program.get("activities/?format=xml").status_code == 404
    assert program.get("activities/?format=json").status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("if_none_match", '"'),
        ("if_none_match", "\xff" * 500),
        ("if_match", '"x"'),
        ("accept", "*"),
        ("accept", "a/b/c;q=x"),
        ("content_type", "\x01"),
        ("range", "bytes=9-1"),
    ],
)
def test_strange_headers_do_no_harm(program, month, name, value):
    for path in ("activities/", f"activities/{month.activity.pk}/", f"record-sheets/{month.record.pk}/pdf/"):
        assert program.get(path, **{name: value}).status_code in (200, 202, 406, 412)
