"""A small form for each of the twenty-five steps: the date, what F-24 asks for, the paper, and nothing more.

The two that are reviews have their own page (views/cultivation.py): they are written there and nowhere else.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from members.forms import development_steps_admitting as admitting
from members.forms import development_steps_cultivating as cultivating
from members.forms.development_step import AskedForm, StepForm

FORMS: Mapping[str, type[StepForm]] = MappingProxyType(
    {
        "applied": AskedForm,
        "talked": cultivating.TalkForm,
        "activist": cultivating.ActivistForm,
        "activist_filed": cultivating.FiledForm,
        "contacts": cultivating.ContactsForm,
        "candidate": cultivating.CandidateForm,
        "candidate_filed": cultivating.CandidateFiledForm,
        "introducers": cultivating.IntroducersForm,
        "political_review": cultivating.PoliticalReviewForm,
        "training": cultivating.TrainingForm,
        "reviewed": admitting.ReviewedForm,
        "previewed": admitting.PreviewedForm,
        "form_filled": admitting.FormFilledForm,
        "admitted": admitting.MeetingForm,
        "superior_talk": admitting.SuperiorTalkForm,
        "approved": admitting.ApprovalForm,
        "registered": cultivating.FiledForm,
        "grouped": admitting.GroupedForm,
        "oath": admitting.OathForm,
        "conversion_asked": AskedForm,
        "conversion_decided": admitting.ConversionForm,
        "conversion_approved": admitting.ApprovalForm,
        "archived": admitting.ArchivedForm,
    }
)


def initial_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What was kept, as the boxes of the form want it."""
    said = {True: "yes", False: "no"}
    return {
        name: said[value] if isinstance(value, bool) and name == "passed" else value
        for name, value in kept.items()
    }
