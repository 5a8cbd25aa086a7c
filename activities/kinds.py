"""The kinds of activity as data: who is expected, what counts, how often, on which form (MT-*, PD-*, OL-*, DA-*).

Nothing else in the house asks "is this a member meeting?": it asks the row of the kind what it needs to know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from activities.choices import ActivityKind


class Expects(StrEnum):
    """Whose absence is an absence."""

    MEMBERS = "members"  # everybody on the roster of the day, probationary members included (PD-09)
    COMMITTEE = "committee"  # those who hold a post in the branch committee that day
    GROUP = "group"  # the members of one Party group


class Needs(StrEnum):
    """What a branch must have for the kind to exist there at all (ORG-09, E-27, E-28)."""

    NOTHING = "nothing"
    COMMITTEE = "committee"
    GROUPS = "groups"


class Chair(StrEnum):
    """Who chairs when nobody says otherwise (MT-04, MT-07, PD-11)."""

    SECRETARY = "secretary"
    LEADER = "leader"  # of the Party group whose meeting it is
    NOBODY = "nobody"  # a lecture needs its lecturer, no chair


class Rhythm(StrEnum):
    """In which span the duty comes round; NONE: no rule says how often."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True)
class Kind:
    """One kind of activity.

    `times` is the parameter that says how often in the span; `quorum` the row of the vote table that says how many
    must be present before anything is decided, "" where nothing is; `votes` the rows a ballot may be held by.
    `has_nine_steps`: prepared by the steps of S1-B; `is_rated`: members rate it (EV-01); `is_filed`: its record goes
    to the superior without being asked for; `needs_rate`: the share of 80 % is asked for (PD-12).
    `opening` are the titles the agenda begins with. `title` is what the meeting is called when nobody thinks of
    better, "" where it cannot be held without a theme; `notice` the parameter that says how many days ahead it is
    made known ("": a branch committee meets as needed, MT-03); `least` the parameter of its shortest length;
    `usual_minutes` its length before a branch has held one; `paper` what its record is called.
    `has_lecturer`: somebody lectures (MT-06); `has_reader`: a member leads the reading, in turn (MT-15).
    """

    key: ActivityKind
    rule: str
    form: str
    expects: Expects = Expects.MEMBERS
    needs: Needs = Needs.NOTHING
    rhythm: Rhythm = Rhythm.NONE
    times: str = ""
    quorum: str = ""
    votes: tuple[str, ...] = ()
    has_nine_steps: bool = False
    is_rated: bool = False
    is_filed: bool = False
    needs_rate: bool = False
    opening: tuple[str, ...] = ()
    title: str = ""
    notice: str = "mt.notice_days"
    least: str = ""
    usual_minutes: int = 120
    chair: Chair = Chair.SECRETARY
    may_be_joint: bool = False
    paper: str = "会议记录"
    has_lecturer: bool = False
    has_reader: bool = False

    @property
    def label(self) -> str:
        return str(self.key.label)

    @property
    def decides(self) -> bool:
        return bool(self.votes)

    @property
    def recurs(self) -> bool:
        """Held by the month or the week without a theme of its own: a run of them may be opened at once."""
        return bool(self.title) and self.rhythm is Rhythm.MONTH

    def title_in(self, year: int, month: int) -> str:
        """11月支委会; 第四季度支部党员大会"""
        quarter = "一二三四"[(month - 1) // 3]
        return self.title.format(year=year, month=month, quarter=quarter)

    @property
    def decides_for_members(self) -> bool:
        """A member meeting: what is the members' own to decide is decided here and nowhere else (MT-02)."""
        return "V-GEN" in self.votes

    @property
    def prepares_for_members(self) -> bool:
        """A committee meeting: important matters go through it first (MT-08)."""
        return self.expects is Expects.COMMITTEE

    @property
    def gives_hours(self) -> bool:
        """Counted whole as hours of study (ED-03)."""
        return self.has_lecturer or self.has_reader

    def exists_in(self, *, has_committee: bool, has_groups: bool) -> bool:
        """Whether a branch so made up holds this kind at all (ORG-09, E-28)."""
        if self.needs is Needs.COMMITTEE:
            return has_committee
        return self.needs is not Needs.GROUPS or has_groups


K = ActivityKind
FIRST_TOPIC = "第一议题：传达学习"
ROWS = (
    Kind(
        K.PARTY_DAY,
        "PD-01",
        "F-06",
        rhythm=Rhythm.MONTH,
        times="pd.events_per_month",
        has_nine_steps=True,
        is_rated=True,
        is_filed=True,
        needs_rate=True,
        opening=("通报到会情况和活动内容",),
        notice="pd.notice_days",
        least="pd.half_day_minutes",
        may_be_joint=True,
        paper="纪实表",
    ),
    Kind(
        K.MEMBER_MEETING,
        "MT-01",
        "F-09",
        rhythm=Rhythm.QUARTER,
        times="mt.dahui_per_quarter",
        quorum="V-GEN",
        votes=("V-GEN", "V-ADM", "V-ELE", "V-PUN"),
        opening=(FIRST_TOPIC,),
        title="第{quarter}季度支部党员大会",
    ),
    Kind(
        K.COMMITTEE_MEETING,
        "MT-03",
        "F-10",
        expects=Expects.COMMITTEE,
        needs=Needs.COMMITTEE,
        rhythm=Rhythm.MONTH,
        times="mt.zhiwei_per_month",
        quorum="V-COM",
        votes=("V-COM",),
        opening=(FIRST_TOPIC,),
        title="{month}月支委会",
        notice="",
        usual_minutes=90,
    ),
    Kind(
        K.GROUP_MEETING,
        "MT-04",
        "F-11",
        expects=Expects.GROUP,
        needs=Needs.GROUPS,
        rhythm=Rhythm.MONTH,
        times="mt.xiaozu_per_month",
        title="{month}月党小组会",
        notice="",
        usual_minutes=60,
        chair=Chair.LEADER,
    ),
    Kind(
        K.LECTURE,
        "MT-05",
        "F-12",
        rhythm=Rhythm.YEAR,
        times="mt.class_per_year",
        usual_minutes=90,
        chair=Chair.NOBODY,
        paper="党课记录",
        has_lecturer=True,
        may_be_joint=True,
    ),
    Kind(
        K.STUDY,
        "MT-15",
        "F-12",
        rhythm=Rhythm.MONTH,
        times="ed.collective_study_per_month",
        title="{month}月集中学习",
        paper="学习记录",
        has_reader=True,
        usual_minutes=60,
        may_be_joint=True,
    ),
    Kind(
        K.ORGANIZATIONAL_LIFE_MEETING,
        "OL-01",
        "F-13",
        rhythm=Rhythm.YEAR,
        times="ol.per_year",
        title="{year}年度组织生活会",
        usual_minutes=180,
    ),
    Kind(
        K.APPRAISAL,
        "DA-01",
        "F-14",
        rhythm=Rhythm.YEAR,
        times="da.per_year",
        votes=("V-APP",),
        title="{year}年度民主评议党员",
        usual_minutes=180,
    ),
    Kind(K.OTHER, "", "F-09", may_be_joint=True),
)
KINDS: Mapping[str, Kind] = MappingProxyType({row.key.value: row for row in ROWS})
# Whose record goes to the superior by itself, within its time (PD-20); every other kind has minutes (MT-11).
FILED_KINDS = tuple(row.key.value for row in ROWS if row.is_filed)


def kind_of(key: str) -> Kind:
    """The row of a kind; KeyError for a word that is none."""
    return KINDS[key]
