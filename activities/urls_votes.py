"""Votes of a meeting: at the desk and on the members' phones."""

from django.urls import URLPattern, URLResolver, path

from activities.views import ballot_people, ballots, developing_ballots, my_ballots

urlpatterns: list[URLPattern | URLResolver] = [
    path("activities/<int:pk>/ballots/", ballots.activity_ballots, name="activity_ballots"),
    path("activities/<int:pk>/exclusions/", ballot_people.activity_exclusions, name="activity_exclusions"),
    path("ballots/<int:pk>/", ballots.ballot_detail, name="ballot_detail"),
    path("ballots/<int:pk>/state/", ballots.ballot_state, name="ballot_state"),
    path("ballots/<int:pk>/opening/", ballots.ballot_opening, name="ballot_opening"),
    path("ballots/<int:pk>/count/", ballots.ballot_count, name="ballot_count"),
    path("ballots/<int:pk>/confirmation/", ballots.ballot_confirmation, name="ballot_confirmation"),
    path("ballots/<int:pk>/development/", developing_ballots.ballot_development, name="ballot_development"),
    path("ballots/<int:pk>/announcement/", ballots.ballot_announcement, name="ballot_announcement"),
    path("ballots/<int:pk>/voiding/", ballots.ballot_voiding, name="ballot_voiding"),
    path("ballots/<int:pk>/withdrawal/", ballots.ballot_withdrawal, name="ballot_withdrawal"),
    path("ballots/<int:pk>/document/", ballots.ballot_document, name="ballot_document"),
    path("ballots/<int:pk>/opinions/", ballot_people.ballot_opinions, name="ballot_opinions"),
    path(
        "ballot-opinions/<int:pk>/withdrawal/",
        ballot_people.ballot_opinion_withdrawal,
        name="ballot_opinion_withdrawal",
    ),
    path(
        "ballot-exclusions/<int:pk>/consent/",
        ballot_people.ballot_exclusion_consent,
        name="ballot_exclusion_consent",
    ),
    path(
        "ballot-exclusions/<int:pk>/approval/",
        ballot_people.ballot_exclusion_approval,
        name="ballot_exclusion_approval",
    ),
    path(
        "ballot-exclusions/<int:pk>/withdrawal/",
        ballot_people.ballot_exclusion_withdrawal,
        name="ballot_exclusion_withdrawal",
    ),
    path("my/ballots/<int:pk>/", my_ballots.my_ballot, name="my_ballot"),
    path(
        "my/ballots/<int:pk>/confirmation/", my_ballots.my_ballot_confirmation, name="my_ballot_confirmation"
    ),
]
