import pytest

pytestmark = pytest.mark.django_db
LARGE = 'data-type="large"'


def test_visitor_switches_the_type_and_back(client):
    answer = client.post("/large-type/", {"next": "/help/"})

    assert answer.url == "/help/"
    assert LARGE in client.get("/help/").content.decode()

    client.post("/large-type/", {"next": "/help/"})
    assert LARGE not in client.get("/help/").content.decode()


def test_choice_of_an_account_is_kept_with_the_account(client_for, world):
    client_for(world.member).post("/large-type/", {"next": "/help/"})

    assert LARGE in client_for(world.member).get("/help/").content.decode()
    assert LARGE not in client_for(world.secretary).get("/help/").content.decode()


def test_account_switches_back_what_the_visitor_had_chosen(client, world):
    client.post("/large-type/")
    client.force_login(world.member, backend="members.backends.OfficeBackend")
    assert LARGE in client.get("/help/").content.decode()

    client.post("/large-type/")

    assert LARGE not in client.get("/help/").content.decode()


def test_switch_never_leads_away_from_here(client):
    assert client.post("/large-type/", {"next": "https://example.org/"}).url == "/"


def test_switch_is_not_a_link(client):
    assert client.get("/large-type/").status_code == 405
