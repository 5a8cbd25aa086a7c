"""Several duties of one afternoon, and the online side of a meeting."""

from django.urls import URLPattern, URLResolver, path

from activities.views import gathering

urlpatterns: list[URLPattern | URLResolver] = [
    path("activities/<int:pk>/gathering/", gathering.gathering_part, name="activity_gathering"),
    path(
        "activities/<int:pk>/gathering/leaving/",
        gathering.gathering_leaving,
        name="activity_gathering_leaving",
    ),
]
