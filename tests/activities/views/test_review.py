"""The committee's queue, one filing whole, and both answers."""

from datetime import date, datetime, time

import pytest

from activities.choices import ActivityState, FilingState, RecordState
from activities.models import Filing, FilingReading, RecordSheet
from activities.services import attending, filing, preparing, recording
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_member, make_user

WORDS = {"content": "学习", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}


def _handed_in(branch, secretary, members, today, *, absent=0, day=date(2026, 6, 18)):
    """A sheet of the branch, handed in the evening of the day."""
    activity = make_activity(branch, day, state=ActivityState.ANNOUNCED, decided_on=date(2026, 6, 1))
    today.move_to(clock.at(day, time(18, 1)))
    for number, member in enumerate(members):
        attending.mark(activity, member, status="absent" if number < absent else "present", by=secretary)
    low = "暴雨值守" if absent else ""
    attending.close(activity, by=secretary, low_reason=low)
    record = recording.write(activity.record, by=secretary, revision=1, fields=WORDS)
    return recording.submit(record, by=secretary)


@pytest.fixture
def handed_in(world, today):
    return _handed_in(world.branch, world.secretary, world.roster, today)


def test_what_waits_is_listed_with_its_exceptions_first(world, today, client_for):
    _handed_in(world.branch, world.secretary, world.roster, today, absent=2)

    answer = client_for(world.reviewer).get("/queue/")

    (case,) = answer.context["queue"].exceptions
    assert case.findings[0].sentence == "需4人，实到3人（60%），差1人。支部说明：暴雨值守"
    assert case.findings[0].rule == "PD-12"


@pytest.mark.parametrize(
    ("who", "status"), [("secretary", 200), ("reviewer", 200), ("member", 404), ("outsider", 404)]
)
def test_who_reads_a_filing(world, handed_in, client_for, who, status):
    assert client_for(getattr(world, who)).get(f"/filings/{handed_in.pk}/").status_code == status


@pytest.mark.parametrize(("who", "status"), [("secretary", 403), ("reviewer", 302), ("outsider", 404)])
def test_who_accepts(world, handed_in, client_for, who, status):
    asked = {"round_number": 1, "answer": "", "part": ""}

    answer = client_for(getattr(world, who)).post(f"/filings/{handed_in.pk}/acceptance/", asked)

    assert answer.status_code == status
    handed_in.refresh_from_db()
    assert (handed_in.state == FilingState.ACCEPTED) is (status == 302)


def test_accepting_twice_does_nothing_twice(world, handed_in, client_for):
    client = client_for(world.reviewer)
    asked = {"round_number": 1, "answer": "可以。", "part": ""}
    client.post(f"/filings/{handed_in.pk}/acceptance/", asked)

    again = client.post(f"/filings/{handed_in.pk}/acceptance/", asked)

    assert again.status_code == 422
    assert "不用再办" in again.content.decode()
    assert handed_in.rounds.get().answer == "可以。"


def test_a_return_needs_its_reason_and_keeps_what_was_chosen(world, handed_in, client_for):
    asked = {"round_number": 1, "answer": " ", "part": "议定事项"}

    answer = client_for(world.reviewer).post(f"/filings/{handed_in.pk}/returning/", asked)

    assert answer.status_code == 422
    assert answer.context["form"].errors["answer"] == ["请写明退回的原因，支部要据此修改。"]
    assert answer.context["form"]["part"].value() == "议定事项"


def test_a_return_reaches_the_branch_with_its_part(world, handed_in, client_for):
    asked = {"round_number": 1, "answer": "请写清责任人。", "part": "议定事项"}
    client_for(world.reviewer).post(f"/filings/{handed_in.pk}/returning/", asked)

    page = client_for(world.secretary).get(f"/records/{handed_in.record_id}/").content.decode()

    assert "请写清责任人。" in page
    assert RecordSheet.objects.get().state == RecordState.RETURNED


def test_an_answer_to_an_earlier_round_is_refused(world, handed_in, client_for):
    filing.return_(handed_in, by=world.reviewer, answer="请改。")
    record = handed_in.record
    record.refresh_from_db()
    recording.submit(record, by=world.secretary)
    asked = {"round_number": 1, "answer": "", "part": ""}

    answer = client_for(world.reviewer).post(f"/filings/{handed_in.pk}/acceptance/", asked)

    assert answer.status_code == 422
    assert "支部刚刚重新报送了第2次" in answer.content.decode()


def test_only_what_changed_since_last_time_is_marked(world, handed_in, client_for):
    filing.return_(handed_in, by=world.reviewer, answer="请改。")
    record = handed_in.record
    record.refresh_from_db()
    record = recording.write(
        record, by=world.secretary, revision=record.revision, fields={"actions": "李二汇编材料"}
    )
    recording.submit(record, by=world.secretary)

    page = client_for(world.reviewer).get(f"/filings/{handed_in.pk}/").context["page"]

    assert [part.label for part in page.written if part.changed] == ["议定事项"]


