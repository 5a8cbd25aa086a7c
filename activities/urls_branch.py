"""The activities of a branch, their record sheets, the ledger, and the printed forms."""

from django.urls import URLPattern, URLResolver, path

from activities.views import (
    activities,
    activity_page,
    agenda,
    attending,
    document,
    leaves,
    ledger,
    make_ups,
    records,
    scheduling,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/rows/<int:pk>/activity/", scheduling.activity_open, name="activity_open"),
    path("plans/<int:pk>/document/", document.plan_document, name="plan_document"),
    path("activities/", activities.activity_list, name="activity_list"),
    path("activities/new/", scheduling.activity_new, name="activity_new"),
    path("activities/<int:pk>/", activity_page.activity_detail, name="activity_detail"),
    path("activities/<int:pk>/announcement/", scheduling.activity_announce, name="activity_announce"),
    path("activities/<int:pk>/change/", scheduling.activity_change, name="activity_change"),
    path("activities/<int:pk>/agenda/", agenda.activity_agenda, name="activity_agenda"),
    path("activities/<int:pk>/guests/", scheduling.activity_guests, name="activity_guests"),
    path("activities/<int:pk>/decision/", scheduling.activity_decision, name="activity_decision"),
    path("activities/<int:pk>/approval/", scheduling.activity_approval, name="activity_approval"),
    path("activities/<int:pk>/cancellation/", scheduling.activity_cancel, name="activity_cancel"),
    path("activities/<int:pk>/marks/", attending.activity_marks, name="activity_marks"),
    path("activities/<int:pk>/marks/all/", attending.activity_marks_all, name="activity_marks_all"),
    path("activities/<int:pk>/closing/", attending.activity_close, name="activity_close"),
    path("activities/<int:pk>/low-reason/", attending.activity_low_reason, name="activity_low_reason"),
    path("activities/<int:pk>/report/", attending.activity_reported, name="activity_reported"),
    path(
        "activities/<int:pk>/sign-in-sheet/", document.sign_in_sheet_document, name="sign_in_sheet_document"
    ),
    path("guests/<int:pk>/removal/", scheduling.guest_remove, name="guest_remove"),
    path("attendances/<int:pk>/", attending.attendance_detail, name="attendance_detail"),
    path("leaves/<int:pk>/decision/", leaves.leave_decision, name="leave_decision"),
    path("make-ups/confirmations/", make_ups.make_up_confirmations, name="make_ups_confirmed"),
    path("make-ups/<int:pk>/", make_ups.make_up_detail, name="make_up_detail"),
    path("make-ups/<int:pk>/contact/", make_ups.make_up_contact, name="make_up_contact"),
    path("make-ups/<int:pk>/result/", make_ups.make_up_hand_in, name="make_up_hand_in"),
    path("make-ups/<int:pk>/confirmation/", make_ups.make_up_confirm, name="make_up_confirm"),
    path("make-ups/<int:pk>/return/", make_ups.make_up_send_back, name="make_up_send_back"),
    path("records/", records.record_list, name="record_list"),
    path("records/<int:pk>/", records.record_detail, name="record_detail"),
    path("records/<int:pk>/draft/", records.record_draft, name="record_draft"),
    path("records/<int:pk>/filing/", records.record_file, name="record_file"),
    path("records/<int:pk>/merging/", records.record_merge, name="record_merge"),
    path("records/<int:pk>/document/", document.record_document, name="record_document"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<int:year>/file/", ledger.ledger_file, name="ledger_file"),
    path("ledger/<int:year>/document/", document.ledger_document, name="ledger_document"),
    path("documents/<uuid:key>/", document.document_status, name="document_status"),
    path("documents/<uuid:key>/file/", document.document_file, name="document_file"),
]
