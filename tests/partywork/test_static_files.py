"""A phone loads the style sheets once: their address carries a stamp of the content, and never goes stale."""

import re

import pytest
from django.templatetags.static import static

FOREVER = "immutable"


@pytest.mark.parametrize("name", ["css/tokens.css", "js/app.js", "django_htmx/htmx-2.min.js"])
def test_file_of_ours_is_stamped_and_kept_for_good(client, name):
    address = static(name)
    answer = client.get(address)

    assert re.fullmatch(rf"/static/{re.escape(name)}\?v=[0-9a-f]{{12}}", address)
    assert answer.status_code == 200
    assert FOREVER in answer.headers["Cache-Control"]


def test_files_of_the_admin_are_not_kept_for_good(client):
    answer = client.get("/static/admin/css/base.css")

    assert answer.status_code == 200
    assert FOREVER not in answer.headers["Cache-Control"]


def test_unknown_file_has_no_stamp():
    assert static("css/no-such.css") == "/static/css/no-such.css"
