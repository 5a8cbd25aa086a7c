"""The record sheet: written in at most six places, merged when two write at once, frozen when handed in."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.choices import RecordState
from activities.forms.recording import record_initial
from activities.models import RecordSheet
from activities.services import attending, filing, rating, recording
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import read_sheets
from tests.factories.activities import make_activity

WRITTEN = {
    "content": "领学公报",
    "discussion": "冯十提了建议",
    "consensus": "先试两周",
    "actions": "设答疑岗，张一，7月1日前",
}


def typed(record, **texts):
    """What a browser sends: the texts as shown, with some changed."""
    return {**record_initial(record), **texts}


def place(name, record):
    return reverse(name, args=[record.pk])


def fresh(record):
    return RecordSheet.objects.get(pk=record.pk)


@pytest.mark.parametrize(
    ("persona", "seen", "written"),
    [("secretary", 200, 302), ("reviewer", 200, 403), ("member", 404, 404), ("outsider", 404, 404)],
)
def test_who_reads_and_who_writes(world, record, client_for, persona, seen, written):
    client = client_for(getattr(world, persona))
    assert client.get(place("record_detail", record)).status_code == seen
    assert client.post(place("record_detail", record), typed(record)).status_code == written
    assert client.post(place("record_file", record), typed(record, **WRITTEN)).status_code == written


def test_a_visitor_is_sent_to_sign_in(record, client):
    assert client.get(place("record_detail", record)).url.startswith("/accounts/login/")


def test_six_boxes_and_the_rest_is_there_already(world, record, client_for):
    page = client_for(world.secretary).get(place("record_detail", record)).content.decode()
    assert page.count("<textarea") == 6
    assert "需4人，实到4人（80%），够" in page
    assert "赵四的签到待核" in page


def test_what_is_written_stays_written(world, record, client_for):
    client = client_for(world.secretary)
    client.post(place("record_detail", record), typed(record, consensus="先试两周"))
    assert fresh(record).consensus == "先试两周"
    assert "先试两周" in client.get(place("record_detail", record)).content.decode()


def test_typing_is_saved_on_the_way(world, record, client_for):
    client = client_for(world.secretary)
    answer = client.post(place("record_draft", record), typed(record, consensus="先试两周"))
    assert "已自动保存" in answer.content.decode()
    again = typed(fresh(record), consensus="先试两周再定")
    assert answer.context["form"]["revision"].value() == again["revision"]
    client.post(place("record_draft", record), again)
    assert fresh(record).consensus == "先试两周再定"


def test_an_incomplete_sheet_is_saved_but_not_handed_in(world, record, client_for):
    answer = client_for(world.secretary).post(
        place("record_file", record), typed(record, discussion="有讨论")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有讨论" in page
    assert answer.context["form"].errors["consensus"]
    assert (fresh(record).discussion, fresh(record).state) == ("有讨论", RecordState.DRAFT)


@pytest.fixture
def rated(world, record):
    """Closes the rating of the sheet's activity with so many satisfied of so many; three ballots are enough."""

    def close(satisfied, ballots=4):
        round_ = record.activity.rating
        type(round_).objects.filter(pk=round_.pk).update(min_ballots=3)
        for number, member in enumerate(world.roster[:ballots]):
            grade = "satisfied" if number < satisfied else "dissatisfied"
            rating.rate(
                round_, member, grades=dict.fromkeys(("theme", "content", "form", "effect", "overall"), grade)
            )
        return rating.close_round(round_)

    return close


@pytest.mark.parametrize(
    ("satisfied", "ballots", "sentence"),
    [(1, 3, "满意率33.3%（1/3份），低于60%"), (2, 4, "满意率50%（2/4份），低于60%"), (3, 4, ""), (2, 3, "")],
)
def test_under_the_line_the_sheet_says_at_the_box_that_the_improvement_must_be_written(
    world, record, client_for, rated, satisfied, ballots, sentence
):
    rated(satisfied, ballots)
    client = client_for(world.secretary)
    page = client.get(place("record_detail", record)).content.decode()
    assert ("必须写明存在的不足和怎么改进" in page) is bool(sentence)

    answer = client.post(place("record_file", record), typed(record, **WRITTEN))

    assert answer.status_code == (422 if sentence else 302)
    if sentence:
        (said,) = answer.context["form"].errors["shortcomings"]
        assert said == f"{sentence}，报送前请写明存在的不足和怎么改进，不能空着或只写“无”。"
        dodged = client.post(place("record_file", record), typed(fresh(record), shortcomings="无。"))
        assert dodged.status_code == 422
        improved = typed(fresh(record), shortcomings="讲得太长，下次控制在四十分钟。")
        assert client.post(place("record_file", record), improved).status_code == 302