def test_the_filing_shows_what_was_handed_in_and_not_today(world, handed_in, client_for):
    member = world.roster[2]
    member.name = "改名者"
    member.save()

    page = client_for(world.reviewer).get(f"/filings/{handed_in.pk}/").content.decode()

    assert "改名者" not in page
    assert "李二" in page


@pytest.fixture
def theme(world, today):
    """A theme to approve, without an exception."""
    return preparing.ask_approval(make_activity(world.branch, date(2026, 6, 25)), by=world.secretary)


def test_ticked_ones_are_accepted_together_and_a_newer_round_is_left(world, theme, client_for):
    client = client_for(world.reviewer)
    client.get(f"/filings/{theme.pk}/")

    stale = client.post("/queue/acceptances/", {"filing": [f"{theme.pk}:9"]}, follow=True)
    said = client.post("/queue/acceptances/", {"filing": [f"{theme.pk}:1", "x:1", "1"]}, follow=True)

    assert "1 份没有受理" in stale.content.decode()
    assert "已受理 1 份，其中 1 份打开看过。" in said.content.decode()
    theme.refresh_from_db()
    assert theme.state == FilingState.ACCEPTED
    page = client.get(f"/filings/{theme.pk}/").content.decode()
    assert "共 1 份，抽中必读 1 份，打开看过 1 份。" in page


def test_a_drawn_one_nobody_opened_holds_the_action_up_and_is_marked_in_the_list(world, theme, client_for):
    client = client_for(world.reviewer)

    answer = client.post("/queue/acceptances/", {"filing": [f"{theme.pk}:1"]}, follow=True)

    page = answer.content.decode()
    assert "抽中必读的还有 1 份没有打开" in page
    assert "还没看" in page
    assert "读下一份抽中的" in page
    theme.refresh_from_db()
    assert theme.state == FilingState.SUBMITTED


def test_one_with_something_to_look_at_is_not_accepted_in_passing(world, handed_in, client_for):
    client = client_for(world.reviewer)
    client.get(f"/filings/{handed_in.pk}/")

    answer = client.post("/queue/acceptances/", {"filing": [f"{handed_in.pk}:1"]}, follow=True)

    assert "有要看的地方，请打开单独答复" in answer.content.decode()


def test_only_an_addressee_who_opens_it_has_opened_it(world, theme, client_for):
    client_for(world.secretary).get(f"/filings/{theme.pk}/")
    client_for(world.reviewer).head(f"/filings/{theme.pk}/")
    assert not FilingReading.objects.exists()

    client_for(world.reviewer).get(f"/filings/{theme.pk}/")
    assert FilingReading.objects.get().reader == world.reviewer


def test_a_case_opens_in_the_list_and_its_answer_brings_the_list_back(world, theme, client_for):
    client = client_for(world.reviewer)
    htmx = {"HX-Request": "true"}

    opened = client.get(f"/filings/{theme.pk}/?kind=theme", headers=htmx).content.decode()
    wrong = client.post(f"/filings/{theme.pk}/returning/", {"round_number": 1}, headers=htmx)
    asked = {"round_number": 1, "answer": "请写议程。", "list_kind": "theme"}
    back = client.post(f"/filings/{theme.pk}/returning/", asked, headers=htmx)

    assert "<html" not in opened
    assert f'id="read-{theme.pk}" hx-swap-oob="true"' in opened
    assert (wrong.status_code, wrong["HX-Retarget"], wrong["HX-Reswap"]) == (422, "#answer", "outerHTML")
    assert back.status_code == 200
    assert 'id="queue"' in back.content.decode()
    assert "已退回：" in back.content.decode()
    assert world.branch.name not in back.content.decode().partition('class="toasts')[0]


def test_a_usual_reason_is_put_in_with_its_part_and_what_was_typed_stays(world, theme, client_for):
    typed = {"round_number": 1, "answer": "辛苦了。", "canned": "3", "text_2": "另外"}

    answer = client_for(world.reviewer).post(f"/filings/{theme.pk}/wording/", typed)

    form = answer.context["form"]
    assert answer.status_code == 200
    assert form["answer"].value() == "辛苦了。\n请按议程写清做了什么。"
    assert (form["part"].value(), form["kind"].value()) == ("主要内容", "fix")
    assert form["text_2"].value() == "另外"
    theme.refresh_from_db()
    assert theme.state == FilingState.SUBMITTED


@pytest.mark.parametrize("canned", ["", "99", "x", "-1"])
def test_a_reason_that_is_not_on_the_list_changes_nothing(world, theme, client_for, canned):
    answer = client_for(world.reviewer).post(f"/filings/{theme.pk}/wording/", {"canned": canned})

    assert answer.status_code == 422


