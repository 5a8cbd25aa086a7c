"""A committee finds anybody below it: by name, pinyin or telephone, told apart, and no more than name and branch."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Member, PersonalFile
from members.rules.names import initials, name_key
from tests.factories.branches import make_branch
from tests.factories.members import give_phone, make_member
from tests.helpers.crowds import crowd

URL = "/members/search/"


def person(branch, name, **fields):
    member = make_member(branch, name=name, **fields)
    Member.objects.filter(pk=member.pk).update(name_key=name_key(name), initials=initials(name))
    return member


def names(answer):
    return [line.name for line in answer.context["found"].lines]


@pytest.fixture
def branches(world):
    return [world.branch, make_branch(parent=world.committee, name="第一党支部")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("欧阳国强", ["欧阳国强"]),
        ("国强", ["欧阳国强"]),
        ("欧", ["欧阳国强"]),
        ("强", []),
        (" 国 强 ", ["欧阳国强"]),
        ("oygq", ["欧阳国强"]),
        ("OYGQ", ["欧阳国强"]),
        ("ouyangg", ["欧阳国强"]),
        ("ou yang", ["欧阳国强"]),
        ("2468", ["欧阳国强"]),
        ("902468", ["欧阳国强"]),
        ("112468", []),
        ("246", []),
        ("强国", []),
        ("100%", []),
        ("·", []),
        ("阿依古丽·买买提", ["阿依古丽·买买提"]),
        ("古丽·买", ["阿依古丽·买买提"]),
        ("ayglm", ["阿依古丽·买买提"]),
    ],
)
def test_whatever_is_typed_finds_the_one_who_is_meant(world, today, branches, client_for, typed, found):
    give_phone(person(branches[1], "欧阳国强"), "13812902468")
    person(branches[0], "阿依古丽·买买提")

    assert names(client_for(world.reviewer).get(URL, {"q": typed})) == found


def test_nobody_of_another_committee_and_nobody_who_has_left_is_found(world, today, branches, client_for):
    person(world.foreign_branch, "欧阳国强")
    person(branches[1], "欧阳国梁", until=date(2026, 6, 1))

    assert names(client_for(world.reviewer).get(URL, {"q": "欧阳"})) == []


def test_people_of_one_name_are_told_apart_by_branch_and_year_of_birth(world, today, branches, client_for):
    for branch, year in zip(branches, (1962, 1975), strict=True):
        member = person(branch, "张伟")
        PersonalFile.objects.create(member=member, birth_date=f"{year}-03-01")
    person(branches[0], "张伟", joined_on="1998-07-01", full_on=None)
    person(branches[0], "张卫")

    page = client_for(world.reviewer).get(URL, {"q": "zhangw"})

    told = {(line.name, line.born, line.branch) for line in page.context["found"].lines}
    assert told == {
        ("张伟", "1962年生", "会计学院学生第二党支部"),
        ("张伟", "1975年生", "第一党支部"),
        ("张伟", "1998年入党", "会计学院学生第二党支部"),
        ("张卫", "", "会计学院学生第二党支部"),
    }
    assert page.context["found"].lines[0].above == "市直机关工委"


def test_the_page_says_name_and_branch_only_and_whoever_opens_one_says_why(
    world, today, branches, client_for
):
    member = give_phone(person(branches[1], "欧阳国强", full_on=None), "13812902468")
    client = client_for(world.reviewer)

    page = client.get(URL, {"q": "欧阳"}).content.decode()

    assert "预备" not in page
    assert "2468" not in page
    assert f'href="/members/{member.pk}/"' in page
    assert client.get(f"/members/{member.pk}/").headers["Location"] == f"/members/{member.pk}/look/"


def test_page_by_page_everybody_stands_in_the_list_once(world, today, branches, client_for):
    crowd(branches[1], 120, by=world.secretary)
    client, after, seen = client_for(world.reviewer), "", []
    while after is not None:
        found = client.get(URL, {"after": after}).context["found"]
        seen += [line.member_id for line in found.lines]
        after = found.after

    assert len(seen) == len(set(seen)) == 125
    ordered = Member.objects.filter(pk__in=seen).order_by("name_key", "pk")
    assert seen == [member.pk for member in ordered]


def test_equal_names_on_either_side_of_a_page_are_told_apart(world, today, branches, client_for):
    for _ in range(52):
        person(branches[1], "王伟")
    client = client_for(world.reviewer)
    first = client.get(URL, {"q": "王伟"}).context["found"]
    second = client.get(URL, {"q": "王伟", "after": first.after}).context["found"]

    assert [len(first.lines), len(second.lines)] == [50, 2]
    assert all(line.born for line in (*first.lines, *second.lines))


def test_a_committee_sees_the_list_below_one_of_its_own_and_of_no_other(world, today, branches, client_for):
    person(branches[1], "欧阳国强")
    client = client_for(world.reviewer)

    assert names(client.get(URL, {"organization": branches[1].pk})) == ["欧阳国强"]
    assert client.get(URL, {"organization": world.foreign_branch.pk}).status_code == 404
    assert client.get(URL, {"organization": "所有"}).status_code == 404


def test_whoever_is_asked_for_outside_the_scope_is_no_beginning_of_a_page(world, today, branches, client_for):
    stranger = person(world.foreign_branch, "欧阳国强")
    client = client_for(world.reviewer)

    assert names(client.get(URL, {"after": stranger.pk})) == names(client.get(URL))
    assert client.get(URL, {"after": "²"}).status_code == 200


def test_few_branches_and_many_are_listed_in_the_same_order(world, today, branches, client_for, monkeypatch):
    crowd(branches[1], 120, by=world.secretary)
    client = client_for(world.reviewer)
    few = [names(client.get(URL, {"q": typed})) for typed in ("", "z", "张")]
    monkeypatch.setattr("members.reports.member_search.NARROW", 0)

    assert [names(client.get(URL, {"q": typed})) for typed in ("", "z", "张")] == few


@pytest.mark.parametrize("typed", ["", "张", "zhang", "zw", "0001"])
def test_many_branches_of_many_cost_what_one_costs(world, today, client_for, typed):
    client = client_for(world.reviewer)
    crowd(world.branch, 3, by=world.secretary)
    few = _asked(client, typed)
    for number in range(4):
        branch = make_branch(parent=world.committee, name=f"第{number}党支部")
        crowd(branch, 60, by=world.secretary, first=number)

    assert _asked(client, typed) == few == 8


def test_with_more_branches_than_one_can_choose_from_members_are_looked_for(world, today, client_for):
    client = client_for(world.reviewer)
    assert client.get("/members/").status_code == 200
    for _ in range(50):
        make_branch(parent=world.committee)

    assert client.get("/members/").headers["Location"] == URL
    page = client.get("/members/", {"branch": world.branch.pk})
    assert page.context["branch"] == world.branch
    assert list(page.context["branches"]) == []
    assert client.get("/members/", {"branch": world.foreign_branch.pk}).status_code == 404


def _asked(client, typed):
    client.get(URL, {"q": typed})
    with CaptureQueriesContext(connection) as asked:
        assert client.get(URL, {"q": typed}).status_code == 200
    return len(asked)
