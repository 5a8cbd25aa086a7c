"""Minutes are signed by two, stand from then on, and only addenda come behind them (MT-04, MT-11, MT-12, E-81)."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import InternalError, connection, transaction
from PIL import Image

from activities.models import (
    MinutesAddendum,
    MinutesSignature,
    Notice,
    Objection,
    RecordSheet,
    SignedMinutes,
)
from activities.reports.minutes_addenda import addenda_of_minutes
from activities.services import attending, filing, minutes_addenda, minutes_filing, objecting, recording
from activities.services.filing import digest_of
from activities.services.minutes_signing import sign, sign_on_paper
from branches.services.setting import set_parameter
from members.choices import Post
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.activities.minutes import DAY, WRITTEN, hold, written
from tests.factories.branches import make_committee
from tests.factories.members import appoint, make_user


def fresh(record):
    return RecordSheet.objects.get(pk=record.pk)


@pytest.fixture
def record(world, today):
    return written(world, today)


@pytest.fixture
def signed(world, record):
    sign(record, by=world.secretary)
    return sign(record, by=world.member).record


def test_minutes_are_to_be_signed_within_seven_days_and_begin_without_the_agenda(world, today):
    record = hold(world, today).record
    assert clock.due_day(record.due_at) == DAY + timedelta(days=7)
    assert "7日内" in record.why_due
    assert record.content == ""


def test_chair_and_recorder_sign_and_the_words_are_kept_with_their_fingerprint(world, record):
    first = sign(record, by=world.secretary)
    assert not first.is_complete
    assert fresh(record).state == "draft"

    second = sign(record, by=world.member)

    assert second.is_complete
    kept = SignedMinutes.objects.get(record=record)
    assert (second.record.state, kept.digest) == ("signed", digest_of(kept.content))
    assert [(row["role"], row["name"], row["way"]) for row in kept.content["signatures"]] == [
        ("chair", "张一", "account"),
        ("recorder", "钱五", "account"),
    ]
    assert kept.content["written"]["consensus"] == WRITTEN["consensus"]
    assert kept.content["attendance"] == {
        "expected": 5, "expected_full": 4, "present": 4, "present_full": 3, "exempt": 0, "unsettled": 0,
    }  # fmt: skip
    assert kept.content["absentees"] == [
        {"name": "赵四", "standing": "正式", "reason": "公务请假", "remark": "赴省城培训"}
    ]


def test_the_order_in_which_the_two_sign_is_the_order_that_is_kept(world, record):
    sign(record, by=world.member)
    sign(record, by=world.secretary)
    assert [row["role"] for row in record.signed.content["signatures"]] == ["recorder", "chair"]


def test_signing_twice_is_signing_once(world, record):
    sign(record, by=world.secretary)
    sign(record, by=world.secretary)
    assert MinutesSignature.objects.filter(record=record).count() == 1
    sign(record, by=world.member)
    again = sign(record, by=world.member)
    assert again.is_complete
    assert MinutesSignature.objects.filter(record=record).count() == 2


def test_whoever_signs_first_asks_the_other(world, record):
    sign(record, by=world.secretary)
    notice = Notice.objects.get(recipient=world.member, occasion__startswith="minutes-sign")
    assert "张一已经签字" in notice.body
    assert notice.link == f"/my/minutes/{record.pk}/"


def test_nobody_else_signs(world, record):
    third = make_user("third", name="李二")
    world.others[0].user = third
    world.others[0].save()
    appoint(third, world.branch, Post.ORGANIZATION_MEMBER)
    for stranger in (third, world.reviewer, world.outsider):
        with pytest.raises(DomainError, match="由主持人和记录人签字"):
            sign(record, by=stranger)


def test_words_changed_after_the_first_signature_are_signed_anew(world, record):
    sign(record, by=world.secretary)
    recording.write(record, by=world.member, revision=2, fields={"consensus": "同意，印发。"})
    assert not fresh(record).signatures.exists()
    assert JournalEntry.objects.filter(verb="strike_signature").exists()
    assert Notice.objects.filter(recipient=world.secretary, body__startswith="内容有改动").exists()


def test_a_mark_corrected_between_the_two_signatures_strikes_the_first(world, record):
    sign(record, by=world.secretary)
    row = record.activity.attendances.get(member=world.roster[4])
    attending.settle(row, status="leave_sick", by=world.secretary, remark="本人更正")

    second = sign(record, by=world.member)

    assert second.struck == ("张一",)
    assert not second.is_complete
    assert sign(record, by=world.secretary).is_complete
    assert record.signed.content["absentees"][0]["reason"] == "病假"


def test_a_gap_holds_the_signing_up_and_says_which(world, today):
    record = hold(world, today).record
    with pytest.raises(DomainError, match="讨论发言"):
        sign(record, by=world.secretary)
    recording.write(record, by=world.secretary, revision=1, fields={"discussion": "无"})
    with pytest.raises(DomainError, match="决议"):
        sign(record, by=world.secretary)


def test_somebody_without_any_mark_holds_the_signing_up(world, today):
    record = hold(world, today, "lecture").record
    recording.write(record, by=world.secretary, revision=1, fields=WRITTEN)
    with pytest.raises(DomainError, match="还有1人没有登记"):
        sign(record, by=world.secretary)


def test_one_person_cannot_be_chair_and_recorder_of_a_meeting(world, today):
    record = written(world, today, recorder=world.secretary_member)
    with pytest.raises(DomainError, match="须是两个人"):
        sign(record, by=world.secretary)


@pytest.mark.parametrize("recorder", ["nobody", "the same"])
def test_a_group_leader_chairs_records_and_signs_once_for_both(world, today, recorder):
    named = None if recorder == "nobody" else world.plain_member
    record = hold(
        world, today, "group_meeting", host=world.plain_member, recorder=named, present=world.roster
    ).record
    recording.write(
        record, by=world.secretary, revision=1, fields={"content": "学习公报", "discussion": "无"}
    )
    done = sign(record, by=world.member)
    assert done.is_complete
    assert {row["name"] for row in done.record.signed.content["signatures"]} == {"钱五"}


# On paper (E-81)


@pytest.fixture
def by_hand(world, today):
    """李二, who has no account, chaired."""
    return written(world, today, host=world.others[0])


def test_a_signature_by_hand_keeps_its_day_and_the_day_it_was_written_down(world, by_hand, today):
    sign(by_hand, by=world.member)
    today.move_to(datetime(2026, 6, 22, 9, 0, tzinfo=clock.OFFICE))
    done = sign_on_paper(by_hand, "chair", by=world.member, on=date(2026, 6, 19))
    assert done.is_complete
    kept = done.record.signed.content["signatures"]
    assert [(row["role"], row["way"], row["on"], row["entered_on"]) for row in kept] == [
        ("recorder", "account", "2026-06-18", ""),
        ("chair", "paper", "2026-06-19", "2026-06-22"),
    ], "in the order in which they came here, with the day that stands on the paper"


def test_the_signed_page_may_come_with_it_and_is_drawn_anew(world, by_hand):
    picture = BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PNG")
    sign_on_paper(by_hand, "chair", by=world.member, on=DAY, scan=("签字页.png", picture.getvalue()))
    signature = by_hand.signatures.get()
    assert signature.scan_type == "image/jpeg"
    assert signature.scan.read()[:2] == b"\xff\xd8"


def test_who_has_an_account_signs_himself(world, record):
    with pytest.raises(DomainError, match="请本人登录签字"):
        sign_on_paper(record, "chair", by=world.member, on=DAY)


@pytest.mark.parametrize(
    ("on", "said"), [(date(2026, 6, 17), "不能早于会议当天"), (date(2026, 6, 19), "不能晚于今天")]
)
def test_the_day_on_the_paper_lies_between_the_meeting_and_today(world, by_hand, on, said):
    with pytest.raises(DomainError, match=said):
        sign_on_paper(by_hand, "chair", by=world.member, on=on)


def test_a_plain_member_who_signs_nothing_writes_nothing_down(world, today):
    record = written(world, today, host=world.others[0], recorder=world.secretary_member)
    with pytest.raises(DomainError, match="另一位签字人或支委会成员"):
        sign_on_paper(record, "chair", by=world.member, on=DAY)


# Afterwards (MT-12)


def test_what_is_signed_cannot_be_changed_by_anybody(world, signed):
    row = signed.activity.attendances.get(member=world.roster[4])
    for late in (
        lambda: recording.write(signed, by=world.secretary, revision=2, fields={"consensus": "别的"}),
        lambda: attending.settle(row, status="present", by=world.secretary, remark="到了"),
        lambda: attending.explain_low(signed.activity, by=world.secretary, reason="外出"),
    ):
        with pytest.raises(DomainError, match=r"已签字|已经签字"):
            late()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activities_signedminutes SET digest = 'x'",
        "DELETE FROM activities_signedminutes",
        "UPDATE activities_minutessignature SET \"on\" = '2026-06-01'",
        "DELETE FROM activities_minutessignature",
        "UPDATE activities_recordsheet SET consensus = '别的'",
        "UPDATE activities_recordsheet SET signed_at = NULL, state = 'draft'",
        "UPDATE activities_recordsheet SET state = 'draft'",
        "DELETE FROM activities_recordsheet",
        "UPDATE activities_minutesaddendum SET text = '别的'",
        "DELETE FROM activities_minutesaddendum",
    ],
)
def test_nor_by_whoever_holds_the_password_of_the_database(world, signed, statement):
    minutes_addenda.add(signed, by=world.member, text="漏记：王三建议印发。")
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_addendum_before_the_signatures_is_refused_by_the_database_too(world, record):
    with pytest.raises(DomainError, match="还没有签完字"):
        minutes_addenda.add(record, by=world.secretary, text="漏记一句。")
    with pytest.raises(InternalError), transaction.atomic():
        MinutesAddendum.objects.create(
            record=record, number=1, text="漏记一句。", added_at=clock.now(), by=world.secretary
        )


def test_addenda_are_numbered_dated_and_told_to_the_signers(world, signed):
    content = signed.signed.content
    first = minutes_addenda.add(signed, by=world.member, text="漏记：王三建议印发。")
    again = minutes_addenda.add(signed, by=world.member, text="漏记：王三建议印发。")
    second = minutes_addenda.add(signed, by=world.secretary, text="附件页码有误，应为第3页。")
    assert (first, first.number, second.number) == (again, 1, 2)
    assert Notice.objects.filter(recipient=world.secretary, occasion=f"minutes-addendum:{first.pk}").exists()
    assert SignedMinutes.objects.get(record=signed).content == content


def test_a_mark_put_right_after_signing_follows_as_an_addendum_and_the_words_stay(world, signed, today):
    today.shift(timedelta(hours=1))
    objection = Objection.objects.create(
        activity=signed.activity,
        member=world.roster[4],
        claim="present",
        asked_at=clock.now(),
        before="leave_official",
    )
    objecting.answer(objection, by=world.secretary, answer="到会照片有他", status="present")
    assert signed.signed.content["absentees"][0]["name"] == "赵四"
    assert [row["title"] for row in addenda_of_minutes([fresh(signed)])[signed.pk]] == ["赵四的登记更正"]


# Upward, only where it is asked for


def ask_for(world, *kinds):
    set_parameter(
        world.committee,
        "mt.file_minutes",
        ",".join(kinds),
        since=date(2026, 1, 1),
        by=world.reviewer,
        reason="抽查",
    )


def test_minutes_stay_with_the_branch_unless_the_superior_asks(world, signed):
    with pytest.raises(DomainError, match="上级没有要求报送"):
        minutes_filing.submit(signed, by=world.secretary)


def test_asked_for_they_go_up_as_they_were_signed_and_come_back_for_an_addendum(world, today):
    ask_for(world, "member_meeting")
    record = written(world, today)
    with pytest.raises(DomainError, match="签完字才能报送"):
        minutes_filing.submit(record, by=world.secretary)
    sign(record, by=world.secretary)
    record = sign(record, by=world.member).record

    handed = minutes_filing.submit(record, by=world.secretary)
    assert handed.kind == "minutes"
    content = handed.rounds.get().content
    assert content["written"] == record.signed.content["written"]

    filing.return_(handed, by=world.reviewer, answer="请补充不同意见是谁提的。")
    record = fresh(record)
    assert (record.state, record.is_editable) == ("returned", False)
    minutes_addenda.add(record, by=world.member, text="不同意见由王三提出。")
    minutes_filing.submit(record, by=world.secretary, note="已补充")
    filing.accept(handed, by=world.reviewer)
    assert fresh(record).state == "accepted"
    last = handed.rounds.order_by("-number").first()
    assert [row["text"] for row in last.content["addenda"]] == ["不同意见由王三提出。"]


def test_another_committee_reads_nothing_and_the_branch_cannot_file_a_party_days_sheet_this_way(world, today):
    ask_for(world, "member_meeting")
    other = make_committee(name="别的工委")
    assert other.path not in world.branch.path
    sheet = hold(world, today, "party_day").record
    with pytest.raises(DomainError, match="没有要求报送"):
        minutes_filing.submit(sheet, by=world.secretary)
    with pytest.raises(DomainError, match="不用签字"):
        sign(sheet, by=world.secretary)
    minutes = hold(world, today, day=date(2026, 6, 19)).record
    with pytest.raises(DomainError, match="请签字"):
        recording.submit(minutes, by=world.secretary)
