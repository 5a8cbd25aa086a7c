"""Who sees which page of members, posts, tokens and jobs; and what a page costs."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.choices import Post
from members.models import ApiToken, Appointment, Member, User
from members.services import accounts
from partywork.common.spreadsheets import read_sheets, write_sheet
from partywork.models import JournalEntry
from tests.conftest import World
from tests.factories.members import appoint, exempt, give_phone, make_member, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SignIn = Callable[[User], Client]
HEAD = ["姓名", "性别", "人员类别", "入党时间", "转正时间"]


@pytest.fixture
def admin(db: None) -> User:
    return make_user("admin", name="管一", is_superuser=True, is_staff=True)


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("persona", "status"), [("secretary", 200), ("reviewer", 200), ("member", 403), ("outsider", 200)]
)
def test_the_list_is_for_whoever_may_see_members(
    world: World, client_for: SignIn, persona: str, status: int
) -> None:
    response = client_for(getattr(world, persona)).get("/members/")
    assert response.status_code == status
    assert ("李二" in text(response)) is (persona in ("secretary", "reviewer"))


@pytest.mark.parametrize(
    "name",
    [
        "member_detail",
        "member_edit",
        "member_group",
        "member_leave",
        "member_transfer",
        "exemption_new",
    ],
)
def test_another_secretary_finds_nobody_of_ours(world: World, client_for: SignIn, name: str) -> None:
    address = reverse(name, args=[world.others[0].pk])
    assert client_for(world.outsider).get(address).status_code == 404
    assert client_for(world.secretary).get(address).status_code == 200
    if name != "member_detail":
        assert client_for(world.outsider).post(address, {}).status_code == 404


def test_who_may_look_but_not_act_is_told_so(world: World, client_for: SignIn) -> None:
    watcher = make_user("watcher", name="纪一")
    appoint(watcher, world.branch, Post.DISCIPLINE_MEMBER)
    client = client_for(watcher)
    assert client.get(reverse("member_detail", args=[world.others[0].pk])).status_code == 200
    assert client.get(reverse("member_edit", args=[world.others[0].pk])).status_code == 403
    assert client.post("/members/import/", {}).status_code == 403


@pytest.mark.parametrize("typed", ["李二", "李", "8000"])
def test_a_member_is_found_by_name_or_the_end_of_the_phone(
    world: World, client_for: SignIn, typed: str
) -> None:
    give_phone(world.others[0], "13800138000")
    found = text(client_for(world.secretary).get("/members/", {"q": typed}))
    assert "李二" in found
    assert "王三" not in found
    assert "13800138000" not in found


@pytest.mark.parametrize("typed", ["sxx", "SXX", "shanxiong", "shan xiong xin"])
def test_a_member_is_found_by_pinyin(world: World, client_for: SignIn, typed: str) -> None:
    client = client_for(world.secretary)
    data = {"name": "单雄信", "sex": "male", "joined_on": "2001-07-01", "full_on": "", "since": "2026-06-01"}
    assert client.post("/members/new/", data).status_code == 302
    assert "单雄信" in text(client.get("/members/", {"q": typed}))


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_for_one_and_for_three(world: World, client_for: SignIn) -> None:
    def join() -> None:
        user = make_user()
        member = make_member(world.branch, user=user)
        exempt(member, world.branch, date(2026, 6, 1), date(2026, 7, 1), world.secretary)
        appoint(user, world.branch, Post.GROUP_LEADER)

    client = client_for(world.secretary)
    join()
    one = cost(client, "/members/")
    join()
    join()
    assert cost(client, "/members/") == one <= 12


def test_registering_twice_makes_one_member(world: World, client_for: SignIn) -> None:
    client = client_for(world.secretary)
    data = {"name": "单雄信", "sex": "male", "joined_on": "2001-07-01", "full_on": "", "since": "2026-06-01"}
    assert client.post("/members/new/", data).status_code == 302
    again = client.post("/members/new/", data)
    assert again.status_code == 422
    assert "确实是另一名同名的党员" in text(again)
    assert Member.objects.filter(name="单雄信").count() == 1
    assert client.post("/members/new/", {**data, "another_person": "on"}).status_code == 302


def test_what_was_typed_stays_and_the_sentence_stands_at_the_field(world: World, client_for: SignIn) -> None:
    data = {
        "name": "单雄信",
        "sex": "male",
        "joined_on": "2001-07-01",
        "full_on": "2000-01-01",
        "since": "2026-06-01",
    }
    response = client_for(world.secretary).post("/members/new/", data)
    assert response.status_code == 422
    assert "转正日期早于入党日期" in text(response)
    assert 'value="单雄信"' in text(response)


def test_an_exemption_by_the_form_shows_in_the_list(world: World, client_for: SignIn) -> None:
    client = client_for(world.secretary)
    data = {
        "reason": "old_age",
        "since": "2026-06-01",
        "until": "2026-12-31",
        "contact": world.others[1].pk,
    }
    address = reverse("exemption_new", args=[world.others[0].pk])
    for _ in range(2):
        assert client.post(address, data).status_code == 302
    assert world.others[0].exemptions.count() == 1
    assert "年老体弱行动不便，至" in text(client.get("/members/"))
    assert client.get(reverse("member_detail", args=[world.others[0].pk])).status_code == 200


def test_the_slip_is_shown_once_and_its_link_sets_a_password(world: World, client_for: SignIn) -> None:
    client = client_for(world.secretary)
    address = reverse("account_open", args=[world.others[0].pk])
    slip = client.post(address)
    assert "一次性密码" in text(slip)
    assert "no-store" in slip["Cache-Control"]
    assert client.post(address).status_code == 302
    user = User.objects.get(member=world.others[0])
    link = reverse("first_sign_in", args=[accounts.link_key(user)])
    visitor = Client()
    assert "设置自己的密码" in text(visitor.get(link))
    assert visitor.post(link, {"password1": "12345678", "password2": "12345678"}).status_code == 422
    strong = {"password1": "黄河之水天上来2026", "password2": "黄河之水天上来2026"}
    assert visitor.post(link, strong).status_code == 302
    assert visitor.get("/account/").status_code == 200
    assert Client().get(link).status_code == 410


def test_accounts_for_all_print_a_slip_each(world: World, client_for: SignIn) -> None:
    page = text(client_for(world.secretary).post("/members/accounts/"))
    assert page.count('class="slip panel"') == 3
    assert "<svg" in page


def upload(client: Client, *rows: list[str], name: str = "名册.xlsx"):
    file = BytesIO(write_sheet("名册", HEAD, rows))
    file.name = name
    return client.post("/members/import/", {"file": file})


def carried(response) -> str:
    found = re.search(r'name="reading" value="([^"]+)"', text(response))
    assert found
    return found[1]


def test_a_roster_is_looked_at_then_taken_then_nothing_more(world: World, client_for: SignIn) -> None:
    client = client_for(world.secretary)
    row = ["单雄信", "男", "正式党员", "2001.07", "2002.07"]
    seen = upload(client, row)
    assert "新增 1 人" in text(seen)
    assert "文件里没有的 5 人" in text(seen)
    assert not Member.objects.filter(name="单雄信").exists()
    data = {
        "reading": carried(seen),
        "since": "2026-06-18",
        "line": re.findall(r'name="line" value="([^"]+)"', text(seen)),
    }
    for _ in range(2):
        assert client.post("/members/import/apply/", data).status_code == 302
    assert Member.objects.filter(name="单雄信").count() == 1
    assert "新增 1 人</h2>" not in text(upload(client, row))


def test_refused_rows_come_back_as_a_file(world: World, client_for: SignIn) -> None:
    client = client_for(world.secretary)
    seen = upload(client, ["单雄信", "不明", "正式党员", "2001.07", ""])
    assert "应填男或女，现在是“不明”" in text(seen)
    file = client.post("/members/import/refused/", {"reading": carried(seen)})
    assert read_sheets(file.content)[0].rows[1][0] == "单雄信"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00", "科目,金额\n办公,3".encode()])
def test_a_file_that_is_no_roster_is_refused_in_a_sentence(
    world: World, client_for: SignIn, content: bytes
) -> None:
    file = BytesIO(content)
    file.name = "名册.xlsx"
    response = client_for(world.secretary).post("/members/import/", {"file": file})
    assert response.status_code == 422
    assert 'class="wrong"' in text(response)


def test_an_old_or_foreign_preview_is_not_taken(world: World, client_for: SignIn) -> None:
    seen = upload(client_for(world.secretary), ["单雄信", "男", "正式党员", "2001.07", "2002.07"])
    data = {"reading": carried(seen), "since": "2026-06-18", "line": ["名册:2"]}
    assert client_for(world.outsider).post("/members/import/apply/", data).status_code == 302
    assert not Member.objects.filter(name="单雄信").exists()


def test_an_export_names_its_purpose_and_is_remembered(world: World, client_for: SignIn) -> None:
    client = client_for(world.secretary)
    assert client.post("/members/export/", {}).status_code == 302
    file = client.post("/members/export/", {"reason": "换届名册"})
    assert "attachment" in file["Content-Disposition"]
    assert JournalEntry.objects.filter(verb="export_roster", reason="换届名册").count() == 1


def test_posts_are_named_from_above_and_the_rest_in_the_branch(world: World, client_for: SignIn) -> None:
    address = reverse("appointment_list", args=[world.branch.pk])
    secretary, reviewer = client_for(world.secretary), client_for(world.reviewer)
    leader = {"holder": world.member.pk, "post": "group_leader", "since": "2026-06-18"}
    deputy = {**leader, "post": "deputy_secretary"}
    assert secretary.post(address, leader).status_code == 302
    assert secretary.post(address, deputy).status_code == 422
    assert reviewer.post(address, deputy).status_code == 302
    post = Appointment.objects.get(holder=world.member, post="deputy_secretary")
    assert secretary.get(reverse("appointment_end", args=[post.pk])).status_code == 403
    assert client_for(world.outsider).get(reverse("appointment_end", args=[post.pk])).status_code == 404
    assert reviewer.post(reverse("appointment_end", args=[post.pk]), {"day": "2026-06-18"}).status_code == 302


def test_a_token_is_shown_once_and_withdrawn(world: World, client_for: SignIn) -> None:
    client = client_for(world.reviewer)
    made = client.post(
        "/tokens/", {"name": "统计平台", "rights": ["see_record"], "organization": world.branch.pk}
    )
    assert 'value="pw_' in text(made)
    assert 'value="pw_' not in text(client.get("/tokens/"))
    token = ApiToken.objects.get()
    address = reverse("token_revoke", args=[token.digest[:32]])
    assert client_for(world.outsider).post(address).status_code == 404
    assert client.post(address).status_code == 302
    assert not ApiToken.objects.exists()
    assert client_for(world.secretary).get("/tokens/").status_code == 403


def test_the_command_prints_the_token_and_nothing_else(world: World) -> None:
    out = StringIO()
    call_command(
        "api_token", "reviewer", "--organization", world.branch.code, "--right", "see_record", stdout=out
    )
    assert re.fullmatch(r"pw_\w+\n", out.getvalue())
    assert ApiToken.objects.get().rights == ["see_record"]
    for arguments in (["nobody"], ["member"], ["reviewer", "--organization", "none"]):
        with pytest.raises(CommandError):
            call_command("api_token", *arguments, stdout=out)


def test_the_jobs_page_is_for_the_operator(world: World, client_for: SignIn, admin: User) -> None:
    assert "还没有运行过" in text(client_for(admin).get("/jobs/"))
    assert client_for(world.secretary).get("/jobs/").status_code == 403


def test_every_job_that_runs_by_itself_has_a_name_the_operator_can_read(
    client_for: SignIn, admin: User
) -> None:
    shown = text(client_for(admin).get("/jobs/"))
    assert settings.CELERY_BEAT_SCHEDULE
    assert [job["task"] for job in settings.CELERY_BEAT_SCHEDULE.values() if str(job["task"]) in shown] == []


@pytest.mark.parametrize("persona", ["secretary", "member", "reviewer", "outsider"])
def test_everybody_sees_what_is_kept_about_them(world: World, client_for: SignIn, persona: str) -> None:
    response = client_for(getattr(world, persona)).get("/account/")
    assert response.status_code == 200
    assert "改密码" in text(response)


def test_the_operator_sees_every_branch(world: World, client_for: SignIn, admin: User) -> None:
    client = client_for(admin)
    assert "李二" in text(client.get("/members/", {"branch": world.branch.pk}))
    assert client.get("/groups/").status_code == 200


def test_groups_are_formed_and_dissolved(world: World, client_for: SignIn) -> None:
    client = client_for(world.secretary)
    for _ in range(2):
        assert client.post("/groups/", {"name": "第一党小组"}).status_code == 302
    group = world.branch.party_groups.get()
    assert client_for(world.outsider).post(reverse("group_dissolve", args=[group.pk])).status_code == 404
    assert client.post(reverse("group_dissolve", args=[group.pk])).status_code == 302
    client.get("/members/")  # says what was done, once
    assert "第一党小组" not in text(client.get("/groups/"))


def _offered(page) -> set[str]:
    return {str(label) for value, label in page.context["form"].fields["holder"].choices if value}


def test_nobody_is_shown_the_accounts_of_another_committee(world: World, client_for: SignIn) -> None:
    strangers = [make_user("far", name="别委干事"), make_user("new", name="新开账号"), world.outsider]
    appoint(strangers[0], world.foreign_committee, Post.OFFICER)
    address = reverse("appointment_list", args=[world.committee.pk])

    page = client_for(world.reviewer).get(address)

    assert _offered(page) == {"张一", "钱五", "马一"}
    for stranger in strangers:
        assert stranger.name not in text(page)


def test_somebody_from_elsewhere_is_appointed_by_the_exact_account_name(
    world: World, client_for: SignIn
) -> None:
    make_user("lu7", name="陆七")
    client, address = (
        client_for(world.reviewer),
        reverse("appointment_list", args=[world.committee.pk]),
    )
    data = {"post": "officer", "since": "2026-06-18"}

    for typed, sentence in (("lu", "没有这个登录名"), ("陆七", "没有这个登录名"), ("", "请选一位同志")):
        refused = client.post(address, {**data, "username": typed})
        assert refused.status_code == 422
        assert sentence in text(refused)
    both = client.post(address, {**data, "username": "lu7", "holder": world.member.pk})
    assert both.status_code == 422
    assert client.post(address, {**data, "username": "lu7"}).status_code == 302
    assert Appointment.objects.filter(holder__username="lu7", organization=world.committee).count() == 1


def test_the_operator_is_not_appointed_by_typing_his_name(
    world: World, client_for: SignIn, admin: User
) -> None:
    address = reverse("appointment_list", args=[world.committee.pk])
    data = {"post": "officer", "since": "2026-06-18", "username": admin.username}
    assert client_for(world.reviewer).post(address, data).status_code == 422


def test_a_branch_appoints_its_own_members_only(world: World, client_for: SignIn) -> None:
    address = reverse("appointment_list", args=[world.branch.pk])
    data = {"post": "group_leader", "since": "2026-06-18", "username": world.outsider.username}
    client = client_for(world.secretary)
    assert "username" not in client.get(address).context["form"].fields
    assert client.post(address, data).status_code == 422
    assert not Appointment.objects.filter(holder=world.outsider, organization=world.branch).exists()
