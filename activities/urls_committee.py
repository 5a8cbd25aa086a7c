"""The committee's pages: what waits for an answer, the year of all branches, the themes."""

from django.urls import URLPattern, URLResolver, path

from activities.views import board, catalogue, findings, review

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
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/<int:pk>/", catalogue.theme, name="theme"),
    path("catalogue/<int:pk>/withdrawal/", catalogue.withdrawal, name="theme_withdrawal"),
]
