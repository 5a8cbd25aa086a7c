"""The year's page: what is held, arranged, missing or not asked for, with one click to act; and the board above it."""

from datetime import date

import pytest
from django.urls import reverse

from activities.choices import ActivityState
from activities.models import Activity, Appraisal, LifeMeeting
from activities.reports.branch_duties import branch_duties
from activities.rules.duties import GroupSpan
from branches.models import Organization, PartyGroup
from branches.services.grouping import close_group, form_group
from branches.services.setting import set_parameter
from partywork.common import clock
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.branches import make_branch
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db


def held(branch, kind, day, **fields):
    fields = {"state": ActivityState.HELD, "closed_at": clock.end_of(day), **fields}
    return make_activity(branch, day, kind=kind, **fields)


@pytest.fixture
def kept(world, today):
    """The branch keeps its activities here since January."""
    held(world.branch, "party_day", date(2026, 1, 15))
    return world


def text(response):
    return response.content.decode()


def strip(grid, label):
    row = next(row for row in grid.rows if row.label == label)
    return [cell.css for cell in row.cells]


def grid_of(client, **query):
    return client.get(reverse("year_grid"), query).context["grid"]


def test_every_row_says_its_article_and_every_cell_its_sentence(kept, client_for):
    held(kept.branch, "member_meeting", date(2026, 2, 10))

    page = client_for(kept.secretary).get(reverse("year_grid"))

    grid = page.context["grid"]
    assert strip(grid, "支部党员大会") == ["ok", "now", "ahead", "ahead"]
    assert strip(grid, "支委会") == ["miss"] * 5 + ["now"] + ["ahead"] * 6
    assert strip(grid, "组织生活会") == ["now"]
    assert "第1季度支部党员大会已登记1次" in text(page)
    assert "《中国共产党支部工作条例（试行）》第十一条" in text(page)
    assert "1月支委会没有登记" in text(page)


def test_one_gathering_with_three_rows_serves_three_duties(kept, client_for):
    for kind in ("member_meeting", "lecture", "party_day"):
        held(kept.branch, kind, date(2026, 5, 14))

    grid = grid_of(client_for(kept.secretary))

    assert strip(grid, "支部党员大会")[1] == "ok"
    assert strip(grid, "党课") == ["late", "ok", "ahead", "ahead"]
    assert strip(grid, "主题党日")[4] == "ok"
    assert strip(grid, "支委会")[4] == "miss"


def test_a_small_branch_has_neither_committee_nor_groups_and_nothing_is_red(kept, client_for):
    Organization.objects.filter(pk=kept.branch.pk).update(has_committee=False)

    page = client_for(kept.secretary).get(reverse("year_grid"))

    assert set(strip(page.context["grid"], "支委会")) == {"free"}
    assert set(strip(page.context["grid"], "党小组会")) == {"free"}
    assert "不设支委会，由支部党员大会讨论决定" in text(page)


def test_every_group_has_its_own_row(kept, client_for):
    groups = [PartyGroup.objects.create(branch=kept.branch, name=name) for name in ("一组", "二组")]
    held(kept.branch, "group_meeting", date(2026, 5, 14), group=groups[1])

    grid = grid_of(client_for(kept.secretary))

    assert strip(grid, "一组")[4] == "miss"
    assert strip(grid, "二组")[4] == "ok"


def test_a_missing_meeting_opens_with_month_group_and_kind_filled_in(kept, client_for):
    group = PartyGroup.objects.create(branch=kept.branch, name="一组")
    PartyGroup.objects.create(branch=kept.branch, name="二组")
    client = client_for(kept.secretary)
    row = next(row for row in grid_of(client).rows if row.label == "一组")

    form = client.get(row.cells[7].url).context["form"]

    assert (form.initial["kind"], form.initial["groups"]) == ("group_meeting", [group.pk])
    assert (form.initial["day"].year, form.initial["day"].month) == (2026, 8)


def test_the_weekday_of_the_last_time_is_kept_in_the_month_that_was_asked_for(kept, client_for):
    held(kept.branch, "committee_meeting", date(2026, 5, 12), place="二楼")  # the second Tuesday
    client = client_for(kept.secretary)
    url = f"{reverse('activity_new')}?kind=committee_meeting&month="

    assert client.get(f"{url}2026-09").context["form"].initial["day"] == date(2026, 9, 8)
    assert client.get(f"{url}2026-03").context["form"].initial["day"] == date(2026, 3, 10)
    # The second Tuesday of June is over; what is left of the month is not.
    assert client.get(f"{url}2026-06").context["form"].initial["day"] == date(2026, 6, 19)
    assert client.get(f"{url}2026-09").context["form"].initial["place"] == "二楼"
    for nonsense in ("", "2026", "2026-13", "0000-01", "x-y", "2026-²"):
        assert client.get(f"{url}{nonsense}").status_code == 200


