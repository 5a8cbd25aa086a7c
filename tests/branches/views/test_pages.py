"""Who sees and changes the tree, the register and the calendar."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from branches import rights
from branches.models import Organization, Parameter, WorkdayOverride
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from members.access import Capability
from members.models import User
from partywork.models import JournalEntry
from tests.conftest import World
from tests.factories.branches import make_branch
from tests.factories.members import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SignIn = Callable[[User], Client]


@pytest.fixture
def admin(db: None) -> User:
    return make_user("admin", name="管一", is_superuser=True, is_staff=True)


def text(response) -> str:
    return response.content.decode()


def test_the_rights_named_here_are_rights() -> None:
    named = {value for name, value in vars(rights).items() if name.isupper()}
    assert named <= {str(capability) for capability in Capability}


@pytest.mark.parametrize("persona", ["secretary", "reviewer", "outsider"])
def test_each_sees_the_tree_below_the_own_post(world: World, client_for: SignIn, persona: str) -> None:
    page = text(client_for(getattr(world, persona)).get("/organizations/"))
    assert ("会计学院学生第二党支部" in page) is (persona != "outsider")
    assert ("另一支部" in page) is (persona == "outsider")


@pytest.mark.parametrize(
    "name",
    [
        "organization_edit",
        "organization_rename",
        "organization_move",
        "organization_merge",
        "organization_dissolve",
    ],
)
def test_only_the_keeper_of_the_tree_changes_it(world: World, client_for: SignIn, name: str) -> None:
    address = reverse(name, args=[world.branch.pk])
    assert client_for(world.reviewer).get(address).status_code == 200
    assert client_for(world.secretary).get(address).status_code == 403
    assert client_for(world.outsider).get(address).status_code == 404


def test_a_branch_is_founded_once(world: World, client_for: SignIn) -> None:
    client = client_for(world.reviewer)
    data = {
        "kind": "branch",
        "name": "新支部",
        "code": "N1",
        "domain": "students",
        "founded_on": "2026-06-18",
        "use_preset": "on",
    }
    address = f"/organizations/new/?parent={world.committee.pk}"
    assert client.post(address, data).status_code == 302
    again = client.post(address, data)
    assert again.status_code == 422
    assert "已有别的党组织使用" in text(again)
    branch = Organization.objects.get(code="N1")
    assert client.get(reverse("organization_detail", args=[branch.pk])).status_code == 200
    assert in_force(branch)["pd.notice_days"] == 0


def test_only_the_operator_founds_at_the_top(world: World, client_for: SignIn, admin: User) -> None:
    data = {"kind": "committee", "name": "新工委", "code": "T1", "founded_on": "2026-06-18"}
    assert client_for(world.reviewer).post("/organizations/new/", data).status_code == 403
    assert client_for(admin).post("/organizations/new/", data).status_code == 302


def test_renaming_and_merging_by_the_forms(world: World, client_for: SignIn) -> None:
    client = client_for(world.reviewer)
    other = make_branch(parent=world.committee, name="并入的支部")
    renamed = client.post(
        reverse("organization_rename", args=[world.branch.pk]), {"name": "新名支部", "day": "2026-06-01"}
    )
    assert renamed.status_code == 302
    merged = client.post(
        reverse("organization_merge", args=[world.branch.pk]),
        {"into": other.pk, "day": "2026-06-18", "reason": "支部调整"},
    )
    assert merged.status_code == 302
    assert "转入党员 5 名" in text(client.get(merged["Location"]))
    assert "新名支部" in text(client.get("/organizations/?all=1"))
    assert "新名支部" not in text(client.get("/organizations/"))


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["/organizations/", "/parameters/"])
def test_the_tree_costs_the_same_for_one_and_for_three(
    world: World, client_for: SignIn, address: str
) -> None:
    client = client_for(world.reviewer)
    one = cost(client, address)
    for _ in range(2):
        make_branch(parent=world.committee)
    assert cost(client, address) == one <= 9


def test_the_register_tells_who_set_what(world: World, client_for: SignIn) -> None:
    client = client_for(world.reviewer)
    address = f"/parameters/pd.notice_days/?organization={world.committee.pk}"
    assert client.post(address, {"value": "8", "in_force_from": "2026-06-18"}).status_code == 302
    page = text(client_for(world.secretary).get(f"/parameters/?organization={world.branch.pk}"))
    assert "示例市直属机关工作委员会设定，2026年6月18日起" in page
    refused = client.post(address, {"value": "99", "in_force_from": "2026-06-18"})
    assert refused.status_code == 422
    assert "现在是“99”" in text(refused)


def test_the_past_is_changed_only_with_a_reason(world: World, client_for: SignIn) -> None:
    address = f"/parameters/pd.notice_days/?organization={world.committee.pk}"
    data = {"value": "3", "in_force_from": "2026-01-01"}
    client = client_for(world.reviewer)
    assert client.post(address, data).status_code == 422
    assert client.post(address, {**data, "reason": "当时就是三天，补录"}).status_code == 302
    assert Parameter.objects.get().set_by == "马一"


@pytest.mark.parametrize(
    ("key", "data", "value"),
    [
        ("pd.exempt_months", {"value": ["2", "8"]}, (2, 8)),
        ("pd.filing_roll", {"value": "是"}, True),
        ("pd.denominator", {"value": "expected"}, "expected"),
        ("pl.plan_due", {"value": "04-15"}, "04-15"),
        ("pd.delegate_roles", {"value": ["committee_member"]}, ("committee_member",)),
    ],
)
def test_each_kind_of_value_has_its_box(
    world: World, client_for: SignIn, key: str, data: dict[str, object], value: object
) -> None:
    address = f"/parameters/{key}/?organization={world.committee.pk}"
    client = client_for(world.reviewer)
    assert client.get(address).status_code == 200
    assert client.post(address, {**data, "in_force_from": "2026-06-18"}).status_code == 302
    assert in_force(world.committee)[key] == value


def test_every_limit_stands_on_the_page_with_a_way_to_set_it(world: World, client_for: SignIn) -> None:
    from branches.rules.register import ALL

    shown = text(client_for(world.reviewer).get(f"/parameters/?organization={world.committee.pk}"))
    missing = [spec.key for spec in ALL if f"/parameters/{spec.key}/" not in shown]
    assert missing == []


def test_every_parameter_has_a_page(world: World, client_for: SignIn) -> None:
    from branches.rules.parameters import SPECS

    client = client_for(world.reviewer)
    for key in SPECS:
        assert client.get(f"/parameters/{key}/?organization={world.committee.pk}").status_code == 200
    assert client.get("/parameters/no.such/").status_code == 404


def test_the_branch_sets_its_day_in_words(world: World, client_for: SignIn) -> None:
    client = client_for(world.secretary)
    address = f"/parameters/pd.day_rule/?organization={world.branch.pk}"
    data = {
        "value": "last_weekday",
        "n": "1",
        "weekday": "4",
        "day": "",
        "start": "15:00",
        "end": "18:00",
        "in_force_from": "2026-06-18",
    }
    assert client.post(address, data).status_code == 302
    assert in_force(world.branch)["pd.day_rule"].describe() == "每月最后一个星期五 15:00—18:00"
    assert "结束时间要晚于开始时间" in text(client.post(address, {**data, "end": "14:00"}))
    assert (
        client.post(f"/parameters/pd.day_rule/take-back/?organization={world.branch.pk}").status_code == 302
    )
    assert in_force(world.branch).source("pd.day_rule").text == "默认"


def test_a_branch_does_not_set_what_is_above_it(world: World, client_for: SignIn) -> None:
    client = client_for(world.secretary)
    address = f"/parameters/ev.min_ballots/?organization={world.branch.pk}"
    assert client.post(address, {"value": "3", "in_force_from": "2026-06-18"}).status_code == 403
    above = f"/parameters/pd.notice_days/?organization={world.committee.pk}"
    assert client.post(above, {"value": "3", "in_force_from": "2026-06-18"}).status_code == 404


def test_the_operator_adds_a_year_of_holidays(world: World, client_for: SignIn, admin: User) -> None:
    client = client_for(admin)

    def upload(content: str):
        file = BytesIO(content.encode())
        file.name = "节假日.csv"
        return client.post("/calendar/", {"file": file})

    for _ in range(2):
        assert upload("日期,类型,名称\n2030年5月1日,放假,劳动节\n2030-05-04,上班,劳动节").status_code == 302
    assert WorkdayOverride.objects.count() == 2
    assert not office_calendar().is_workday(date(2030, 5, 1))
    assert office_calendar().is_makeup_workday(date(2030, 5, 4))
    assert "第 1 行第二列" in text(upload("2030-05-01,开会"))
    assert client_for(world.reviewer).get("/calendar/").status_code == 403


def test_an_unchanged_organization_is_said_to_be_unchanged_and_nothing_is_written_down(
    world: World, client_for: SignIn
) -> None:
    client = client_for(world.reviewer)
    address = reverse("organization_edit", args=[world.branch.pk])
    kept = {"short_name": "", "domain": world.branch.domain, "has_committee": "on"}

    said = text(client.post(address, kept, follow=True))
    assert "没有改动，原样保留。" in said
    assert "已更正。" not in said
    assert not JournalEntry.objects.filter(model="branches.organization", verb="correct").exists()

    said = text(client.post(address, {**kept, "short_name": "会计二支部"}, follow=True))
    assert "已更正。" in said
    assert JournalEntry.objects.filter(model="branches.organization", verb="correct").count() == 1


def test_a_name_that_stays_is_no_new_name(world: World, client_for: SignIn) -> None:
    address = reverse("organization_rename", args=[world.branch.pk])
    data = {"name": world.branch.name, "day": "2026-06-18"}

    said = text(client_for(world.reviewer).post(address, data, follow=True))

    assert "名称没有变" in said
    assert not JournalEntry.objects.filter(model="branches.organization", verb="rename").exists()
