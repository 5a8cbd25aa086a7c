"""The other rungs of the ladder: cards, the tablet at the door, proxies, paper, conference logs (N17)."""

from django.urls import URLPattern, URLResolver, path

from activities.views import cards

urlpatterns: list[URLPattern | URLResolver] = [
    path("cards/", cards.card_list, name="card_list"),
    path("cards/printing/", cards.card_print, name="card_print"),
    path("cards/<int:pk>/renewal/", cards.card_renew, name="card_renew"),
    path("cards/<int:pk>/revocation/", cards.card_revoke, name="card_revoke"),
    path("c/<str:key>/", cards.card_read, name="card_read"),
    path("activities/<int:pk>/scanner/", cards.scanner, name="scanner"),
]
