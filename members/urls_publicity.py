"""What surrounds the way to membership: notices, reviews, contacts, the committee's side, the papers."""

from django.urls import URLPattern, URLResolver, path

from members.views import (
    cultivation,
    development_team,
    my_contacts,
    own_path,
    public_notices,
    submissions,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("public-notices/", public_notices.public_notice_list, name="public_notice_list"),
    path("public-notices/new/", public_notices.public_notice_new, name="public_notice_new"),
    path("public-notices/<int:pk>/", public_notices.public_notice, name="public_notice"),
    path(
        "public-notices/<int:pk>/pdf/", public_notices.public_notice_document, name="public_notice_document"
    ),
    path(
        "public-notices/<int:pk>/objections/",
        public_notices.public_notice_objection,
        name="public_notice_objection",
    ),
    path(
        "public-notices/<int:pk>/conclusion/",
        public_notices.public_notice_conclusion,
        name="public_notice_conclusion",
    ),
    path(
        "public-notices/<int:pk>/withdrawal/",
        public_notices.public_notice_withdrawal,
        name="public_notice_withdrawal",
    ),
    path(
        "notice-objections/<int:pk>/answer/",
        public_notices.notice_objection_answer,
        name="notice_objection_answer",
    ),
    path("developments/<int:pk>/cultivation/", cultivation.cultivation, name="cultivation"),
    path("developments/<int:pk>/reviews/", cultivation.cultivation_review_new, name="cultivation_review_new"),
    path("development-reviews/<int:pk>/", cultivation.cultivation_review, name="cultivation_review"),
    path("thought-reports/<int:pk>/file/", cultivation.thought_report_file, name="thought_report_file"),
    path(
        "thought-reports/<int:pk>/removal/", cultivation.thought_report_removal, name="thought_report_removal"
    ),
    path(
        "developments/<int:pk>/record/pdf/",
        cultivation.development_record_document,
        name="development_record_document",
    ),
    path(
        "developments/<int:pk>/activist-register/pdf/",
        cultivation.activist_register_document,
        name="activist_register_document",
    ),
    path(
        "developments/<int:pk>/probation-register/pdf/",
        cultivation.probation_register_document,
        name="probation_register_document",
    ),
    path(
        "developments/ledger/pdf/",
        cultivation.development_ledger_document,
        name="development_ledger_document",
    ),
    path("developments/export/", cultivation.development_export, name="development_export"),
    path("developments/plan/", development_team.development_plan, name="development_plan"),
    path(
        "developments/<int:pk>/submission/",
        submissions.development_submission_new,
        name="development_submission_new",
    ),
    path("development-submissions/", submissions.development_submissions, name="development_submissions"),
    path(
        "development-submissions/<int:pk>/", submissions.development_submission, name="development_submission"
    ),
    path("development-team/", development_team.development_team, name="development_team"),
    path("development-team/quotas/", development_team.development_quotas, name="development_quotas"),
    path("development-team/analysis/", development_team.development_analysis, name="development_analysis"),
    path("development-team/branches/<int:pk>/", development_team.development_names, name="development_names"),
    path("my/path/", own_path.my_path, name="my_path"),
    path("my/thought-reports/<int:pk>/file/", own_path.my_report_file, name="my_report_file"),
    path("my/contacts/", my_contacts.my_contacts, name="my_contacts"),
    path("my/contacts/<int:pk>/", my_contacts.my_contact, name="my_contact"),
    path("my/contacts/<int:pk>/note/", my_contacts.my_contact_note, name="my_contact_note"),
    path("my/contacts/<int:pk>/opinion/", my_contacts.my_contact_opinion, name="my_contact_opinion"),
]
