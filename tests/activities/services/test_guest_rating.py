"""Guests rate by one-time codes, paper is typed in as totals, and groups are told apart only when large enough."""

from datetime import date, datetime

import pytest

from activities.models import RatingCode, RatingGroup, RatingPaper, RatingRemark, RatingTally, RecordSheet
from activities.reports.rating_result import rating_result
from activities.reports.sheet import sheet_content
from activities.services import attending, guest_codes, paper_ballots, rating
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.members import make_member

CRITERIA = ("theme", "content", "form", "effect", "overall")


def grades(grade="satisfied"):
    return dict.fromkeys(CRITERIA, grade)


def totals(satisfied=0, fairly=0, dissatisfied=0):
    counts = {"satisfied": satisfied, "fairly": fairly, "dissatisfied": dissatisfied}
    return {criterion: dict(counts) for criterion in CRITERIA}


@pytest.fixture
def ahead(world, today):
    for number in range(4):
        make_member(world.branch, name=f"乙{number}")
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    return make_activity(world.branch, date(2026, 6, 18), state="announced")


def hold(world, activity, today, present=9):
    for spell in world.branch.membership_spells.order_by("pk")[:present]:
        attending.mark(activity, spell.member, status="present", by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 5, tzinfo=clock.OFFICE))
    return attending.close(activity, by=world.secretary).rating


def codes(world, activity, group, number):
    known = RatingCode.objects.filter(activity=activity).count()
    return guest_codes.issue(activity, by=world.secretary, group=group, number=number, known=known)


def by_code(code, grade="satisfied", remark=""):
    found = guest_codes.find(code)
    rating.rate_by_code(found, grades=grades(grade), remark=remark)


def members_rate(round_, number, grade="satisfied"):
    for row in list(round_.participations.filter(has_rated=False).select_related("member"))[:number]:
        rating.rate(round_, row.member, grades=grades(grade))


def result(activity):
    return rating_result(type(activity).objects.get(pk=activity.pk))


def paper(world, round_, group="member", issued=4, collected=4, counts=None, **more):
    counts = counts or totals(satisfied=collected)
    return paper_ballots.enter(
        round_, by=world.secretary, group=group, issued=issued, collected=collected, counts=counts, **more
    )


def test_codes_are_printed_before_the_event_and_count_as_handed_out_when_it_ends(world, ahead, today):
    given = codes(world, ahead, "served", 4)
    assert len(set(given)) == 4
    with pytest.raises(DomainError, match="活动结束以后才开始测评"):
        by_code(given[0])
    round_ = hold(world, ahead, today)
    assert (round_.issued, round_.collected) == (13, 0)
    more = codes(world, ahead, "public", 3)
    by_code(more[0])
    by_code(given[0], "dissatisfied")
    round_.refresh_from_db()
    assert (round_.issued, round_.collected) == (16, 2)


def test_a_code_gives_one_answer(world, ahead, today):
    code, *_ = codes(world, ahead, "served", 4)
    hold(world, ahead, today)
    by_code(code)
    with pytest.raises(DomainError, match="这个码已经用过了"):
        by_code(code)
    assert RatingTally.objects.get(group="served", criterion="overall", grade="satisfied").count == 1


@pytest.mark.parametrize("typed", ["abcd2345", "ABCD 2345", " ab-cd 23 45 "])
def test_a_code_is_found_however_it_is_typed(world, ahead, typed):
    RatingCode.objects.create(activity=ahead, group="served", digest=guest_codes.digest_of("ABCD2345"))
    assert guest_codes.find(typed) is not None


@pytest.mark.parametrize("typed", ["", "ABCD234", "ABCD23456", "ABCD2346", "％" * 8])
def test_what_is_no_code_is_not_found(world, ahead, typed):
    RatingCode.objects.create(activity=ahead, group="served", digest=guest_codes.digest_of("ABCD2345"))
    assert guest_codes.find(typed) is None


@pytest.mark.parametrize(
    ("group", "number", "known", "field"),
    [
        ("member", 3, 0, "group"),
        ("rest", 3, 0, "group"),
        ("served", 0, 0, "number"),
        ("served", 51, 0, "number"),
    ],
)
def test_codes_are_for_guests_and_in_sensible_numbers(world, ahead, group, number, known, field):
    with pytest.raises(DomainError) as refusal:
        guest_codes.issue(ahead, by=world.secretary, group=group, number=number, known=known)
    assert refusal.value.field == field


def test_a_second_click_makes_no_second_set(world, ahead):
    codes(world, ahead, "served", 5)
    with pytest.raises(DomainError, match="刚刚已经生成过，现在共5张"):
        guest_codes.issue(ahead, by=world.secretary, group="served", number=5, known=0)
    assert RatingCode.objects.count() == 5


def test_slips_left_over_are_worth_nothing_and_do_not_count_as_handed_out(world, ahead, today):
    given = codes(world, ahead, "served", 5)
    round_ = hold(world, ahead, today)
    by_code(given[0])
    guest_codes.withdraw(ahead, by=world.secretary)
    round_.refresh_from_db()
    assert (round_.issued, round_.collected) == (10, 1)
    assert [guest_codes.find(code) is None for code in given] == [False, True, True, True, True]
    guest_codes.withdraw(ahead, by=world.secretary)


def test_groups_stand_beside_the_whole_when_each_is_large_enough(world, ahead, today):
    served, public = codes(world, ahead, "served", 4), codes(world, ahead, "public", 3)
    round_ = hold(world, ahead, today)
    members_rate(round_, 6)
    for code in served:
        by_code(code, "dissatisfied")
    for code in public:
        by_code(code, "fairly")
    rating.close_round(round_)
    found = result(ahead)
    assert found.result.sentence == "满意率69.2%（9/13份）"
    assert [(row.label, row.collected, row.satisfied, row.valid) for row in found.groups] == [
        ("本支部党员", 6, 6, 6),
        ("服务对象", 4, 0, 4),
        ("党外群众", 3, 3, 3),
    ]
    content = sheet_content(RecordSheet.objects.get(activity=ahead))["rating"]
    assert [group["label"] for group in content["groups"]] == ["本支部党员", "服务对象", "党外群众"]


