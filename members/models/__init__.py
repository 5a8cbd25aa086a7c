from members.models.appointment import Appointment
from members.models.away_spell import AwayContact, AwaySpell
from members.models.care import CareHelp, CareSpell, CareVisit, ContentDelivery
from members.models.cultivation import ContactNote, CultivationReview, ThoughtReport
from members.models.development import Development, DevelopmentContact, DevelopmentStep
from members.models.development_plan import (
    DevelopmentQuota,
    DevelopmentSubmission,
    QuotaRequest,
    TeamAnalysis,
)
from members.models.discipline import DisciplineFact
from members.models.dues_arrears import DuesDelay, DuesReminder
from members.models.dues_assessment import DuesAssessment, DuesRelief
from members.models.dues_disclosure import DuesDisclosure, DuesObjection
from members.models.dues_handover import DuesHandover
from members.models.dues_large import DuesLargeReceipt
from members.models.dues_ledger import DuesBill, DuesEntry, DuesMonth, DuesPosting
from members.models.dues_remittance import DuesFundEntry, DuesRemittance
from members.models.ended_post import EndedPost
from members.models.honours import AnniversaryChoice, BrandProject, Honour, MemberLabel, Pairing
from members.models.member import ExemptionSpell, Member, MembershipSpell
from members.models.party_age import PartyAgeProof, SemicentennialMedal
from members.models.personal import FormerItem, PersonalAccess, PersonalExport, PersonalFile
from members.models.personal_rights import CorrectionRequest, PrivacyNotice, PrivacyReading
from members.models.public_notice import NoticedPerson, NoticeObjection, PublicNotice
from members.models.roster_mapping import RosterMapping
from members.models.standing_decision import StandingDecision
from members.models.statistics import MemberStatistics, StatisticsOrder
from members.models.temporary_stay import TemporaryStay
from members.models.token import ApiToken
from members.models.transfer_letter import ArrivingLetter, TransferLetter
from members.models.user import User

__all__ = [
    "AnniversaryChoice",
    "ApiToken",
    "Appointment",
    "ArrivingLetter",
    "AwayContact",
    "AwaySpell",
    "BrandProject",
    "CareHelp",
    "CareSpell",
    "CareVisit",
    "ContactNote",
    "ContentDelivery",
    "CorrectionRequest",
    "CultivationReview",
    "Development",
    "DevelopmentContact",
    "DevelopmentQuota",
    "DevelopmentStep",
    "DevelopmentSubmission",
    "DisciplineFact",
    "DuesAssessment",
    "DuesBill",
    "DuesDelay",
    "DuesDisclosure",
    "DuesEntry",
    "DuesFundEntry",
    "DuesHandover",
    "DuesLargeReceipt",
    "DuesMonth",
    "DuesObjection",
    "DuesPosting",
    "DuesRelief",
    "DuesReminder",
    "DuesRemittance",
    "EndedPost",
    "ExemptionSpell",
    "FormerItem",
    "Honour",
    "Member",
    "MemberLabel",
    "MemberStatistics",
    "MembershipSpell",
    "NoticeObjection",
    "NoticedPerson",
    "Pairing",
    "PartyAgeProof",
    "PersonalAccess",
    "PersonalExport",
    "PersonalFile",
    "PrivacyNotice",
    "PrivacyReading",
    "PublicNotice",
    "QuotaRequest",
    "RosterMapping",
    "SemicentennialMedal",
    "StandingDecision",
    "StatisticsOrder",
    "TeamAnalysis",
    "TemporaryStay",
    "ThoughtReport",
    "TransferLetter",
    "User",
]