def test_the_verb_refuses_as_the_page_does(world, record, rated):
    rated(1)
    recording.write(record, by=world.secretary, revision=1, fields=WRITTEN)
    with pytest.raises(DomainError, match="满意率25%（1/4份），低于60%，报送前请写明") as refusal:
        recording.submit(record, by=world.secretary)
    assert refusal.value.field == "shortcomings"


def test_while_the_rating_is_open_its_result_is_unknown_and_holds_nothing_up(world, record, client_for):
    client = client_for(world.secretary)
    page = client.get(place("record_detail", record)).content.decode()
    ends = clock.due_text(record.activity.rating.closes_at)
    assert f"测评{ends}结束，结果还不知道，现在可以空着；结束后低于60%就必须写。" in page
    assert client.post(place("record_file", record), typed(record, **WRITTEN)).status_code == 302


def test_a_rating_whose_time_is_over_is_judged_even_if_nobody_closed_it(world, record, client_for, today):
    round_ = record.activity.rating
    type(round_).objects.filter(pk=round_.pk).update(min_ballots=3)
    for member in world.roster[:3]:
        grades = dict.fromkeys(("theme", "content", "form", "effect", "overall"), "dissatisfied")
        rating.rate(round_, member, grades=grades)
    today.move_to(round_.closes_at)
    answer = client_for(world.secretary).post(place("record_file", record), typed(record, **WRITTEN))
    assert answer.status_code == 422
    assert answer.context["form"].errors["shortcomings"]


def test_a_sheet_costs_the_same_with_and_without_a_closed_rating(world, record, client_for, rated):
    client = client_for(world.secretary)
    with CaptureQueriesContext(connection) as open_:
        client.get(place("record_detail", record))
    rated(2)
    with CaptureQueriesContext(connection) as closed:
        client.get(place("record_detail", record))
    assert len(closed) == len(open_)


def test_a_sheet_is_handed_in_once_however_often_the_button_is_pressed(world, record, client_for):
    client = client_for(world.secretary)
    assert client.post(place("record_file", record), typed(record, **WRITTEN)).status_code == 302
    assert client.post(place("record_file", record), typed(record, **WRITTEN)).status_code == 422
    assert fresh(record).filing.rounds.count() == 1


def test_a_handed_in_sheet_shows_what_was_frozen(world, record, client_for):
    client = client_for(world.secretary)
    client.post(place("record_file", record), typed(record, **WRITTEN))
    RecordSheet.objects.filter(pk=record.pk).update(consensus="后来改的")
    page = client.get(place("record_detail", record)).content.decode()
    assert "先试两周" in page
    assert "后来改的" not in page
    assert "<textarea" not in page


def test_a_returned_sheet_shows_the_remark_at_its_part_and_goes_up_again(world, record, client_for):
    client = client_for(world.secretary)
    client.post(place("record_file", record), typed(record, **WRITTEN))
    filing.return_(
        fresh(record).filing, by=world.reviewer, answer="请补充", remarks=[("议定事项", "写明期限")]
    )
    page = client.get(place("record_detail", record)).content.decode()
    assert "上级意见：写明期限" in page
    assert "请补充" in page
    again = typed(fresh(record), actions="设答疑岗，7月10日前")
    assert client.post(place("record_file", record), again).status_code == 302
    assert fresh(record).filing.rounds.count() == 2
    assert "第 2 次" in client.get(place("record_detail", record)).content.decode()


