"""The other rungs of the ladder: cards, the tablet at the door, proxies, paper, conference logs (N17)."""

from django.urls import URLPattern, URLResolver, path

from activities.views import at_the_door, cards, conference_log, paper, poster, sign_in_proxy, tablet

urlpatterns: list[URLPattern | URLResolver] = [
    path("cards/", cards.card_list, name="card_list"),
    path("cards/printing/", cards.card_print, name="card_print"),
    path("cards/<int:pk>/renewal/", cards.card_renew, name="card_renew"),
    path("cards/<int:pk>/revocation/", cards.card_revoke, name="card_revoke"),
    path("cards/poster/", poster.poster_place, name="poster_place"),
    path("activities/<int:pk>/poster/", poster.poster_event, name="poster_event"),
    path("at/<str:token>/", poster.poster_read, name="poster_read"),
    path("c/<str:key>/", cards.card_read, name="card_read"),
    path("activities/<int:pk>/scanner/", cards.scanner, name="scanner"),
    path("activities/<int:pk>/proxy/", at_the_door.proxy, name="activity_proxy"),
    path(
        "activities/<int:pk>/members/<int:member>/early-leave/", at_the_door.early_leave, name="early_leave"
    ),
    path("activities/<int:pk>/members/<int:member>/return/", at_the_door.early_return, name="early_return"),
    path("activities/<int:pk>/paper/", paper.paper, name="paper"),
    path("activities/<int:pk>/log/", conference_log.log_source, name="log_source"),
    path("activities/<int:pk>/log/rows/", conference_log.log_rows, name="log_rows"),
    path("activities/<int:pk>/tablets/", tablet.tablet_list, name="tablet_list"),
    path("tablets/<int:pk>/", tablet.tablet_opening, name="tablet_opening"),
    path("tablets/<int:pk>/withdrawal/", tablet.tablet_withdraw, name="tablet_withdraw"),
    path("tablet/worker.js", tablet.tablet_worker, name="tablet_worker"),
    path("tablet/pair/<str:pairing>/", tablet.tablet_pair, name="tablet_pair"),
    path("tablet/<uuid:key>/", tablet.tablet, name="tablet"),
    path("tablet/<uuid:key>/state/", tablet.tablet_state, name="tablet_state"),
    path("tablet/<uuid:key>/scans/", tablet.tablet_scans, name="tablet_scans"),
    path("tablet/<uuid:key>/list/", tablet.tablet_plain, name="tablet_plain"),
    path("my/activities/<int:pk>/early-leave/", sign_in_proxy.my_early_leave, name="my_early_leave"),
    path("sign-in/<int:activity>/t/<str:ticket>/proxy/", sign_in_proxy.proxy, name="sign_in_proxy"),
]
