"""Decisions on membership (MEM-20)."""

from django.urls import URLPattern, URLResolver, path

from members.views import standing_decisions as standing

urlpatterns: list[URLPattern | URLResolver] = [
    path("members/<int:pk>/decision/", standing.standing_new, name="standing_new"),
    path("members/<int:pk>/departure/undoing/", standing.departure_undoing, name="departure_undoing"),
    path("standing/", standing.standing_list, name="standing_list"),
    path("standing/<int:pk>/paper/", standing.standing_paper, name="standing_paper"),
    path("standing/<int:pk>/restoration/", standing.standing_restoration, name="standing_restoration"),
    path("standing/<int:pk>/undoing/", standing.standing_undoing, name="standing_undoing"),
]
