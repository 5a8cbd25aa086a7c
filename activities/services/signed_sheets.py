"""The signed counting sheet of a ballot: handed in as a scan, off again until the election is done (EL-13)."""

from django.db import transaction

from activities.choices_elections import ElectionState, RoundState
from activities.models import ElectionRound, SignedSheet
from activities.services import attached
from members.models import User
from partywork.common.uploads import clean_file
from partywork.common.verbs import journal, lock, require

AT_MOST = 5
COUNTED = (RoundState.COUNTED, RoundState.ANNOUNCED, RoundState.VOID)


@transaction.atomic
def attach(round_: ElectionRound, *, name: str, data: bytes, by: User) -> SignedSheet:
    """A PDF or a photograph of the sheet both tellers signed, once it was counted. The same file twice is one.

    Also after the election: whoever files the papers may find it only then.
    """
    round_ = lock(round_)
    require(round_.state in COUNTED, "计票以后，再附监票人、计票人签了名的计票单。", code="wrong_state")
    clean = clean_file(name, data, field="file")
    full = f"一次投票最多附{AT_MOST}份计票单。"
    here = round_.signed_sheets.all()
    sheet, is_new = attached.keep(here, clean, data, most=AT_MOST, full=full, by=by, round=round_)
    if is_new:
        journal(round_, "attach_sheet", by=by, reason=sheet.name, after=round_.state)
    return sheet


@transaction.atomic
def detach(sheet: SignedSheet, *, by: User) -> None:
    """The wrong file, while the election is still going on; the file goes once nothing can bring the row back."""
    round_ = lock(sheet.round)
    open_still = round_.election.state == ElectionState.OPEN
    require(open_still, "选举已经办完，附过的计票单随选举文件归档，不能移去。", code="wrong_state")
    if attached.let_go(sheet):
        journal(round_, "detach_sheet", by=by, reason=sheet.name, after=round_.state)