def test_a_small_group_is_merged_in_the_tables_and_not_only_on_the_page(world, ahead, today):
    (leader,) = codes(world, ahead, "superior", 1)
    public = codes(world, ahead, "public", 4)
    round_ = hold(world, ahead, today)
    members_rate(round_, 6)
    by_code(leader, "dissatisfied")
    for code in public:
        by_code(code)
    assert RatingTally.objects.filter(group="superior", count=1).count() == 5
    rating.close_round(round_)
    assert set(RatingTally.objects.values_list("group", flat=True)) == {"member", "rest"}
    assert set(RatingGroup.objects.values_list("group", "collected")) == {("member", 6), ("rest", 5)}
    assert RatingTally.objects.get(group="rest", criterion="overall", grade="dissatisfied").count == 1


def test_too_few_in_all_leave_nothing_but_their_number(world, ahead, today):
    given = codes(world, ahead, "served", 3)
    round_ = hold(world, ahead, today)
    for code in given:
        by_code(code, remark="三个人")
    members_rate(round_, 1)
    rating.close_round(round_)
    assert result(ahead).result.sentence == "已测评4份，不足5份，结果不显示"
    assert not RatingTally.objects.exclude(count=0).exists()
    assert list(RatingGroup.objects.values_list("group", "collected")) == [("member", 4)]
    assert not RatingRemark.objects.exists()


def test_a_branch_without_phones_types_in_the_totals_of_the_envelope(world, ahead, today):
    round_ = hold(world, ahead, today)
    paper(world, round_, issued=9, collected=8, counts=totals(5, 2, 1), remarks="讲得好\n\n再短些")
    rating.close_round(round_)
    found = result(ahead)
    assert found.result.sentence == "满意率87.5%（7/8份）"
    assert (found.round.issued, found.round.collected) == (9, 8)
    assert sorted(found.remarks) == ["再短些", "讲得好"]
    assert not RatingPaper.objects.exists()


def test_totals_typed_again_replace_the_former(world, ahead, today):
    round_ = hold(world, ahead, today)
    paper(world, round_, issued=9, collected=8, counts=totals(8))
    paper(world, round_, issued=9, collected=7, counts=totals(5, 2))
    round_.refresh_from_db()
    assert (round_.issued, round_.collected) == (9, 7)
    rating.close_round(round_)
    assert result(ahead).result.valid == 7


@pytest.mark.parametrize(
    ("issued", "collected", "counts", "sentence"),
    [
        # E-34 at, just over: as many as went out is fine, one more is void.
        (4, 5, totals(5), "收回5份，多于发出的4份，这些纸票无效，请重新测评。"),
        (5, 5, totals(5, 1), "“主题特色鲜明”三项合计6份，多于收回的5份。"),
        (5, 0, totals(), "没有收回的纸票，不用登记。"),
        (10, 9, totals(9), "到会9人，发给党员的纸票不会多于9份。"),
    ],
)
def test_totals_that_cannot_be_are_refused(world, ahead, today, issued, collected, counts, sentence):
    round_ = hold(world, ahead, today)
    with pytest.raises(DomainError, match=sentence):
        paper(world, round_, issued=issued, collected=collected, counts=counts)
    paper(world, round_, issued=5, collected=5, counts=totals(4))


def test_a_member_on_paper_does_not_count_twice(world, ahead, today):
    round_ = hold(world, ahead, today)
    members_rate(round_, 5)
    with pytest.raises(DomainError, match="到会9人，手机已测评5份，党员的纸票不能多于4份。"):
        paper(world, round_, issued=5, collected=5)
    paper(world, round_, issued=4, collected=4)
    left = round_.participations.filter(has_rated=False).first()
    assert rating.why_not(round_, left.member).code == "full"
    with pytest.raises(DomainError, match="有人填的是纸票"):
        rating.rate(round_, left.member, grades=grades())


def test_few_phones_beside_the_envelope_are_left_out_and_said_so(world, ahead, today):
    """Who typed the totals would otherwise know two phones by subtracting."""
    round_ = hold(world, ahead, today)
    for row in list(round_.participations.select_related("member"))[:2]:
        rating.rate(round_, row.member, grades=grades("dissatisfied"), remark="我在手机上写的")
    paper(world, round_, issued=7, collected=6, counts=totals(6))
    rating.close_round(round_)
    found = result(ahead)
    assert (found.round.left_out, found.round.collected) == (2, 8)
    assert found.result.sentence == "满意率100%（6/6份）"
    assert found.remarks == ()


def test_a_mark_taken_back_after_the_envelope_was_counted_breaks_nothing(world, ahead, today):
    round_ = hold(world, ahead, today)
    paper(world, round_, issued=9, collected=9, counts=totals(9))
    row = ahead.attendances.filter(status="present").first()
    attending.settle(row, status="absent", by=world.secretary, remark="认错了人")
    round_.refresh_from_db()
    assert (round_.issued, round_.collected) == (9, 9)
    assert rating.close_due(clock.now()) == 1


def test_codes_go_with_the_closing(world, ahead, today):
    given = codes(world, ahead, "served", 3)
    round_ = hold(world, ahead, today)
    rating.close_round(round_)
    assert not RatingCode.objects.exists()
    assert guest_codes.find(given[0]) is None
    with pytest.raises(DomainError, match="测评已经结束"):
        codes(world, ahead, "served", 1)
