"""The operator looks things up; nothing is changed there."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client

from members.models import User
from tests.conftest import World
from tests.factories.members import make_user

OURS = [model for model in admin.site._registry if model._meta.app_label in ("members", "branches")]


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_the_operator_looks_and_changes_nothing(
    world: World, client_for: Callable[[User], Client], model: type[Model]
) -> None:
    client = client_for(make_user("admin", is_superuser=True, is_staff=True))
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    assert client.get(address).status_code == 200
    assert client.get(f"{address}add/").status_code == 403


@pytest.mark.django_db
def test_choosing_a_password_ends_the_one_time_password(
    world: World, client_for: Callable[[User], Client]
) -> None:
    User.objects.filter(pk=world.member.pk).update(must_change_password=True)
    client = client_for(world.member)
    assert client.get("/account/").status_code == 302
    strong = "黄河之水天上来2026"
    data = {"oldpassword": "party-test-1", "password1": strong, "password2": strong}
    assert client.post("/accounts/password/change/", data).status_code == 302
    assert client.get("/account/").status_code == 200