def test_a_plan_row_is_opened_with_one_click_and_twice_is_once(kept, client_for):
    row = make_row(make_plan(kept.branch), 9, kind="lecture", content="党课")
    client = client_for(kept.secretary)
    cell = next(row for row in grid_of(client).rows if row.label == "党课").cells[2]
    assert cell.row == row.pk
    assert "（计划里有）" in cell.said

    for _ in range(2):
        client.post(reverse("activity_open", args=[row.pk]))

    assert Activity.objects.filter(row=row).count() == 1
    assert strip(grid_of(client), "党课")[2] == "wait"


def test_a_life_meeting_is_begun_on_its_own_page_also_where_the_plan_has_it(kept, client_for):
    make_row(make_plan(kept.branch), 12, kind="organizational_life_meeting", content="组织生活会")

    row = next(row for row in grid_of(client_for(kept.secretary)).rows if row.label == "组织生活会")

    assert row.cells[0].row is None
    assert row.cells[0].url.startswith(reverse("life_home"))


def test_who_reads_from_above_sees_the_same_without_a_button(kept, client_for):
    page = client_for(kept.reviewer).get(reverse("year_grid"), {"branch": kept.branch.pk})

    assert strip(page.context["grid"], "支委会")[0] == "miss"
    assert reverse("activity_new") not in text(page)
    assert "补登记" not in text(page)


def test_another_branch_is_not_shown(kept, client_for):
    client = client_for(kept.outsider)

    assert client.get(reverse("year_grid"), {"branch": kept.branch.pk}).status_code == 403
    assert client_for(kept.member).get(reverse("year_grid")).status_code == 403


def test_what_the_committee_asks_for_stands_in_the_row(kept, client_for):
    set_parameter(
        kept.committee,
        "mt.dahui_per_quarter",
        2,
        since=date(2026, 1, 1),
        reason="机关",
        by=kept.reviewer,
    )
    held(kept.branch, "member_meeting", date(2026, 2, 10))

    page = client_for(kept.secretary).get(reverse("year_grid"))

    assert strip(page.context["grid"], "支部党员大会") == ["miss", "now", "ahead", "ahead"]
    assert "每季度2次" in text(page)
    assert "第1季度支部党员大会登记1次，应不少于2次" in text(page)


def test_a_group_is_asked_from_the_month_after_forming_to_that_of_closing(world, today):
    with clock.replaying(clock.start_of(date(2026, 3, 20))):
        group = form_group(world.branch, "一组", by=world.secretary)
    close_group(group, day=date(2026, 5, 9), by=world.secretary)

    assert branch_duties(world.branch, 2026).groups == (GroupSpan(group.pk, "一组", 4, 5),)
    assert branch_duties(world.branch, 2027).groups == ()
    assert branch_duties(world.branch, 2025).groups == ()


def test_a_life_meeting_held_in_february_counts_for_the_year_it_is_for(world, today):
    meeting = held(world.branch, "organizational_life_meeting", date(2027, 2, 10))
    LifeMeeting.objects.create(branch=world.branch, for_year=2026, theme="对照", activity=meeting)

    assert [entry.kind for entry in branch_duties(world.branch, 2026).entries] == [meeting.kind]
    assert branch_duties(world.branch, 2027).entries == ()


def test_a_life_meeting_held_as_a_member_meeting_is_both(world, today):
    meeting = held(world.branch, "member_meeting", date(2026, 12, 10))
    LifeMeeting.objects.create(branch=world.branch, for_year=2026, theme="对照", activity=meeting)

    kinds = [entry.kind for entry in branch_duties(world.branch, 2026).entries]
    assert kinds == ["member_meeting", "organizational_life_meeting"]


def test_an_appraisal_held_in_a_member_meeting_is_both(world, today):
    meeting = held(world.branch, "member_meeting", date(2027, 1, 20))
    Appraisal.objects.create(branch=world.branch, for_year=2026, activity=meeting)

    assert [entry.kind for entry in branch_duties(world.branch, 2026).entries] == ["appraisal"]
    assert [entry.kind for entry in branch_duties(world.branch, 2027).entries] == ["member_meeting"]


