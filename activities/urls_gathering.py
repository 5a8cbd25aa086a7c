"""Several duties of one afternoon, and the online side of a meeting."""

from django.urls import URLPattern, URLResolver, path

from activities.views import gathering, roll_call

urlpatterns: list[URLPattern | URLResolver] = [
    path("activities/<int:pk>/gathering/", gathering.gathering_part, name="activity_gathering"),
    path(
        "activities/<int:pk>/gathering/leaving/",
        gathering.gathering_leaving,
        name="activity_gathering_leaving",
    ),
    path("activities/<int:pk>/roll-call/", roll_call.activity_roll_call, name="activity_roll_call"),
]
