"""One month of a demo branch, replayed through the real steps at the times they would have been taken."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from activities.choices import Criterion, Grade, LeaveReason
from activities.models import Activity, Filing, MakeUp, PlannedActivity, RecordSheet
from activities.reports.improvements import carried_to
from activities.services import (
    announcing,
    attending,
    filing,
    leaving,
    making_up,
    notifying,
    opening,
    preparing,
    rating,
    recording,
    responding,
)
from members.models import Member, User
from partywork.common import clock
from partywork.demo import texts
from partywork.demo.world import BranchWorld


@dataclass(frozen=True)
class Fate:
    """What happens to the month: how many stay away, how late the sheet is, how the committee answers."""

    absent: int = 1
    sheet_after: timedelta = timedelta(hours=20)
    answer: str = "accept"  # accept · return · return_then_accept · none
    make_ups: str = "confirmed"  # confirmed · open
    hand_in: bool = True
    answered_lately: bool = False  # the committee answered yesterday, however long ago it was handed in


class Month:
    """Replays one plan row. A step whose time has not come yet is left to the visitor."""

    def __init__(
        self, world: BranchWorld, official: User, row: PlannedActivity, fate: Fate, now: datetime
    ) -> None:
        self.world, self.official, self.row, self.fate, self.now = world, official, row, fate, now
        self.dice = Random(f"{world.branch.code}-{row.plan.year}-{row.month}")  # noqa: S311  # always the same world

    def replay(self) -> None:
        activity = self.announce()
        present, away = self._who_comes(activity)
        self._leaves(activity, away)
        self._hold(activity, present, away)
        self._rate(activity, present)
        self._make_up(activity)
        self._sheet(activity)

    def announce(self, *, days_before: int = 7) -> Activity:
        """Theme settled and approved, notice out: ready for the day."""
        assert self.row.start is not None
        nine = clock.at(self.row.start, datetime.min.time()) + timedelta(hours=9)
        secretary = self.world.secretary
        with self._at(nine - timedelta(days=days_before + 3)):
            activity = opening.open_from_row(self.row, by=secretary)
            activity.place = texts.PLACES[self.world.branch.domain]
            activity.recorder = self.world.members[2]
            activity.venue = "online" if self.world.branch.domain == "association" else "on_site"
            activity.save(update_fields=["place", "recorder", "venue"])
            preparing.decide_theme(
                activity, by=secretary, on=clock.today(), note=f"第{self.row.month}号支委会记录"
            )
            handed_in = preparing.ask_approval(activity, by=secretary)
        with self._at(nine - timedelta(days=days_before + 1)):
            filing.accept(handed_in, by=self.official, answer="同意。")
        with self._at(nine - timedelta(days=days_before)):
            activity = announcing.announce(activity, by=secretary)
            notifying.deliver_all()
        return activity

    def _at(self, moment: datetime) -> AbstractContextManager[None]:
        return clock.replaying(min(moment, self.now))

    def _who_comes(self, activity: Activity) -> tuple[list[Member], list[Member]]:
        on_roster = [
            member
            for member in self.world.members
            if member.spells.filter(period__contains=activity.day).exists()
        ]
        exempt = [
            m for m in on_roster if m.exemptions.filter(since__lte=activity.day, until__gte=activity.day)
        ]
        free = [member for member in on_roster[3:] if member not in exempt]
        away = self.dice.sample(free, min(self.fate.absent, len(free)))
        return [m for m in on_roster if m not in away and m not in exempt], away

    def _leaves(self, activity: Activity, away: list[Member]) -> None:
        reasons = list(LeaveReason)[:3]
        for number, member in enumerate(away[:-1] if len(away) > 2 else away):
            assert member.user is not None
            with self._at(activity.starts_at - timedelta(days=2, hours=number)):
                leave = leaving.ask(activity, member, reason=reasons[number % 3], by=member.user)
            with self._at(activity.starts_at - timedelta(days=1)):
                leaving.approve(leave, by=self.world.secretary, note="同意，会后补课。")

    def _hold(self, activity: Activity, present: list[Member], away: list[Member]) -> None:
        for number, member in enumerate(present):
            with self._at(activity.starts_at + timedelta(minutes=self.dice.randint(-18, 0))):
                if number % 7 == 5:
                    attending.mark(activity, member, status="present", by=self.world.secretary)
                else:
                    attending.sign_in(activity.pk, member.pk)
        if len(away) > 2:
            with self._at(activity.starts_at + timedelta(minutes=20)):
                attending.mark(activity, away[-1], status="absent", by=self.world.secretary)
        with self._at(activity.starts_at + timedelta(minutes=6)):
            announcing.report_attendance(activity, by=self.world.secretary)
        with self._at(activity.ends_at):
            low = texts.LOW_REASON if self.fate.absent > 3 else ""
            attending.close(activity, by=self.world.secretary, low_reason=low)
            notifying.deliver_all()
        activity.refresh_from_db()

    def _rate(self, activity: Activity, present: list[Member]) -> None:
        round_ = activity.rating
        raters = present[: max(len(present) - 2, 1)]
        for number, member in enumerate(raters):
            with self._at(activity.ends_at + timedelta(minutes=1 + number)):
                grades = {criterion.value: self._grade() for criterion in Criterion}
                rating.rate(round_, member, grades=grades)
        if round_.closes_at <= self.now:
            with self._at(round_.closes_at):
                rating.close_due(clock.now())

    def _grade(self) -> str:
        return self.dice.choices(list(Grade), weights=(16, 4, 1))[0].value

    def _make_up(self, activity: Activity) -> None:
        rows = MakeUp.objects.filter(attendance__activity=activity).select_related("attendance__member")
        for number, row in enumerate(rows):
            member = row.attendance.member
            if self.fate.make_ups == "open" and number == 0:
                continue
            moment = activity.ends_at + timedelta(days=2, hours=number)
            if moment > self.now - timedelta(days=2):
                continue
            assert member.user is not None
            with self._at(moment):
                contacted = making_up.contact(
                    row, by=self.world.secretary, cause="已问明原因，通报了活动情况"
                )
            with self._at(moment + timedelta(days=1)):
                done = making_up.hand_in(
                    contacted, by=member.user, method=contacted.forms[0], done_on=clock.today()
                )
            if self.fate.make_ups == "confirmed":
                with self._at(moment + timedelta(days=2)):
                    making_up.confirm(done, by=self.world.secretary)

    def _improve(self, record: RecordSheet) -> None:
        """What was wanting at earlier events was put right, but for the last one."""
        for item in list(carried_to(record.activity))[:-1]:
            outcome = texts.IMPROVED.get(item.text, "已改。")
            responding.settle(record, item, by=self.world.secretary, outcome=outcome)

    def _sheet(self, activity: Activity) -> None:
        moment = activity.ends_at + self.fate.sheet_after
        if not self.fate.hand_in or moment > self.now:
            return
        record = activity.record
        fields = {
            "discussion": self.dice.choice(texts.DISCUSSIONS),
            "consensus": self.dice.choice(texts.CONSENSUS),
            "actions": self.dice.choice(texts.ACTIONS),
            "shortcomings": self.dice.choice(texts.SHORTCOMINGS),
            "reply": self.dice.choice(texts.REPLIES),
        }
        with self._at(moment):
            written = recording.write(
                record, by=self.world.secretary, revision=record.revision, fields=fields
            )
            self._improve(written)
            handed_in = recording.submit(written, by=self.world.secretary)
        self._answer(handed_in, moment)

    def _answer(self, handed_in: Filing, moment: datetime) -> None:
        answered = self.now - timedelta(days=1) if self.fate.answered_lately else moment + timedelta(days=1)
        if self.fate.answer == "none" or answered > self.now:
            return
        if self.fate.answer == "accept":
            with self._at(answered):
                filing.accept(handed_in, by=self.official, answer="记录完整。")
            return
        with self._at(answered):
            filing.return_(
                handed_in,
                by=self.official,
                answer="议定事项请写清责任人和时限。",
                remarks=[("议定事项", "每件写明谁负责、什么时候前。")],
            )
        again = answered + timedelta(hours=20)
        if self.fate.answer != "return_then_accept" or again > self.now:
            return
        with self._at(again):
            record = handed_in.record
            assert record is not None
            record.refresh_from_db()
            fields = {"actions": "1. 排出值班表，李二负责，月底前完成。"}
            record = recording.write(record, by=self.world.secretary, revision=record.revision, fields=fields)
            handed_in = recording.submit(record, by=self.world.secretary, note="已按意见补充。")
        with self._at(again + timedelta(days=1)):
            if again + timedelta(days=1) <= self.now:
                filing.accept(handed_in, by=self.official, answer="可以。")
