"""Notices: who was told, telephoned, reminded."""

from django.urls import URLPattern, URLResolver, path

from activities.views import document, told

urlpatterns: list[URLPattern | URLResolver] = [
    path("activities/<int:pk>/told/", told.activity_told, name="activity_told"),
    path("activities/<int:pk>/told/call/", told.activity_call, name="activity_call"),
    path("activities/<int:pk>/told/reminder/", told.activity_remind, name="activity_remind"),
    path("activities/<int:pk>/call-list/", document.call_list_document, name="call_list_document"),
]
