"""Heart-to-heart talks: the two people's own pages, and who is still missing in the branch."""

from django.urls import URLPattern, URLResolver, path

from activities.views import talk_coverage, talks

urlpatterns: list[URLPattern | URLResolver] = [
    path("my/talks/", talks.my_talks, name="my_talks"),
    path("my/talks/new/", talks.my_talk_new, name="my_talk_new"),
    path("my/talks/<int:pk>/", talks.talk_detail, name="talk_detail"),
    path("my/talks/<int:pk>/edit/", talks.talk_edit, name="talk_edit"),
    path("my/talks/<int:pk>/confirmation/", talks.talk_confirmation, name="talk_confirmation"),
    path("my/talks/<int:pk>/paper/", talks.talk_paper, name="talk_paper"),
    path("my/talks/<int:pk>/returning/", talks.talk_returning, name="talk_returning"),
    path("my/talks/<int:pk>/withdrawal/", talks.talk_withdrawal, name="talk_withdrawal"),
    path("my/talks/<int:pk>/items/", talks.talk_item, name="talk_item"),
    path("my/talks/items/<int:pk>/result/", talks.talk_item_result, name="talk_item_result"),
    path("my/talks/<int:pk>/document/", talks.talk_document, name="talk_document"),
    path("talks/", talk_coverage.talk_coverage, name="talk_coverage"),
    path("talks/proposals/", talk_coverage.talk_proposal, name="talk_proposal"),
]
