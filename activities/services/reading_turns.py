"""Giving the reading to somebody: suggested by turn, swapped in one click, told once (MT-15)."""

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind
from activities.models import Activity, Study
from activities.reports.reading_turns import readers_for, turns_for
from activities.services.notifying import Message, queue
from activities.services.routine import open_for_routine
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save


def study_of(activity: Activity) -> Study:
    """The row of a study session, also of one that was opened by hand."""
    require(activity.sort.has_reader, "只有集中学习才有领学人。", code="wrong_kind")
    study, _ = Study.objects.get_or_create(activity=activity, defaults={"day": activity.day})
    return study


@transaction.atomic
def suggest_for(study: Study, *, by: User) -> Study:
    """Whose turn it is leads, as long as nobody was chosen."""
    turn = next(iter(turns_for(study.activity)), None)
    if study.reader_id is None and turn is not None:
        return give(study, Member.objects.get(pk=turn.key), by=by)
    return study


@transaction.atomic
def give(study: Study, member: Member | None, *, by: User) -> Study:
    """This member leads the reading; None: it is open again. Both who leads now and who led before are told."""
    activity = open_for_routine(study.activity)
    study = lock(study)
    if study.reader_id == (member.pk if member else None):
        return study
    if member is not None:
        found = {reader.key: reader for reader in readers_for(activity)}.get(member.pk)
        require(found, "请选应参加这次学习的同志。", field="member")
        assert found is not None
        require(not found.away, f"{found.name}{found.away}，请换一位。", field="member")
    before, study.reader = study.reader, member
    save(study, "reader")
    journal(activity, "give_reading", by=by, reason=member.name if member else "", after=activity.state)
    if activity.is_ahead(clock.now()):
        _tell(study, before)
    return study


def _tell(study: Study, before: Member | None) -> None:
    activity = study.activity
    when = f"{clock.short_date(activity.day)} {activity.starts_at.astimezone(clock.OFFICE):%H:%M}"
    link = reverse("my_activity", args=[activity.pk])
    if study.reader is not None and study.reader.user_id is not None:
        message = Message(
            occasion=f"reading:{activity.pk}:{study.reader_id}",
            kind=NoticeKind.READING,
            subject=f"轮到您领学：{when}"[:120],
            body=f"{activity.theme}。领学十几分钟就好，学习材料在活动页面里；实在不行，请告诉书记换一位。",
            link=link,
        )
        queue([study.reader.user_id], message)
    if before is not None and before.user_id is not None:
        name = study.reader.name if study.reader else "别的同志"
        message = Message(
            occasion=f"reading-off:{activity.pk}:{before.pk}:{study.reader_id}",
            kind=NoticeKind.READING,
            subject=f"{when}的学习改由{name}领学"[:120],
            body=f"{activity.theme}。您照常参加就好。",
            link=link,
        )
        queue([before.user_id], message)
