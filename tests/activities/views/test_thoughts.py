"""思想状况分析: written, brought before the committee, read by nobody above (TT-04, F-41)."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from django.db import connection
from django.urls import reverse

from activities.models import ThoughtAnalysis
from activities.services import talking, thinking
from activities.services.thinking import Analysis
from branches.models import Organization
from members.choices import Post
from members.models import User
from partywork.common.errors import Conflict, DomainError
from tests.factories.activities import make_activity
from tests.factories.members import appoint, make_user

pytestmark = pytest.mark.django_db
WRITTEN = Analysis(since=date(2026, 1, 1), until=date(2026, 6, 18), overall="总体平稳", problems="通勤太远")
DATA = {"since": "2026-01-01", "until": "2026-06-18", "overall": "总体平稳", "problems": "通勤太远"}


@pytest.fixture
def row(world, today):
    return thinking.write(world.branch, WRITTEN, by=world.secretary)


@pytest.fixture
def meeting(world, today):
    return make_activity(world.branch, date(2026, 6, 25), kind="committee_meeting", theme="6月支委会")


def text(response):
    return response.content.decode()


def test_the_running_half_year_is_proposed_and_talks_stand_beside_as_numbers(world, today, client_for):
    for kind in ("care", "integrity"):
        words = talking.Words(talked_on=date(2026, 6, 1), kind=kind, gist="谈")
        talk = talking.enter(
            world.branch, world.secretary_member, world.plain_member, words, by=world.secretary
        )
        talking.confirm(talk, by=world.member)
    client = client_for(world.secretary)

    page = client.get(reverse("thought_new"))
    assert page.context["form"].initial == {"since": date(2026, 1, 1), "until": date(2026, 6, 18)}
    assert "这一段的谈心谈话：关怀1次" in text(page)
    answer = client.post(reverse("thought_new"), DATA, follow=True)

    assert "2026年1月—6月党员思想状况分析" in text(answer)
    assert ThoughtAnalysis.objects.get().problems == "通勤太远"


def test_twice_is_once_and_another_of_the_same_time_is_told(world, row, client_for):
    client = client_for(world.secretary)
    client.post(reverse("thought_new"), DATA)
    other = client.post(reverse("thought_new"), {**DATA, "overall": "另一种"})

    assert ThoughtAnalysis.objects.count() == 1
    assert "这一段时间已经写过一份" in text(other)
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"overall": " "}, "这一项要填"),
        ({"until": "2026-06-19"}, "止日不能晚于今天"),
        ({"until": "2025-12-31"}, "止日不能早于起日"),
        ({"since": "2025-06-16"}, "一份最多写一年"),
    ],
)
def test_what_does_not_hold_is_told_at_its_box(world, today, client_for, changes, said):
    answer = client_for(world.secretary).post(reverse("thought_new"), {**DATA, **changes})

    assert answer.status_code == 422
    assert said in text(answer)


def test_it_goes_on_the_agenda_of_the_next_committee_meeting_once(world, row, meeting, client_for):
    client = client_for(world.secretary)
    assert "列入议程" in text(client.get(reverse("thought_detail", args=[row.pk])))

    for _ in range(2):
        client.post(reverse("thought_agenda", args=[row.pk]), {"meeting": meeting.pk})

    assert [item.title for item in meeting.agenda.all()] == ["听取党员思想状况分析（2026年1月—6月）"]
    assert meeting.agenda.get().tag == "thought"
    assert "已列入" in text(client.get(reverse("thought_detail", args=[row.pk])))


def test_a_branch_without_a_committee_hears_it_in_the_meeting_of_all(world, row, meeting):
    Organization.objects.filter(pk=world.branch.pk).update(has_committee=False)
    row = ThoughtAnalysis.objects.get()
    general = make_activity(world.branch, date(2026, 6, 26), kind="member_meeting")

    with pytest.raises(DomainError, match="请选本支部的支部党员大会"):
        thinking.put_on_agenda(row, meeting, by=world.secretary)
    assert thinking.put_on_agenda(row, general, by=world.secretary).meeting == general


def test_another_branchs_meeting_is_none(world, row):
    foreign = make_activity(world.foreign_branch, date(2026, 6, 25), kind="committee_meeting")

    with pytest.raises(DomainError):
        thinking.put_on_agenda(row, foreign, by=world.secretary)


def test_two_who_write_at_once_do_not_overwrite_each_other(world, row):
    thinking.rewrite(row, WRITTEN, by=world.secretary, revision=1)

    with pytest.raises(Conflict):
        thinking.rewrite(row, WRITTEN, by=world.secretary, revision=1)


def test_only_who_runs_the_branch_reads_it(world, row, client_for):
    above = make_user(name="上级书记")
    appoint(above, world.committee, Post.SECRETARY)
    operator = User.objects.create_superuser("operator", password="party-test-1", name="管理员")
    organizer = make_user(name="组织委员")
    appoint(organizer, world.branch, Post.ORGANIZATION_MEMBER)

    for user in (above, operator, world.reviewer, world.outsider, world.member):
        for name in ("thought_detail", "thought_document"):
            assert client_for(user).get(reverse(name, args=[row.pk])).status_code == 404
    assert "通勤太远" in text(client_for(organizer).get(reverse("thought_detail", args=[row.pk])))


def test_its_words_are_encrypted_in_the_table(world, row):
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM activities_thoughtanalysis t")
        (stored,) = cursor.fetchone()

    assert "总体平稳" not in stored
    assert "通勤" not in stored
    assert ThoughtAnalysis.objects.get().overall == "总体平稳"


def test_f_41_prints_on_one_page(world, row, client_for):
    answer = client_for(world.secretary).get(reverse("thought_document", args=[row.pk]))

    with pdfplumber.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
        printed = pdf.pages[0].extract_text().replace(" ", "")
    for part in ("党员思想状况分析", "2026年1月—6月", "总体平稳", "通勤太远", "张一"):
        assert part in printed


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    world, today, client_for, django_assert_num_queries, number
):
    for month in range(1, number + 1):
        analysis = Analysis(since=date(2026, month, 1), until=date(2026, month, 20), overall="平稳")
        thinking.write(world.branch, analysis, by=world.secretary)
    client = client_for(world.secretary)

    with django_assert_num_queries(8):
        client.get(reverse("thought_list"))
