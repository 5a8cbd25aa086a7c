"""The ledger of hours: off the registers, put right with a reason, learned elsewhere; nobody is ranked (F-31)."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from activities.choices_education import Band, OutsideState
from activities.models import HoursCorrection, MakeUp, Notice, OutsideStudy
from activities.reports.appraisal_year import year_in_short
from activities.reports.study_people import people_of, person_of
from activities.services import attending, outside_study, study_correcting
from activities.services.outside_amending import amend
from activities.services.outside_study import Course
from branches.services.setting import set_parameter
from members.choices import Post
from members.services.transferring import transfer
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import read_sheets
from partywork.models import JournalEntry, RenderedDocument
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch
from tests.factories.members import appoint, exempt, make_member, make_user

LIST = "/study-hours/"


def text(answer) -> str:
    return answer.content.decode()


def hold(world, today, day=date(2026, 6, 18), *, start=14, hours=4, present=None, **fields):
    """A gathering that was held; everybody came unless said otherwise."""
    activity = make_activity(world.branch, day, start=time(start), hours=hours, state="announced", **fields)
    for member in world.roster:
        status = "present" if present is None or member in present else "absent"
        attending.mark(activity, member, status=status, by=world.secretary)
    today.move_to(clock.at(day, time(23, 0)))
    return attending.close(activity, by=world.secretary, low_reason="当天有防汛任务。")


def course(**changes):
    values = {
        "since": date(2026, 6, 10),
        "until": date(2026, 6, 10),
        "title": "书记培训班",
        "organizer": "市直机关工委",
        "tenths": 80,
        **changes,
    }
    return Course(**values)


def lines_of(member, year=2026):
    return [(line.title, line.tenths) for line in person_of(member, year).lines]


def test_a_party_day_counts_without_anybody_typing(world, today):
    hold(world, today)

    assert lines_of(world.plain_member) == [("上半年重要会议精神专题学习", 40)]


def test_whoever_was_not_there_has_nothing(world, today):
    hold(world, today, present=world.roster[:4])

    assert lines_of(world.roster[4]) == []


@pytest.mark.parametrize(("kind", "tenths"), [("lecture", 20), ("study", 20), ("party_day", 20)])
def test_lecture_study_and_party_day_count(world, today, kind, tenths):
    hold(world, today, kind=kind, hours=2)

    assert [each for _, each in lines_of(world.plain_member)] == [tenths]


@pytest.mark.parametrize("kind", ["member_meeting", "other"])
def test_a_meeting_is_no_study(world, today, kind):
    hold(world, today, kind=kind)

    assert lines_of(world.plain_member) == []


def test_parts_of_one_afternoon_count_once(world, today):
    from activities.models import Gathering

    both = Gathering.objects.create(branch=world.branch, created_by=world.secretary)
    hold(world, today, kind="lecture", start=14, hours=1, gathering=both, theme="党课")
    hold(world, today, start=15, hours=2, gathering=both, theme="党日")

    assert lines_of(world.plain_member) == [("党课", 10), ("党日", 30)]


def test_whoever_left_early_has_the_hours_he_stayed(world, today):
    activity = hold(world, today, hours=2)
    activity.attendances.filter(member=world.plain_member).update(
        status="left_early", left_at=activity.starts_at + timedelta(minutes=90)
    )

    assert lines_of(world.plain_member) == [("上半年重要会议精神专题学习", 15)]


def test_new_years_eve_belongs_to_the_old_year(world, today):
    hold(world, today, date(2025, 12, 31), start=20, hours=2, for_year=2026, for_month=1)

    assert lines_of(world.plain_member, 2026) == []
    assert [each for _, each in lines_of(world.plain_member, 2025)] == [20]


@pytest.mark.parametrize(("minutes", "tenths"), [(60, 10), (None, 0), (600, 40), (239, 40)])
def test_a_confirmed_make_up_counts_for_its_time_and_no_more_than_was_missed(world, today, minutes, tenths):
    activity = hold(world, today, present=world.roster[:4])
    row = MakeUp.objects.get(attendance__activity=activity, attendance__member=world.roster[4])
    MakeUp.objects.filter(pk=row.pk).update(
        state="confirmed",
        method="reading",
        done_on=date(2026, 6, 25),
        minutes=minutes,
        confirmed_by=world.secretary,
    )
    today.move_to(datetime(2026, 6, 30, 12, 0, tzinfo=clock.OFFICE))

    assert [each for _, each in lines_of(world.roster[4])] == [tenths]


def test_a_correction_for_all_and_one_for_somebody(world, today):
    activity = hold(world, today)
    study_correcting.correct_hours(activity, tenths=20, reason="一半是劳动", by=world.secretary)
    study_correcting.correct_hours(
        activity, tenths=0, reason="中途出警", by=world.secretary, member=world.plain_member
    )

    assert [each for _, each in lines_of(world.plain_member)] == [0]
    assert [each for _, each in lines_of(world.others[0])] == [20]
    assert JournalEntry.objects.filter(verb="correct_hours").count() == 2


def test_the_latest_correction_holds_and_the_earlier_stays(world, today):
    activity = hold(world, today)
    for tenths in (20, 30, 30):
        study_correcting.correct_hours(activity, tenths=tenths, reason="核对时长", by=world.secretary)

    assert [each for _, each in lines_of(world.plain_member)] == [30]
    assert HoursCorrection.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"tenths": 20, "reason": " "}, "请写明原因"),
        ({"tenths": 241, "reason": "长"}, "0 到 24"),
        ({"tenths": -1, "reason": "短"}, "0 到 24"),
    ],
)
def test_a_correction_says_why_and_stays_within_a_day(world, today, values, sentence):
    activity = hold(world, today)
    with pytest.raises(DomainError, match=sentence):
        study_correcting.correct_hours(activity, by=world.secretary, **values)


def test_nobody_corrects_the_hours_that_are_his_alone(world, today):
    activity = hold(world, today)
    with pytest.raises(DomainError, match="另一位同志"):
        study_correcting.correct_hours(
            activity, tenths=80, reason="我的", by=world.secretary, member=world.secretary_member
        )


def test_one_course_for_several_counts_at_once_but_ones_own_waits(world, today):
    rows = outside_study.enter(world.roster[:3], course(), by=world.secretary)

    assert [row.state for row in rows] == ["asked", "confirmed", "confirmed"]
    assert lines_of(world.secretary_member) == []
    with pytest.raises(DomainError, match="另一位同志或上级"):
        outside_study.confirm(rows[0], by=world.secretary)
    outside_study.confirm(rows[0], by=world.reviewer)
    assert lines_of(world.secretary_member) == [("书记培训班", 80)]


def test_the_same_course_twice_is_one_and_other_hours_are_told(world, today):
    first = outside_study.enter([world.plain_member], course(), by=world.secretary)
    assert outside_study.enter([world.plain_member], course(), by=world.secretary) == first
    with pytest.raises(DomainError, match="已经登记过，是8学时"):
        outside_study.enter([world.plain_member], course(tenths=40), by=world.secretary)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"until": date(2026, 6, 9)}, "早于"),
        ({"until": date(2026, 6, 19)}, "晚于今天"),
        ({"tenths": 81}, "最多计 8 学时"),
        ({"since": date(2025, 12, 30), "until": date(2026, 1, 2)}, "跨年度"),
        ({"title": " "}, "课程名称"),
        ({"organizer": ""}, "主办单位"),
    ],
)
def test_a_course_that_cannot_be_is_refused(world, today, changes, sentence):
    with pytest.raises(DomainError, match=sentence):
        outside_study.enter([world.plain_member], course(**changes), by=world.secretary)


def test_a_course_of_two_days_may_give_two_days_hours(world, today):
    outside_study.enter([world.plain_member], course(since=date(2026, 6, 9), tenths=160), by=world.secretary)

    assert lines_of(world.plain_member) == [("书记培训班", 160)]


def test_a_member_enters_his_own_the_secretary_confirms_and_both_are_told(world, today, client_for):
    client = client_for(world.member)
    sent = {
        "title": "网络党校",
        "organizer": "市委党校",
        "since": "2026-06-01",
        "until": "2026-06-03",
        "sort": "online",
        "hours": "12",
        "basis": "certificate",
        "file": SimpleUploadedFile("证书.pdf", b"%PDF-1.4\n%%EOF"),
    }
    assert client.post("/my/hours/new/", sent).status_code == 302
    row = OutsideStudy.objects.get()
    assert (row.state, row.tenths) == (OutsideState.ASKED, 120)
    assert Notice.objects.filter(recipient=world.secretary, link=f"/study-hours/outside/{row.pk}/").exists()
    desk = client_for(world.secretary)
    assert "网络党校" in text(desk.get(LIST))
    assert desk.post(f"/study-hours/outside/{row.pk}/confirmation/").status_code == 302
    assert desk.post(f"/study-hours/outside/{row.pk}/confirmation/").status_code == 302
    assert lines_of(world.plain_member) == [("网络党校", 120)]
    assert Notice.objects.filter(recipient=world.member, subject__contains="已确认").count() == 1
    assert client.get(f"/study-hours/outside/{row.pk}/paper/").status_code == 200
    assert client_for(world.outsider).get(f"/study-hours/outside/{row.pk}/paper/").status_code == 404


def test_what_is_refused_says_why_and_does_not_count(world, today, client_for):
    (row,) = outside_study.enter([world.plain_member], course(), by=world.member)
    desk = client_for(world.secretary)
    assert desk.post(f"/study-hours/outside/{row.pk}/refusal/", {"reason": ""}).status_code == 422
    assert desk.post(f"/study-hours/outside/{row.pk}/refusal/", {"reason": "没有证明"}).status_code == 302
    assert lines_of(world.plain_member) == []
    assert "没有证明" in text(client_for(world.member).get("/my/hours/"))


def test_a_member_takes_his_own_back_while_nobody_has_answered(world, today, client_for):
    (row,) = outside_study.enter([world.plain_member], course(), by=world.member)
    client = client_for(world.member)
    client.post(f"/my/hours/{row.pk}/withdrawal/")
    row.refresh_from_db()
    assert row.state == OutsideState.STRUCK
    (again,) = outside_study.enter([world.plain_member], course(), by=world.member)
    outside_study.confirm(again, by=world.secretary)
    client.post(f"/my/hours/{again.pk}/withdrawal/")
    again.refresh_from_db()
    assert again.state == OutsideState.CONFIRMED


AMENDED = {
    "title": "书记培训班",
    "organizer": "市直机关工委",
    "since": "2026-06-10",
    "until": "2026-06-11",
    "sort": "training",
    "hours": "12",
    "basis": "certificate",
    "reason": "结业证上是两天",
}


def test_a_course_is_put_right_with_a_reason_its_member_reads(world, today, client_for):
    (row,) = outside_study.enter([world.plain_member], course(), by=world.secretary)
    place = f"{LIST}outside/{row.pk}/amendment/"
    client = client_for(world.secretary)

    assert 'value="8学时"' in text(client.get(place))
    without = client.post(place, AMENDED | {"reason": " "})
    assert (without.status_code, person_of(world.plain_member, 2026).tenths) == (422, 80)
    assert client.post(place, AMENDED).status_code == 302
    assert client.post(place, AMENDED).status_code == 302

    assert person_of(world.plain_member, 2026).tenths == 120
    entry = JournalEntry.objects.get(verb="amend_study")
    assert (entry.before, entry.after) == ("06-10—06-10 8学时", "06-10—06-11 12学时")
    told = Notice.objects.get(occasion__startswith="outside-study-amended")
    assert told.body == ("原来是06-10—06-10 8学时，现在是2026年6月11日结束、12学时。原因：结业证上是两天")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"tenths": 170}, "2 天最多计 16 学时"),
        ({"until": date(2026, 6, 19)}, "学完再登记"),
        ({"since": date(2025, 12, 31)}, "跨年度的培训"),
        ({"title": "党务培训"}, "已经登记过"),
    ],
)
def test_an_amended_course_is_held_to_the_same_limits(world, today, changes, sentence):
    (row,) = outside_study.enter([world.plain_member], course(), by=world.secretary)
    outside_study.enter(
        [world.plain_member], course(title="党务培训", until=date(2026, 6, 11)), by=world.secretary
    )
    with pytest.raises(DomainError, match=sentence):
        amend(row, course(**{"until": date(2026, 6, 11), **changes}), reason="写错", by=world.secretary)


def test_nobody_amends_his_own_and_what_was_struck_stays(world, today):
    (own,) = outside_study.enter([world.plain_member], course(), by=world.secretary)
    with pytest.raises(DomainError, match="另一位同志更正"):
        amend(own, course(tenths=40), reason="写错", by=world.member)
    outside_study.strike(own, by=world.secretary, reason="重复")
    with pytest.raises(DomainError, match="重新登记"):
        amend(own, course(tenths=40), reason="写错", by=world.secretary)


def test_hours_travel_with_whoever_is_transferred(world, today):
    hold(world, today, date(2026, 6, 10))
    other = make_branch(parent=world.committee, name="第三支部")
    transfer(world.plain_member, other, day=date(2026, 6, 10), by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 9, tzinfo=clock.OFFICE))

    found = people_of([world.branch, other], 2026)

    assert [person.name for person in found[other.pk]] == ["钱五"]
    assert found[other.pk][0].tenths == 40
    assert "钱五" not in [person.name for person in found[world.branch.pk]]


def test_whoever_joins_in_june_is_asked_for_seven_months(world, today):
    new = make_member(
        world.branch, name="新同志", joined_on=date(2026, 6, 5), since=date(2026, 6, 5), full_on=None
    )

    assert person_of(new, 2026).target.hours == 19


def test_the_secretary_is_asked_for_the_committees_hours(world, today):
    assert person_of(world.secretary_member, 2026).target.hours == 56
    assert person_of(world.plain_member, 2026).target.hours == 32


def test_a_new_member_has_a_year_or_what_the_committee_sets(world, today):
    since = date(2025, 9, 5)
    new = make_member(world.branch, name="新同志", joined_on=since, since=since, full_on=None)

    assert person_of(new, 2026).new_member.due_on == date(2026, 9, 5)
    assert person_of(world.plain_member, 2026).new_member is None
    set_parameter(world.committee, "ed.new_member_months", 0, since=clock.today(), by=world.reviewer)
    assert person_of(new, 2026).new_member is None


def test_a_new_secretary_has_half_a_year(world, today):
    new = make_user("new", name="新书记")
    branch = make_branch(parent=world.committee, name="新支部")
    member = make_member(branch, name="新书记", user=new)
    appoint(new, branch, Post.SECRETARY, since=date(2026, 3, 1))

    assert person_of(member, 2026).new_secretary.due_on == date(2026, 9, 1)
    assert person_of(world.secretary_member, 2026).new_secretary is None


def test_who_is_exempt_today_is_not_judged(world, today, client_for):
    exempt(world.others[0], world.branch, date(2026, 6, 1), date(2026, 12, 31), world.reviewer)

    assert person_of(world.others[0], 2026).band is Band.NOT_JUDGED
    assert "不作判定1人" in text(client_for(world.secretary).get(LIST))


def test_the_ledger_stands_in_the_order_of_names_and_has_no_rank(world, today, client_for):
    hold(world, today, present=world.roster[3:])
    client = client_for(world.secretary)
    page = client.get(LIST)
    assert [person.name for person in page.context["found"].people] == [each.name for each in world.roster]
    assert "不排名" in text(page)
    names = [person.name for person, _ in client.get(f"{LIST}?sort=hours").context["found"].rows]
    assert names == [each.name for each in world.roster]


def test_the_file_holds_every_line_with_its_sum(world, today, client_for):
    hold(world, today, date(2026, 6, 10), theme="=1+1")
    hold(world, today, date(2026, 6, 17), kind="lecture", hours=1, theme="党课")
    (sheet,) = read_sheets(client_for(world.secretary).get("/study-hours/years/2026/file/").content)

    assert sheet.rows[0][:8] == ["姓名", "日期", "活动/课程", "类型", "学时", "累计", "目标", "完成"]
    rows = [row for row in sheet.rows if row[0] == "钱五"]
    assert [(row[2], row[4], row[5]) for row in rows] == [("'=1+1", 4, 4), ("党课", 1, 5)]
    assert any("导出" in str(cell) for row in sheet.rows for cell in row)


def test_the_year_prints_on_paper(world, today, client_for):
    from pypdf import PdfReader

    from activities.documents.catalogue import RENDERERS

    hold(world, today)
    assert client_for(world.secretary).post("/study-hours/years/2026/document/").status_code == 302
    document = RenderedDocument.objects.get(kind="study_year")
    printed = PdfReader(BytesIO(RENDERERS["study_year"].render(document.content)))
    words = "".join(page.extract_text() for page in printed.pages).replace("\n", "")
    assert len(printed.pages) == 1
    for said in ("学时台账", "应完成5人", "不排名"):
        assert said in words
    mine = client_for(world.member).get("/my/hours/years/2026/document/")
    assert mine["Content-Type"] == "application/pdf"
    assert "4学时" in "".join(p.extract_text() for p in PdfReader(BytesIO(mine.content)).pages)


def test_the_committee_sees_numbers_in_bands_and_nobodys_name(world, today, client_for):
    hold(world, today)
    answer = client_for(world.reviewer).get("/board/study-hours/")
    page = text(answer)
    (row,) = answer.context["board"].rows
    assert row.counts[Band.BEHIND] == 5
    assert row.needs_help
    for member in world.roster:
        assert member.name not in page
    assert client_for(world.secretary).get("/board/study-hours/").status_code == 403


def test_another_branch_finds_nothing(world, today, client_for):
    activity = hold(world, today)
    (row,) = outside_study.enter([world.plain_member], course(), by=world.member)
    client = client_for(world.outsider)
    for path in (
        f"/study-hours/members/{world.plain_member.pk}/",
        f"/study-hours/members/{world.plain_member.pk}/document/",
        f"/activities/{activity.pk}/study-hours/",
        f"/study-hours/outside/{row.pk}/",
    ):
        assert client.get(path).status_code == 404
    assert (
        client.post(f"/activities/{activity.pk}/study-hours/", {"hours": "8", "reason": "x"}).status_code
        == 404
    )
    assert client.post(f"/study-hours/outside/{row.pk}/confirmation/").status_code == 404
    assert client.post(f"/my/hours/{row.pk}/withdrawal/").status_code == 404
    assert not HoursCorrection.objects.exists()


def test_hours_are_corrected_on_the_page_of_the_gathering(world, today, client_for):
    activity = hold(world, today)
    client, path = client_for(world.secretary), f"/activities/{activity.pk}/study-hours/"
    assert "单独算是4学时" in text(client.get(path))
    assert client.post(path, {"hours": "两", "reason": "x"}).status_code == 422
    assert client.post(path, {"hours": "0", "reason": ""}).status_code == 422
    assert client.post(path, {"hours": "0", "reason": "只是劳动"}).status_code == 302
    assert "只是劳动" in text(client.get(path))
    assert client_for(world.reviewer).post(path, {"hours": "8", "reason": "x"}).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_ledger_costs_the_same_for_one_and_three(
    world, today, client_for, number, django_assert_num_queries
):
    for each in range(number):
        hold(world, today, date(2026, 6, 11 + each), theme=f"第{each}次")
        outside_study.enter([world.others[each]], course(), by=world.secretary)
        outside_study.enter([world.plain_member], course(title=f"课{each}"), by=world.member)
    client = client_for(world.secretary)
    with django_assert_num_queries(19):
        client.get(LIST)


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_costs_the_same_for_one_branch_and_three(
    world, today, client_for, number, django_assert_num_queries
):
    for each in range(number - 1):
        branch = make_branch(parent=world.committee, name=f"支部{each}")
        make_member(branch, name="甲")
    hold(world, today)
    client = client_for(world.reviewer)
    with django_assert_num_queries(19):
        client.get("/board/study-hours/")


def test_a_committee_enters_its_training_once_for_many_branches(world, today, client_for):
    client, path = client_for(world.reviewer), "/board/study-hours/training/"
    sent = {
        "title": "支部书记培训班",
        "organizer": "市直机关工委",
        "since": "2026-06-10",
        "until": "2026-06-10",
        "sort": "training",
        "hours": "8",
        "basis": "word",
        "names": "张一\n李二\n外一",
    }
    refused = client.post(path, sent)
    assert refused.status_code == 422
    assert "外一（没有找到）" in text(refused)
    make_member(make_branch(parent=world.committee, name="第九支部"), name="李二")
    assert "李二（有同名的，请加支部）" in text(client.post(path, sent))
    assert client.post(path, {**sent, "names": f"张一\n李二 {world.branch.name}"}).status_code == 302
    assert lines_of(world.secretary_member) == [("支部书记培训班", 80)]
    assert lines_of(world.others[0]) == [("支部书记培训班", 80)]
    assert not person_of(world.secretary_member, 2026).lacks_training
    assert client_for(world.secretary).post(path, sent).status_code == 403


def test_the_appraisal_counts_the_same_hours_as_the_ledger(world, today):
    """A course away, an afternoon in two parts, and no second sum beside F-31 (DA-06)."""
    member = world.plain_member
    hold(world, today, start=14, hours=2)
    hold(world, today, kind="lecture", start=15, hours=2)
    outside_study.enter([member], course(), by=world.secretary)

    short = year_in_short(2026, [member.pk])[member.pk]

    assert short.tenths == person_of(member, 2026).tenths == 120
    assert short.sentence == "到会 2/2，学习培训 12学时"