def test_the_home_page_says_each_running_duty_once_and_the_past_in_one_line(kept, client_for):
    for name in ("一组", "二组"):
        PartyGroup.objects.create(branch=kept.branch, name=name)
    make_activity(kept.branch, date(2026, 6, 25), kind="member_meeting")

    todos = client_for(kept.secretary).get("/").context["todos"]

    duties = {todo.title: todo.text for todo in todos if todo.rule.startswith("three-")}
    assert sorted(duties) == ["安排6月党小组会", "安排6月支委会", "安排第2季度党课"]
    assert duties["安排6月党小组会"] == "一组、二组还没有登记。"
    (groups,) = [todo for todo in todos if todo.title == "安排6月党小组会"]
    form = client_for(kept.secretary).get(groups.url).context["form"]
    assert len(form.initial["groups"]) == 2
    (past,) = [todo for todo in todos if "没有登记" in todo.title]
    assert past.title == "今年有16项没有登记"
    assert past.text == "支部党员大会1期、支委会5期、党小组会10期。开过没有记的，补登记。"


def test_a_duty_of_the_month_is_not_said_at_its_beginning(kept, today, client_for):
    today.move_to(clock.at(date(2026, 7, 8), clock.now().time()))
    titles = [todo.title for todo in client_for(kept.secretary).get("/").context["todos"]]
    assert not [title for title in titles if title.startswith("安排")]

    today.move_to(clock.at(date(2026, 7, 10), clock.now().time()))
    titles = [todo.title for todo in client_for(kept.secretary).get("/").context["todos"]]
    assert "安排7月支委会" in titles


def test_last_years_life_meeting_is_asked_for_until_the_end_of_march(kept, today, client_for):
    held(kept.branch, "party_day", date(2025, 12, 15))
    for day, asked in ((date(2026, 11, 2), True), (date(2027, 3, 30), True), (date(2027, 4, 1), False)):
        today.move_to(clock.at(day, clock.now().time()))
        titles = [todo.title for todo in client_for(kept.secretary).get("/").context["todos"]]
        assert ("安排2026年组织生活会" in titles) is asked, day


def test_the_board_counts_each_branch_without_ranking(kept, client_for):
    other = make_branch(parent=kept.committee, name="二支部", has_committee=False)
    held(other, "party_day", date(2026, 1, 15))

    board = client_for(kept.reviewer).get(reverse("duty_board")).context["board"]

    rows = {row.branch.name: [cell.mark for cell in row.cells] for row in board.rows}
    assert rows[kept.branch.name][:4] == ["缺4", "缺1", "缺5", "—"]
    assert rows["二支部"][:4] == ["缺4", "缺1", "—", "—"]
    assert board.total == 2
    assert client_for(kept.secretary).get(reverse("duty_board")).status_code == 200
    assert client_for(kept.member).get(reverse("duty_board")).status_code == 403


def test_fifty_branches_a_page(kept, client_for):
    for number in range(51):
        make_branch(parent=kept.committee, name=f"支部{number:02}")
    client = client_for(kept.reviewer)

    first = client.get(reverse("duty_board")).context["board"]
    second = client.get(reverse("duty_board"), {"after": first.after}).context["board"]

    assert (len(first.rows), len(second.rows), first.total) == (50, 2, 52)
    names = [row.branch.pk for row in [*first.rows, *second.rows]]
    assert len(set(names)) == 52


def test_quarters_without_a_lecture_are_said_in_one_line_before_the_year_ends(kept, today, client_for):
    today.move_to(clock.at(date(2026, 11, 5), clock.now().time()))

    todos = client_for(kept.secretary).get("/").context["todos"]

    (lecture,) = [todo for todo in todos if "党课" in todo.title]
    assert lecture.title == "补上党课"
    assert lecture.text.startswith("第1季度党课没有登记，年底前补上即可；第2季度")


@pytest.mark.parametrize("number", [1, 3])
def test_the_grid_and_the_board_cost_the_same_for_one_and_three(
    kept, client_for, django_assert_num_queries, number
):
    for month in range(1, number + 1):
        held(kept.branch, "committee_meeting", date(2026, month, 12))
        branch = make_branch(parent=kept.committee)
        make_member(branch)
        PartyGroup.objects.create(branch=branch, name="一组")
    secretary, reviewer = client_for(kept.secretary), client_for(kept.reviewer)

    with django_assert_num_queries(17):
        secretary.get(reverse("year_grid"))
    with django_assert_num_queries(17):
        reviewer.get(reverse("duty_board"))
