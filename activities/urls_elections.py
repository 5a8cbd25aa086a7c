"""Terms and elections: the clock, the guided path, the ballots."""

from django.urls import URLPattern, URLResolver, path

from activities.views import election, election_papers, election_round, my_election, signed_sheets, terms

urlpatterns: list[URLPattern | URLResolver] = [
    path("terms/", terms.term_page, name="term_page"),
    path("terms/overview/", terms.term_overview, name="term_overview"),
    path("terms/entry/", terms.term_entry, name="term_entry"),
    path("terms/<int:pk>/shift/", terms.term_shift, name="term_shift"),
    path("elections/new/", terms.election_new, name="election_new"),
    path("elections/<int:pk>/", election.election_detail, name="election_detail"),
    path("elections/<int:pk>/study/", election.study, name="election_study"),
    path("elections/<int:pk>/request/", election.request_paper, name="election_request"),
    path("elections/<int:pk>/candidates/", election.candidates, name="election_candidates"),
    path("elections/<int:pk>/slate/", election.slate, name="election_slate"),
    path("elections/<int:pk>/meeting/", election.meeting, name="election_meeting"),
    path("elections/<int:pk>/first-meeting/", election.first_meeting, name="election_first_meeting"),
    path("elections/<int:pk>/floor/", election.floor, name="election_floor"),
    path("elections/<int:pk>/rounds/", election.rounds, name="election_rounds"),
    path("elections/<int:pk>/fewer/", election.fewer, name="election_fewer"),
    path("elections/<int:pk>/duties/", election.duties, name="election_duties"),
    path("elections/<int:pk>/result/", election.result, name="election_result"),
    path("elections/<int:pk>/office/", election.office, name="election_office"),
    path("elections/<int:pk>/cancellation/", election.cancellation, name="election_cancellation"),
    path("elections/<int:pk>/papers/<str:paper>/", election_papers.paper, name="election_paper"),
    path("rounds/<int:pk>/", election_round.round_detail, name="round_detail"),
    path("rounds/<int:pk>/opening/", election_round.opening, name="round_opening"),
    path("rounds/<int:pk>/count/", election_round.count, name="round_count"),
    path("rounds/<int:pk>/closing/", election_round.closing, name="round_closing"),
    path("rounds/<int:pk>/announcement/", election_round.announcement, name="round_announcement"),
    path("rounds/<int:pk>/voiding/", election_round.voiding, name="round_voiding"),
    path("rounds/<int:pk>/papers/<str:paper>/", election_papers.round_paper, name="round_paper"),
    path("rounds/<int:pk>/sheets/", signed_sheets.attach, name="round_sheets"),
    path("signed-sheets/<int:pk>/", signed_sheets.sheet, name="signed_sheet"),
    path("signed-sheets/<int:pk>/removal/", signed_sheets.removal, name="signed_sheet_removal"),
    path("my/elections/<int:pk>/", my_election.my_election, name="my_election"),
    path("my/elections/<int:pk>/closing/", my_election.my_election_closing, name="my_election_closing"),
]
