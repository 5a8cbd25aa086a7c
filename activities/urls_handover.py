"""Handing the work of a branch to the next secretary (N21)."""

from django.urls import URLPattern, URLResolver, path

from activities.views import hand_overs

urlpatterns: list[URLPattern | URLResolver] = [
    path("handover/", hand_overs.hand_over, name="hand_over"),
    path("handover/of/<int:pk>/signing/", hand_overs.hand_over_signing, name="hand_over_signing"),
    path("handover/of/<int:pk>/stock/", hand_overs.hand_over_stock, name="hand_over_stock"),
    path("handover/<int:pk>/", hand_overs.hand_over_detail, name="hand_over_detail"),
    path("handover/<int:pk>/withdrawal/", hand_overs.hand_over_withdrawal, name="hand_over_withdrawal"),
    path("handover/<int:pk>/document/", hand_overs.hand_over_document, name="hand_over_document"),
]
