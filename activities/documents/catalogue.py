"""The printed forms the workers can make, by name; each is loaded when it is first printed (performance.md 1a)."""

from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from partywork.common.pdf import Document, Progress, layout_version, quietly

SIGN_IN_SHEET = "sign_in_sheet"
RECORD_SHEET = "record_sheet"
CALL_LIST = "call_list"
YEAR_LEDGER = "year_ledger"
LEAVE_SLIP = "leave_slip"
MAKE_UP_RECORD = "make_up_record"
CONTACT_LIST = "contact_list"
RATING_SUMMARY = "rating_summary"
RATING_BALLOT = "rating_ballot"
VOLUNTEER_LEDGER = "volunteer_ledger"
STUDY_YEAR = "study_year"
ANNUAL_PLAN = "annual_plan"
CHANGE_REPORT = "change_report"
ANNUAL_PLAN_WORD = "annual_plan_word"
SIGN_IN_CARDS = "sign_in_cards"
ELECTION_LETTER = "election_letter"
ELECTION_LETTER_WORD = "election_letter_word"
ELECTION_TABLE = "election_table"
ELECTION_BALLOT = "election_ballot"
SIGN_IN_POSTER = "sign_in_poster"
YEAR_BOOK = "year_book"
YEAR_BOOK_WORD = "year_book_word"
MINUTES = "minutes"
MINUTES_WORD = "minutes_word"
GROUP_MINUTES = "group_minutes"
GROUP_MINUTES_WORD = "group_minutes_word"
GROUP_BOOK = "group_book"
GROUP_BOOK_WORD = "group_book_word"
APPRAISAL_BALLOT = "appraisal_ballot"
COMMITTEE_BALLOT = "committee_ballot"
APPRAISAL_SUMMARY = "appraisal_summary"
APPRAISAL_SHEETS = "appraisal_sheets"
ACTION_SHEET = "action_sheet"
BALLOT_RESULT = "ballot_result"
LIFE_RECORD = "life_record"
LIFE_RECORD_WHOLE = "life_record_whole"
PRELIMINARY_REGISTER = "preliminary_register"
DUES_REGISTER = "dues_register"
DUES_REMITTANCE = "dues_remittance"
DUES_HANDOVER = "dues_handover"
MEMBER_STATISTICS = "member_statistics"


@dataclass(frozen=True)
class Renderer:
    """One form, named by where its class stands; `version` changes with its looks, so that it prints anew."""

    path: str
    suffix: str = ".pdf"

    @property
    def version(self) -> str:
        return f"{self.path.rpartition('.')[2]} {layout_version()}"

    def render(self, content: dict[str, Any], progress: Progress = quietly) -> bytes:
        form: type[Document[Any]] = import_string(self.path)
        document = form.from_json(content)
        document.progress = progress
        return document.render()


RENDERERS: dict[str, Renderer] = {
    SIGN_IN_SHEET: Renderer("activities.documents.sign_in_sheet.SignInSheetDocument"),
    RECORD_SHEET: Renderer("activities.documents.record_sheet.RecordSheetDocument"),
    RATING_SUMMARY: Renderer("activities.documents.rating_summary.RatingSummaryDocument"),
    RATING_BALLOT: Renderer("activities.documents.rating_ballot.RatingBallotDocument"),
    CALL_LIST: Renderer("activities.documents.call_list.CallListDocument"),
    LEAVE_SLIP: Renderer("activities.documents.leave_slip.LeaveSlipDocument"),
    MAKE_UP_RECORD: Renderer("activities.documents.make_up_record.MakeUpRecordDocument"),
    CONTACT_LIST: Renderer("activities.documents.contact_list.ContactListDocument"),
    YEAR_LEDGER: Renderer("activities.documents.year_ledger.YearLedgerDocument"),
    VOLUNTEER_LEDGER: Renderer("activities.documents.volunteer_ledger.VolunteerLedgerDocument"),
    STUDY_YEAR: Renderer("activities.documents.study_hours.StudyYearDocument"),
    ANNUAL_PLAN: Renderer("activities.documents.annual_plan.AnnualPlanDocument"),
    CHANGE_REPORT: Renderer("activities.documents.change_report.ChangeReportDocument"),
    ANNUAL_PLAN_WORD: Renderer("activities.documents.annual_plan_docx.AnnualPlanWord", suffix=".docx"),
    ELECTION_LETTER: Renderer("activities.documents.election_letter.ElectionLetterDocument"),
    ELECTION_LETTER_WORD: Renderer(
        "activities.documents.election_letter_docx.ElectionLetterWord", suffix=".docx"
    ),
    ELECTION_TABLE: Renderer("activities.documents.election_table.ElectionTableDocument"),
    ELECTION_BALLOT: Renderer("activities.documents.election_ballot.ElectionBallotDocument"),
    SIGN_IN_POSTER: Renderer("activities.documents.sign_in_poster.SignInPosterDocument"),
    YEAR_BOOK: Renderer("activities.documents.year_book.YearBookDocument"),
    YEAR_BOOK_WORD: Renderer("activities.documents.year_book_docx.YearBookWord", suffix=".docx"),
    MINUTES: Renderer("activities.documents.minutes.MinutesDocument"),
    MINUTES_WORD: Renderer("activities.documents.minutes_docx.MinutesWord", suffix=".docx"),
    GROUP_MINUTES: Renderer("activities.documents.minutes.MinutesDocument"),
    GROUP_MINUTES_WORD: Renderer("activities.documents.minutes_docx.MinutesWord", suffix=".docx"),
    GROUP_BOOK: Renderer("activities.documents.year_book.YearBookDocument"),
    GROUP_BOOK_WORD: Renderer("activities.documents.year_book_docx.YearBookWord", suffix=".docx"),
    ACTION_SHEET: Renderer("activities.documents.action_sheet.ActionSheetDocument"),
    PRELIMINARY_REGISTER: Renderer("activities.documents.preliminary_register.PreliminaryRegisterDocument"),
    SIGN_IN_CARDS: Renderer("activities.documents.sign_in_cards.SignInCardsDocument"),
    APPRAISAL_BALLOT: Renderer("activities.documents.appraisal_ballot.AppraisalBallotDocument"),
    COMMITTEE_BALLOT: Renderer("activities.documents.appraisal_ballot.CommitteeBallotDocument"),
    APPRAISAL_SUMMARY: Renderer("activities.documents.appraisal_summary.AppraisalSummaryDocument"),
    APPRAISAL_SHEETS: Renderer("activities.documents.appraisal_sheet.AppraisalSheetsDocument"),
    BALLOT_RESULT: Renderer("activities.documents.ballot_result.BallotResultDocument"),
    LIFE_RECORD: Renderer("activities.documents.life_record.LifeRecordDocument"),
    LIFE_RECORD_WHOLE: Renderer("activities.documents.life_record.LifeRecordDocument"),
    DUES_REGISTER: Renderer("members.documents.dues_register.DuesRegisterDocument"),
    DUES_REMITTANCE: Renderer("members.documents.dues_remittance.DuesRemittanceDocument"),
    DUES_HANDOVER: Renderer("members.documents.dues_handover.DuesHandoverDocument"),
    MEMBER_STATISTICS: Renderer("members.documents.statistics.StatisticsDocument"),
}
