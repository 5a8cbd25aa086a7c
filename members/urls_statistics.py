"""The yearly tables of members (ST-01..ST-05)."""

from django.urls import URLPattern, URLResolver, path, re_path

from members.views import statistics

urlpatterns: list[URLPattern | URLResolver] = [
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/<int:pk>/freezing/", statistics.statistics_freezing, name="statistics_freezing"),
    path("statistics/<int:pk>/document/", statistics.statistics_document, name="statistics_document"),
    re_path(
        r"^statistics/(?P<pk>[0-9]+)/(?P<kind>xlsx|csv)/$",
        statistics.statistics_file,
        name="statistics_file",
    ),
]
