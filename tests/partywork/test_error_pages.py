"""Each refusal is one clear sentence with a way on, under the strict content policy."""

import sys
from importlib.abc import MetaPathFinder

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from partywork import common, errors, urls
from partywork.common.pdf import print_html


@login_not_required
def _breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


@login_not_required
def _refuses(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("这份计划由支部书记报送。")


@login_not_required
def _prints(request: HttpRequest) -> HttpResponse:
    return HttpResponse(print_html("<p>党费</p>", ()), content_type="application/pdf")


class WithoutPango(MetaPathFinder):
    """The engine's module on a machine without its system libraries: loading them raises OSError."""

    def find_spec(self, fullname, path, target=None):
        if fullname == "partywork.common.pdf_engine":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return


urlpatterns = [
    path("breaks/", _breaks),
    path("refuses/", _refuses),
    path("prints/", _prints),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def test_unknown_address_is_answered_with_a_way_on(client):
    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


@pytest.mark.django_db
def test_unknown_address_keeps_the_navigation_of_somebody_signed_in(client_for, world):
    assert "收件箱" in client_for(world.secretary).get("/no-such-page/").content.decode()


@pytest.mark.urls(__name__)
def test_refusal_says_its_reason(client):
    answer = client.get("/refuses/")

    assert answer.status_code == 403
    assert "这份计划由支部书记报送。" in answer.content.decode()


@pytest.mark.urls(__name__)
def test_where_the_engine_is_not_installed_printing_says_so(client, monkeypatch, caplog):
    monkeypatch.delitem(sys.modules, "partywork.common.pdf_engine", raising=False)
    monkeypatch.delattr(common, "pdf_engine", raising=False)
    monkeypatch.setattr(sys, "meta_path", [WithoutPango(), *sys.meta_path])

    answer = client.get("/prints/")

    assert answer.status_code == 503
    assert "缺少生成 PDF 的组件" in answer.content.decode()
    assert "apt-get install" in caplog.text


@pytest.mark.urls(__name__)
def test_failure_is_a_page_that_asks_the_database_nothing(world, client_for):
    client = client_for(world.secretary)
    client.raise_request_exception = False

    answer = client.get("/breaks/")

    assert answer.status_code == 500
    assert "系统出了故障" in answer.content.decode()
    assert "broken on purpose" not in answer.content.decode()


def test_failure_page_is_made_without_any_query():
    request = RequestFactory().get("/anything/")

    def refuse(*args: object) -> None:
        raise AssertionError("the page asked the database")

    with connection.execute_wrapper(refuse):
        answer = errors.server_error(request)

    assert answer.status_code == 500


def test_form_kept_open_too_long_is_answered_in_chinese():
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/large-type/")

    assert answer.status_code == 403
    assert "这一页开得太久" in answer.content.decode()


@pytest.mark.django_db
def test_the_address_of_a_button_opened_as_a_page_leads_back_to_its_page(client_for, world):
    answer = client_for(world.reviewer).get("/filings/12/acceptance/")

    page = answer.content.decode()
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "这一页不能直接打开" in page
    assert 'href="/filings/12/">回到原来的页面' in page
    assert "收件箱" in page


@pytest.mark.django_db
def test_a_form_reloaded_after_the_session_ended_is_answered_in_chinese(client, client_for, world):
    asked = client.post("/filings/12/acceptance/")
    assert asked.status_code == 302

    answer = client_for(world.secretary).get("/large-type/")

    assert answer.status_code == 405
    assert "刚才那一步没有办" in answer.content.decode()
    assert "回到原来的页面</a>" not in answer.content.decode()


def test_a_program_with_the_wrong_method_keeps_its_own_answer(client):
    assert client.post("/health/live").content == b""
    answer = client.post("/api/v1/plans/")
    assert answer["Content-Type"].startswith("application/json")


def test_program_is_answered_in_json(client):
    answer = client.get("/api/v1/no-such-list/")

    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "not_found"


@pytest.mark.parametrize("path", ["/help/", "/rules/", "/privacy/", "/accounts/login/", "/no-such-page/"])
def test_pages_carry_the_strict_policy(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
