"""Membership dues: the keeper's month, the members' cards."""

from django.urls import URLPattern, URLResolver, path

from members.views import (
    dues_arrears,
    dues_assessment,
    dues_disclosure,
    dues_documents,
    dues_handover,
    dues_import,
    dues_member,
    dues_month,
    dues_upward,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("dues/", dues_month.dues_month, name="dues_month"),
    path("dues/receipts/", dues_month.dues_receipts, name="dues_receipts"),
    path("dues/export/", dues_month.dues_export, name="dues_export"),
    path("dues/assessments/", dues_assessment.dues_assessments, name="dues_assessments"),
    path("dues/arrears/", dues_arrears.dues_arrears, name="dues_arrears"),
    path("dues/entries/<int:pk>/receipt/", dues_month.dues_receipt, name="dues_receipt"),
    path("dues/entries/<int:pk>/proof/", dues_member.dues_proof, name="dues_proof"),
    path("dues/entries/<int:pk>/reversal/", dues_month.dues_reversal, name="dues_reversal"),
    path("dues/members/<int:pk>/", dues_member.dues_member, name="dues_member"),
    path("dues/members/<int:pk>/payment/", dues_member.dues_payment, name="dues_payment"),
    path("dues/members/<int:pk>/host/", dues_member.dues_host, name="dues_host"),
    path("dues/members/<int:pk>/assessment/", dues_assessment.dues_assessment, name="dues_assessment"),
    path("dues/members/<int:pk>/relief/", dues_assessment.dues_relief, name="dues_relief"),
    path("dues/members/<int:pk>/reminder/", dues_arrears.dues_reminder, name="dues_reminder"),
    path("dues/members/<int:pk>/delay/", dues_arrears.dues_delay, name="dues_delay"),
    path("dues/remittance/", dues_upward.dues_remittance, name="dues_remittance"),
    path("dues/received/", dues_upward.dues_received, name="dues_received"),
    path("dues/fund/", dues_upward.dues_fund, name="dues_fund"),
    path("dues/fund/<int:pk>/reversal/", dues_upward.dues_fund_reversal, name="dues_fund_reversal"),
    path("dues/disclosures/", dues_disclosure.dues_disclosures, name="dues_disclosures"),
    path("dues/disclosures/<int:pk>/", dues_disclosure.dues_disclosure, name="dues_disclosure"),
    path(
        "dues/disclosures/<int:pk>/pdf/",
        dues_disclosure.dues_disclosure_document,
        name="dues_disclosure_document",
    ),
    path("dues/objections/<int:pk>/", dues_disclosure.dues_objection_answer, name="dues_objection_answer"),
    path("dues/import/", dues_import.dues_import, name="dues_import"),
    path("dues/import/apply/", dues_import.dues_import_apply, name="dues_import_apply"),
    path(
        "dues/assessments/document/", dues_documents.dues_assessment_document, name="dues_assessment_document"
    ),
    path("dues/register/document/", dues_documents.dues_register_document, name="dues_register_document"),
    path(
        "dues/remittances/<int:pk>/document/",
        dues_documents.dues_remittance_document,
        name="dues_remittance_document",
    ),
    path(
        "dues/entries/<int:pk>/central-receipt/",
        dues_upward.dues_central_receipt,
        name="dues_central_receipt",
    ),
    path("dues/handovers/", dues_handover.dues_handovers, name="dues_handovers"),
    path(
        "dues/handovers/<int:pk>/confirmation/",
        dues_handover.dues_handover_confirmation,
        name="dues_handover_confirmation",
    ),
    path(
        "dues/handovers/<int:pk>/document/",
        dues_handover.dues_handover_document,
        name="dues_handover_document",
    ),
    path("my/dues/", dues_member.my_dues, name="my_dues"),
]