def test_remarks_stand_on_their_parts_with_what_is_wanted(world, handed_in, client_for):
    asked = {
        "round_number": 1,
        "answer": "请写清责任人。",
        "part": "议定事项",
        "kind": "fix",
        "part_2": "讨论情况",
        "kind_2": "praise",
        "text_2": "写得具体。",
        "part_3": "测评",
        "kind_3": "question",
        "text_3": "为什么只收回三份？",
    }
    client_for(world.reviewer).post(f"/filings/{handed_in.pk}/returning/", asked)

    remarks = handed_in.rounds.get().remarks.values_list("part", "kind", "text")
    page = client_for(world.secretary).get(f"/records/{handed_in.record_id}/").content.decode()

    assert list(remarks) == [
        ("议定事项", "fix", "请写清责任人。"),
        ("讨论情况", "praise", "写得具体。"),
        ("测评", "question", "为什么只收回三份？"),
    ]
    assert "写得好" in page
    assert "请说明" in page


def test_a_further_remark_needs_its_part(world, handed_in, client_for):
    asked = {"round_number": 1, "answer": "请改。", "text_2": "写得好。"}

    answer = client_for(world.reviewer).post(f"/filings/{handed_in.pk}/returning/", asked)

    assert answer.status_code == 422
    assert answer.context["form"].errors["part_2"] == ["请选意见落在哪一处。"]


def test_another_committee_cannot_accept_by_its_own_list(world, handed_in, client_for):
    foreign = make_user("foreign", name="外委")
    appoint(foreign, world.foreign_committee, "officer")

    answer = client_for(foreign).post("/queue/acceptances/", {"filing": [f"{handed_in.pk}:1"]})

    assert answer.status_code == 404
    handed_in.refresh_from_db()
    assert handed_in.state == FilingState.SUBMITTED


def test_a_theme_is_shown_in_office_time(world, today, client_for):
    activity = make_activity(world.branch, date(2026, 6, 25))
    handed = preparing.ask_approval(activity, by=world.secretary)

    page = client_for(world.reviewer).get(f"/filings/{handed.pk}/").content.decode()

    assert "2026-06-25 14:00—18:00" in page


@pytest.mark.parametrize("branches", [1, 3])
def test_the_queue_costs_the_same_for_one_filing_and_for_three(
    world, today, client_for, branches, django_assert_num_queries
):
    _handed_in(world.branch, world.secretary, world.roster, today)
    for _ in range(branches - 1):
        branch = make_branch(parent=world.committee)
        secretary = make_user()
        members = [make_member(branch) for _ in range(5)]
        appoint(secretary, branch)
        _handed_in(branch, secretary, members, today)
    client = client_for(world.reviewer)
    client.get("/queue/")

    with django_assert_num_queries(10):
        client.get("/queue/")


@pytest.mark.parametrize("branches", [1, 3])
def test_the_board_costs_the_same_for_one_branch_and_for_three(
    world, today, client_for, branches, django_assert_num_queries
):
    for _ in range(branches - 1):
        make_branch(parent=world.committee)
    client = client_for(world.reviewer)
    client.get("/board/")

    with django_assert_num_queries(14):
        client.get("/board/")


def test_the_board_tells_months_apart(world, handed_in, today, client_for):
    today.move_to(datetime(2026, 7, 2, 9, tzinfo=clock.OFFICE))

    (row,) = client_for(world.reviewer).get("/board/?year=2026").context["board"].rows

    assert [cell.mark for cell in row.cells[:7]] == ["缺", "缺", "缺", "缺", "缺", "审", ""]
    assert row.reasons == ["缺 5 次"]


def test_the_board_counts_a_branch_only_while_it_existed(world, today, client_for):
    make_branch(parent=world.committee, name="新支部", founded_on=date(2026, 5, 1))

    rows = client_for(world.reviewer).get("/board/?year=2026&q=新支部").context["board"].rows

    assert [cell.said for cell in rows[0].cells[3:5]] == ["当时还没有成立", "本月成立，从下月算起"]


def test_the_board_is_exported_without_formulas(world, today, client_for):
    world.branch.name = "=HYPERLINK(1)"
    world.branch.save()

    answer = client_for(world.reviewer).get("/board/export/?year=2026")

    assert answer.status_code == 200
    assert b"<f>" not in answer.content


def test_a_theme_enters_the_catalogue_once(world, today, client_for):
    client = client_for(world.reviewer)
    fields = {"title": "学习党章", "requirement": "required", "months": ["11"], "note": ""}
    client.post("/catalogue/?year=2026", fields)
    client.post("/catalogue/?year=2026", fields)

    assert [theme.title for theme in client.get("/catalogue/?year=2026").context["themes"]] == ["学习党章"]
    assert client_for(world.secretary).get("/catalogue/").status_code == 404
    assert Filing.objects.count() == 0
