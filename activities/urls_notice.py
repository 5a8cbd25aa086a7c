"""Notices: who was told, telephoned, reminded; the robots of groups."""

from django.urls import URLPattern, URLResolver, path

from activities.views import document, robots, told

urlpatterns: list[URLPattern | URLResolver] = [
    path("activities/<int:pk>/told/", told.activity_told, name="activity_told"),
    path("activities/<int:pk>/told/call/", told.activity_call, name="activity_call"),
    path("activities/<int:pk>/told/reminder/", told.activity_remind, name="activity_remind"),
    path("activities/<int:pk>/call-list/", document.call_list_document, name="call_list_document"),
    path("organizations/<int:pk>/robots/", robots.robot_list, name="robot_list"),
    path("robots/<int:pk>/test/", robots.robot_test, name="robot_test"),
    path("robots/<int:pk>/switch/", robots.robot_switch, name="robot_switch"),
    path("robots/<int:pk>/removal/", robots.robot_removal, name="robot_removal"),
]
