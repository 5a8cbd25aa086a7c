"""One month through all services, as the office lives it."""

from datetime import date, datetime

from activities.choices import FilingState, RecordState
from activities.models import Notice
from activities.services import (
    announcing,
    attending,
    filing,
    notifying,
    opening,
    planning,
    rating,
    recording,
)
from partywork.common import clock


def test_a_month_from_the_plan_row_to_the_accepted_sheet(world, today):
    plan = planning.begin(world.branch, 2026, by=world.secretary)
    planning.add_row(plan, by=world.secretary, fields={"month": 6, "content": "上半年重要会议精神专题学习"})
    planning.place_days(plan, by=world.secretary)
    planning.submit(plan, by=world.secretary)
    filing.accept(plan.filing, by=world.reviewer)
    row = plan.rows.get()
    row.start = row.end = date(2026, 6, 25)
    row.save()

    activity = opening.open_from_row(row, by=world.secretary)
    announcing.announce(activity, by=world.secretary)
    notifying.deliver()
    assert Notice.objects.filter(recipient=world.member, delivered_at__isnull=False).exists()

    today.move_to(datetime(2026, 6, 25, 14, 5, tzinfo=clock.OFFICE))
    attending.sign_in(activity.pk, world.plain_member.pk)
    attending.mark_all_present(activity, by=world.secretary)
    today.move_to(datetime(2026, 6, 25, 17, 31, tzinfo=clock.OFFICE))
    activity = attending.close(activity, by=world.secretary)
    assert (activity.total, activity.expected, activity.present) == (5, 5, 5)

    grades = dict.fromkeys(["theme", "content", "form", "effect", "overall"], "satisfied")
    for member in world.roster:
        rating.rate(activity.rating, member, grades=grades)
    rating.close_due(clock.now())

    record = activity.record
    fields = {"discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}
    recording.write(record, by=world.secretary, revision=1, fields=fields)
    handed_in = recording.submit(record, by=world.secretary)
    assert not handed_in.is_late
    assert handed_in.due_at == clock.end_of(date(2026, 6, 27))

    filing.accept(handed_in, by=world.reviewer, answer="可以。")
    record.refresh_from_db()
    handed_in.refresh_from_db()
    assert (record.state, handed_in.state) == (RecordState.ACCEPTED, FilingState.ACCEPTED)
    content = handed_in.rounds.get().content
    assert content["attendance"]["sentence"] == "需4人，实到5人（100%），够"
    assert content["rating"]["sentence"] == "满意率100%（5/5份）"
