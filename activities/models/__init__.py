from activities.models.action import ActionItem, ActionReport
from activities.models.activity import Activity, ActivityChange, Guest
from activities.models.agenda import AgendaItem, AgendaTemplate, ItemFile, Speech
from activities.models.appraisal import (
    Appraisal,
    AppraisalPaper,
    AppraisalPerson,
    ExcellentNomination,
    MutualOpinion,
    NominationObjection,
)
from activities.models.attendance import Answer, Attendance
from activities.models.ballot import Ballot, VoterExclusion, WrittenOpinion
from activities.models.best_case import BestCase
from activities.models.conveyance import Conveyance, LeaderContact
from activities.models.development_ballot import DevelopmentBallot
from activities.models.education import HoursCorrection, OutsideStudy
from activities.models.election import Election, ElectionCandidate, ElectionPaper, ElectionQuerySet
from activities.models.election_round import ElectionRound, RoundLine
from activities.models.filing import Filing, FilingRound, RoundRemark
from activities.models.gathering import Gathering
from activities.models.group_register import GroupRegister
from activities.models.hand_over import HandOver
from activities.models.improvement import Improvement, RatingReply
from activities.models.joint import JointEvent, JointPart
from activities.models.leave import LeaveProof, LeaveRequest
from activities.models.life import (
    Criticism,
    Examination,
    LifeMeeting,
    OpinionSought,
    Rectification,
    SelfCheck,
)
from activities.models.likeness import RecordSketch
from activities.models.make_up import MakeUp
from activities.models.minutes import MinutesAddendum, MinutesSignature, SignedMinutes
from activities.models.month import MonthExcuse, MoveRequest
from activities.models.my_year import YearObjection, YearSheet
from activities.models.notice import Delivery, Notice, NoticeCall
from activities.models.objection import Objection
from activities.models.overdue import Escalation, SheetUnlock
from activities.models.personal_links import CalendarFeed, LinkRevocation
from activities.models.plan import AnnualPlan, CatalogueTheme, PlannedActivity, PlanVersion
from activities.models.quiz import Quiz, QuizQuestion, QuizSum, QuizTurn
from activities.models.rating import (
    RatingCode,
    RatingGroup,
    RatingPaper,
    RatingParticipation,
    RatingRemark,
    RatingRound,
    RatingTally,
)
from activities.models.record import RecordSheet
from activities.models.reviewing import FilingReading, ReviewBatch
from activities.models.robot import GroupMessage, Robot
from activities.models.routine import CharterReading, CostLine, RoutineContent, StudyMaterial
from activities.models.secret_ballot import SecretBallot, SecretCount, SecretRoll
from activities.models.session import SessionMark
from activities.models.sign_in import SignInCard, SignInTablet, TabletScan
from activities.models.signed_sheet import SignedSheet
from activities.models.standing_absence import StandingAbsence
from activities.models.study import Lecture, Study, StudyHours, StudyNote, StudySeries
from activities.models.talk import Talk, TalkItem
from activities.models.thought_analysis import ThoughtAnalysis
from activities.models.volunteering import VolunteerService, VolunteerShare

__all__ = [
    "ActionItem",
    "ActionReport",
    "Activity",
    "ActivityChange",
    "AgendaItem",
    "AgendaTemplate",
    "AnnualPlan",
    "Answer",
    "Appraisal",
    "AppraisalPaper",
    "AppraisalPerson",
    "Attendance",
    "Ballot",
    "BestCase",
    "CalendarFeed",
    "CatalogueTheme",
    "CharterReading",
    "Conveyance",
    "CostLine",
    "Criticism",
    "Delivery",
    "DevelopmentBallot",
    "Election",
    "ElectionCandidate",
    "ElectionPaper",
    "ElectionQuerySet",
    "ElectionRound",
    "Escalation",
    "Examination",
    "ExcellentNomination",
    "Filing",
    "FilingReading",
    "FilingRound",
    "Gathering",
    "GroupMessage",
    "GroupRegister",
    "Guest",
    "HandOver",
    "HoursCorrection",
    "Improvement",
    "ItemFile",
    "JointEvent",
    "JointPart",
    "LeaderContact",
    "LeaveProof",
    "LeaveRequest",
    "Lecture",
    "LifeMeeting",
    "LinkRevocation",
    "MakeUp",
    "MinutesAddendum",
    "MinutesSignature",
    "MonthExcuse",
    "MoveRequest",
    "MutualOpinion",
    "NominationObjection",
    "Notice",
    "NoticeCall",
    "Objection",
    "OpinionSought",
    "OutsideStudy",
    "PlanVersion",
    "PlannedActivity",
    "Quiz",
    "QuizQuestion",
    "QuizSum",
    "QuizTurn",
    "RatingCode",
    "RatingGroup",
    "RatingPaper",
    "RatingParticipation",
    "RatingRemark",
    "RatingReply",
    "RatingRound",
    "RatingTally",
    "RecordSheet",
    "RecordSketch",
    "Rectification",
    "ReviewBatch",
    "Robot",
    "RoundLine",
    "RoundRemark",
    "RoutineContent",
    "SecretBallot",
    "SecretCount",
    "SecretRoll",
    "SelfCheck",
    "SessionMark",
    "SheetUnlock",
    "SignInCard",
    "SignInTablet",
    "SignedMinutes",
    "SignedSheet",
    "Speech",
    "StandingAbsence",
    "Study",
    "StudyHours",
    "StudyMaterial",
    "StudyNote",
    "StudySeries",
    "TabletScan",
    "Talk",
    "TalkItem",
    "ThoughtAnalysis",
    "VolunteerService",
    "VolunteerShare",
    "VoterExclusion",
    "WrittenOpinion",
    "YearObjection",
    "YearSheet",
]
