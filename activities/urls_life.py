"""The organizational life meeting and the appraisal of members: at the desk and on the member's phone."""

from django.urls import URLPattern, URLResolver, path

from activities.views import (
    appraisal_documents,
    appraisal_people,
    appraisals,
    life_home,
    life_meetings,
    my_appraisal,
    my_life,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("life/", life_home.life_home, name="life_home"),
    path("life/meetings/", life_meetings.life_begin, name="life_begin"),
    path("life/meetings/<int:pk>/", life_meetings.life_detail, name="life_detail"),
    path("life/meetings/<int:pk>/meeting/", life_meetings.life_meeting, name="life_meeting"),
    path("life/meetings/<int:pk>/studies/", life_meetings.life_studies, name="life_studies"),
    path("life/meetings/<int:pk>/opinions/", life_meetings.life_opinions, name="life_opinions"),
    path("life/meetings/<int:pk>/plan/", life_meetings.life_plan, name="life_plan"),
    path("life/meetings/<int:pk>/last-year/", life_meetings.life_last_year, name="life_last_year"),
    path("life/meetings/<int:pk>/examination/", life_meetings.life_examination, name="life_examination"),
    path("life/meetings/<int:pk>/criticism/", life_meetings.life_criticism, name="life_criticism"),
    path(
        "life/meetings/<int:pk>/rectification/", life_meetings.life_rectification, name="life_rectification"
    ),
    path("life/meetings/<int:pk>/taking-over/", life_meetings.life_taking_over, name="life_taking_over"),
    path("life/meetings/<int:pk>/disclosure/", life_meetings.life_disclosure, name="life_disclosure"),
    path("life/meetings/<int:pk>/document/", life_meetings.life_document, name="life_document"),
    path("life/opinions/<int:pk>/removal/", life_meetings.life_opinion_removal, name="life_opinion_removal"),
    path("life/examinations/<int:pk>/speaking/", life_meetings.life_speaking, name="life_speaking"),
    path(
        "life/criticisms/<int:pk>/answer/", life_meetings.life_criticism_answer, name="life_criticism_answer"
    ),
    path(
        "rectifications/<int:pk>/settling/",
        life_meetings.rectification_settling,
        name="rectification_settling",
    ),
    path(
        "rectifications/<int:pk>/removal/", life_meetings.rectification_removal, name="rectification_removal"
    ),
    path("my/life/<int:pk>/", my_life.my_life, name="my_life"),
    path("my/life/<int:pk>/check/", my_life.my_life_check, name="my_life_check"),
    path("my/criticisms/<int:pk>/", my_life.my_criticism, name="my_criticism"),
    path("my/rectifications/<int:pk>/", my_life.my_rectification, name="my_rectification"),
    path("appraisals/", appraisals.appraisal_begin, name="appraisal_begin"),
    path("appraisals/<int:pk>/", appraisals.appraisal_detail, name="appraisal_detail"),
    path("appraisals/<int:pk>/meeting/", appraisals.appraisal_meeting, name="appraisal_meeting"),
    path("appraisals/<int:pk>/opening/", appraisals.appraisal_opening, name="appraisal_opening"),
    path("appraisals/<int:pk>/calling-off/", appraisals.appraisal_calling_off, name="appraisal_calling_off"),
    path("appraisals/<int:pk>/paper/", appraisals.appraisal_paper, name="appraisal_paper"),
    path("appraisals/<int:pk>/closing/", appraisals.appraisal_closing, name="appraisal_closing"),
    path("appraisals/<int:pk>/decision/", appraisals.appraisal_decision, name="appraisal_decision"),
    path("appraisals/<int:pk>/publication/", appraisals.appraisal_publication, name="appraisal_publication"),
    path("appraisals/<int:pk>/superior/", appraisals.appraisal_superior, name="appraisal_superior"),
    path("appraisals/<int:pk>/document/", appraisal_documents.appraisal_document, name="appraisal_document"),
    path("appraisals/people/<int:pk>/", appraisal_people.appraisal_person, name="appraisal_person"),
    path(
        "appraisals/people/<int:pk>/words/",
        appraisal_people.appraisal_person_words,
        name="appraisal_person_words",
    ),
    path(
        "appraisals/people/<int:pk>/opinion/",
        appraisal_people.appraisal_person_opinion,
        name="appraisal_person_opinion",
    ),
    path(
        "appraisals/people/<int:pk>/former/",
        appraisal_people.appraisal_person_former,
        name="appraisal_person_former",
    ),
    path(
        "appraisals/people/<int:pk>/ungraded/",
        appraisal_people.appraisal_person_ungraded,
        name="appraisal_person_ungraded",
    ),
    path(
        "appraisals/people/<int:pk>/review/",
        appraisal_people.appraisal_person_review,
        name="appraisal_person_review",
    ),
    path(
        "appraisals/people/<int:pk>/nomination/",
        appraisal_people.appraisal_person_nomination,
        name="appraisal_person_nomination",
    ),
    path(
        "appraisals/people/<int:pk>/document/",
        appraisal_documents.appraisal_person_document,
        name="appraisal_person_document",
    ),
    path("nominations/<int:pk>/removal/", appraisal_people.nomination_removal, name="nomination_removal"),
    path(
        "nominations/objections/<int:pk>/answer/",
        appraisal_people.nomination_answer,
        name="nomination_answer",
    ),
    path("my/appraisals/", my_appraisal.my_appraisals, name="my_appraisals"),
    path("my/appraisals/<int:pk>/", my_appraisal.my_appraisal, name="my_appraisal"),
    path("my/appraisals/<int:pk>/ballot/", my_appraisal.my_appraisal_ballot, name="my_appraisal_ballot"),
    path("my/appraisals/<int:pk>/view/", my_appraisal.my_appraisal_view, name="my_appraisal_view"),
    path("my/appraisals/people/<int:pk>/", my_appraisal.my_appraisal_opinion, name="my_appraisal_opinion"),
    path("my/nominations/<int:pk>/", my_appraisal.my_nomination, name="my_nomination"),
]
