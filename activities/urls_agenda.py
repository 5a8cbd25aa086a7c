"""Agenda, papers, speeches, what was agreed on; lectures and fixed study evenings."""

from django.urls import URLPattern, URLResolver, path

from activities.views import (
    actions,
    agenda,
    item_files,
    item_shape,
    meeting,
    my_actions,
    my_studies,
    preliminary,
    studies,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("activities/<int:pk>/meeting/", meeting.activity_meeting, name="activity_meeting"),
    path("activities/<int:pk>/meeting/speeches/", meeting.meeting_speech, name="meeting_speech"),
    path("activities/<int:pk>/meeting/actions/", meeting.meeting_action, name="meeting_action"),
    path("activities/<int:pk>/meeting/papers/", item_files.meeting_paper, name="meeting_paper"),
    path("items/<int:pk>/", item_shape.item_shape, name="item_shape"),
    path("items/<int:pk>/minutes/", meeting.item_minutes, name="item_minutes"),
    path("items/<int:pk>/member-meeting/", meeting.item_passing_on, name="item_passing_on"),
    path("speeches/<int:pk>/removal/", meeting.speech_removal, name="speech_removal"),
    path("papers/<int:pk>/", item_files.paper_file, name="paper_file"),
    path("papers/<int:pk>/removal/", item_files.paper_removal, name="paper_removal"),
    path(
        "agenda-templates/<int:pk>/removal/", agenda.agenda_template_removal, name="agenda_template_removal"
    ),
    path("actions/", actions.action_list, name="action_list"),
    path("actions/document/", actions.action_document, name="action_document"),
    path("actions/<int:pk>/", actions.action_detail, name="action_detail"),
    path("actions/<int:pk>/report/", actions.action_report, name="action_report"),
    path("actions/<int:pk>/reopening/", actions.action_reopening, name="action_reopening"),
    path("actions/<int:pk>/dropping/", actions.action_dropping, name="action_dropping"),
    path("activities/<int:pk>/agreed/", actions.activity_agreed, name="activity_agreed"),
    path("activities/<int:pk>/lecture/", studies.activity_lecture, name="activity_lecture"),
    path("activities/<int:pk>/reader/", studies.activity_reader, name="activity_reader"),
    path("activities/<int:pk>/sharing/", studies.activity_sharing, name="activity_sharing"),
    path("studies/", studies.study_list, name="study_list"),
    path("studies/new/", studies.study_new, name="study_new"),
    path("studies/<int:pk>/ending/", studies.study_ending, name="study_ending"),
    path("my/activities/<int:pk>/note/", my_studies.my_study_note, name="my_study_note"),
    path("preliminary/", preliminary.preliminary_list, name="preliminary_list"),
    path("preliminary/document/", preliminary.preliminary_document, name="preliminary_document"),
    path("my/actions/", my_actions.my_actions, name="my_actions"),
    path("my/actions/<int:pk>/report/", my_actions.my_action_report, name="my_action_report"),
]
