"""The whole rule book on one screen; docs/compliance-rules.md and the help page are printed from it."""

from activities.compliance.development import (
    ApprovedWithinThreeMonths,
    CultivatedForAYear,
    MeetingFollowsPreview,
    ReviewedEveryHalfYear,
    TalkedWithinAMonth,
)
from activities.compliance.development_probation import (
    ConversionAnsweredInTime,
    ConversionDiscussedInTime,
    ReviewedEveryQuarter,
)
from activities.compliance.development_publicity import PutUpForItsDays
from activities.compliance.education import (
    CommitteeTrained,
    NewMemberTrained,
    NewSecretaryTrained,
    StudyHoursOfTheYear,
)
from activities.compliance.facts import BranchYear
from activities.compliance.meetings import CommitteeFirst, MinutesSignedInTime
from activities.compliance.notice import NoticeInTime
from activities.compliance.organizational_life import (
    TalksOfTheYear,
    ThinkingAnalysed,
    YearlyAppraisal,
    YearlyLifeMeeting,
)
from activities.compliance.party_day import EnoughMembers, HalfADay, MonthlyPartyDay, StaysInItsMonth
from activities.compliance.planning import PlanInTime
from activities.compliance.rating import NotThreeLowRatings, RatedAtOnce
from activities.compliance.record_keeping import AbsenceMadeUp, RecordInTime
from activities.compliance.routine import CharterReadWhole, FlagAndBadge
from activities.compliance.terms import ElectedWhenTermIsFull
from activities.compliance.three_meetings import (
    LecturesOfTheYear,
    MonthlyCommitteeMeeting,
    MonthlyGroupMeeting,
    MonthlyStudy,
    QuarterlyMemberMeeting,
)
from activities.compliance.voting import AdmissionBySecretBallot, AdoptedByMoreThanHalf, VotedWithQuorum
from members.compliance.dues import (
    DuesCollectedMonthly,
    DuesDisclosed,
    DuesHandedUpInTime,
    DuesHaveAKeeper,
)
from partywork.common.compliance import Finding, Rule, RuleBook

RULES: tuple[Rule[BranchYear], ...] = (
    PlanInTime(),
    MonthlyPartyDay(),
    HalfADay(),
    StaysInItsMonth(),
    NoticeInTime(),
    EnoughMembers(),
    FlagAndBadge(),
    RecordInTime(),
    AbsenceMadeUp(),
    RatedAtOnce(),
    NotThreeLowRatings(),
    CharterReadWhole(),
    QuarterlyMemberMeeting(),
    MonthlyCommitteeMeeting(),
    MonthlyGroupMeeting(),
    LecturesOfTheYear(),
    MonthlyStudy(),
    CommitteeFirst(),
    MinutesSignedInTime(),
    StudyHoursOfTheYear(),
    CommitteeTrained(),
    NewSecretaryTrained(),
    NewMemberTrained(),
    YearlyLifeMeeting(),
    YearlyAppraisal(),
    TalksOfTheYear(),
    ThinkingAnalysed(),
    VotedWithQuorum(),
    AdoptedByMoreThanHalf(),
    AdmissionBySecretBallot(),
    ElectedWhenTermIsFull(),
    DuesCollectedMonthly(),
    DuesHandedUpInTime(),
    DuesDisclosed(),
    DuesHaveAKeeper(),
    TalkedWithinAMonth(),
    ReviewedEveryHalfYear(),
    CultivatedForAYear(),
    PutUpForItsDays(),
    MeetingFollowsPreview(),
    ApprovedWithinThreeMonths(),
    ReviewedEveryQuarter(),
    ConversionDiscussedInTime(),
    ConversionAnsweredInTime(),
)

BOOK = RuleBook(RULES)


def judge_branch_year(facts: BranchYear) -> tuple[Finding, ...]:
    """Every finding on the branch's year, met ones included."""
    return BOOK.judge(facts)