def test_two_who_write_in_different_places_both_keep_their_text(world, record, client_for):
    mine = typed(record, consensus="我写的共识")
    recording.write(
        record, by=world.secretary, revision=record.revision, fields={"discussion": "别人写的讨论"}
    )
    assert client_for(world.secretary).post(place("record_detail", record), mine).status_code == 302
    assert (fresh(record).discussion, fresh(record).consensus) == ("别人写的讨论", "我写的共识")


def test_two_who_write_in_one_place_merge_and_nothing_is_lost(world, record, client_for):
    mine = typed(record, consensus="我写的共识", actions="我写的事项")
    recording.write(
        record, by=world.secretary, revision=record.revision, fields={"consensus": "别人写的共识"}
    )
    client = client_for(world.secretary)
    conflict = client.post(place("record_detail", record), mine)
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert all(text in page for text in ("我写的共识", "别人写的共识", "我写的事项"))
    assert fresh(record).consensus == "别人写的共识"
    merged = {"revision": fresh(record).revision, "consensus": "合并的共识", "actions": "我写的事项"}
    assert client.post(place("record_merge", record), merged).status_code == 302
    assert (fresh(record).consensus, fresh(record).actions) == ("合并的共识", "我写的事项")


def test_a_third_writer_during_the_merging_is_shown_too(world, record, client_for):
    old = fresh(record).revision
    recording.write(record, by=world.secretary, revision=old, fields={"consensus": "第三人写的"})
    answer = client_for(world.secretary).post(
        place("record_merge", record), {"revision": old, "consensus": "合并的"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "第三人写的" in page
    assert "合并的" in page


def test_saving_on_the_way_never_overwrites_another_persons_text(world, record, client_for):
    mine = typed(record, consensus="我写的")
    recording.write(record, by=world.secretary, revision=record.revision, fields={"consensus": "别人写的"})
    answer = client_for(world.secretary).post(place("record_draft", record), mine)
    assert "不会丢" in answer.content.decode()
    assert fresh(record).consensus == "别人写的"


def test_the_list_shows_what_is_open_and_costs_the_same_for_all(
    world, record, client_for, django_assert_num_queries
):
    client = client_for(world.secretary)
    assert "待填写" in client.get("/records/").content.decode()
    with django_assert_num_queries(7):
        client.get("/records/")
    assert record.activity.theme not in client_for(world.outsider).get("/records/").content.decode()


def test_the_ledger_reads_the_year_off_the_facts(world, record, client_for):
    client = client_for(world.secretary)
    client.post(place("record_file", record), typed(record, **WRITTEN))
    page = client.get("/ledger/").content.decode()
    assert "开展1次，变更0次，按时报送1次，未达标0次" in page
    assert "4 / 5" in page
    assert client_for(world.member).get("/ledger/").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_a_ledger_of_one_and_of_three_costs_the_same(
    world, today, client_for, django_assert_num_queries, number
):
    for month in range(6 - number, 6):
        activity = make_activity(world.branch, date(2026, month, 14), theme=f"{month}月")
        attending.mark(activity, world.plain_member, status="present", by=world.secretary)
        attending.close(activity, by=world.secretary)
        recording.write(activity.record, by=world.secretary, revision=1, fields=WRITTEN)
        attending.explain_low(activity, by=world.secretary, reason="多人出差")
        for row in activity.attendances.filter(status="unsettled"):
            attending.settle(row, status="absent", by=world.secretary)
        recording.submit(activity.record, by=world.secretary)
    client = client_for(world.secretary)
    assert f"开展{number}次" in client.get("/ledger/").content.decode()
    with django_assert_num_queries(15):
        client.get("/ledger/")


def test_no_cell_of_the_exported_ledger_runs_as_a_formula(world, record, client_for):
    record.activity.theme = '=HYPERLINK("http://example.invalid","点我")'
    record.activity.save(update_fields=["theme"])
    answer = client_for(world.secretary).get("/ledger/2026/file/")
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    sheet = read_sheets(answer.content)[0]
    themes = [row[7] for row in sheet.rows if len(row) > 7]
    assert '\'=HYPERLINK("http://example.invalid","点我")' in themes
    assert "张一" in str(sheet.rows[-1][0])
