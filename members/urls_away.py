"""Members who are away (MEM-09..MEM-13)."""

from django.urls import URLPattern, URLResolver, path

from members.views import away, hosting

urlpatterns: list[URLPattern | URLResolver] = [
    path("members/<int:pk>/away/", away.away_new, name="away_new"),
    path("away/", away.away_list, name="away_list"),
    path("away/export/", away.away_export, name="away_export"),
    path("away/<int:pk>/", away.away_detail, name="away_detail"),
    path("away/<int:pk>/edit/", away.away_edit, name="away_edit"),
    path("away/<int:pk>/contact/", away.away_contact, name="away_contact"),
    path("away/<int:pk>/back/", away.away_back, name="away_back"),
    path("my/away/", away.my_away, name="my_away"),
    path("stays/", hosting.stay_list, name="stay_list"),
    path("stays/new/", hosting.stay_new, name="stay_new"),
    path("stays/<int:pk>/end/", hosting.stay_end, name="stay_end"),
]
