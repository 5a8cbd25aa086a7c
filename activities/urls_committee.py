"""The committee's pages: what waits for an answer, the year of all branches, the themes."""

from django.urls import URLPattern, URLResolver, path

from activities.views import best_cases, board, catalogue, findings, review

urlpatterns: list[URLPattern | URLResolver] = [
    path("board/", board.board, name="board"),
    path("board/export/", board.export, name="board_export"),
    path("branches/<int:pk>/findings/", findings.branch_findings, name="branch_findings"),
    path("queue/", review.queue, name="queue"),
    path("queue/acceptances/", review.acceptances, name="filing_acceptances"),
    path("filings/<int:pk>/", review.detail, name="filing_detail"),
    path("filings/<int:pk>/acceptance/", review.acceptance, name="filing_acceptance"),
    path("filings/<int:pk>/wording/", review.wording, name="filing_wording"),
    path("filings/<int:pk>/returning/", review.returning, name="filing_returning"),
    path("cases/", best_cases.case_list, name="case_list"),
    path("cases/<int:pk>/", best_cases.case_detail, name="case_detail"),
    path("cases/<int:pk>/keeping/", best_cases.keeping, name="case_keeping"),
    path("cases/<int:pk>/declining/", best_cases.declining, name="case_declining"),
    path("cases/<int:pk>/withdrawal/", best_cases.withdrawal, name="case_withdrawal"),
    path("records/<int:pk>/nomination/", best_cases.nomination, name="record_nomination"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/<int:pk>/", catalogue.theme, name="theme"),
    path("catalogue/<int:pk>/withdrawal/", catalogue.withdrawal, name="theme_withdrawal"),
]
