"""Roster files: in, out, and how other offices lay them out."""

from django.urls import URLPattern, URLResolver, path

from members.views import roster, roster_mapping, roster_out

urlpatterns: list[URLPattern | URLResolver] = [
    path("members/import/", roster.member_import, name="member_import"),
    path("members/import/apply/", roster.member_import_apply, name="member_import_apply"),
    path("members/import/refused/", roster.member_import_refused, name="member_import_refused"),
    path("members/export/", roster_out.member_export, name="member_export"),
    path(
        "organizations/<int:pk>/information/", roster_out.organization_export, name="organization_information"
    ),
    path("organizations/<int:pk>/layouts/", roster_mapping.roster_mappings, name="roster_mappings"),
    path("organizations/<int:pk>/layouts/new/", roster_mapping.roster_mapping_new, name="roster_mapping_new"),
    path("layouts/<int:pk>/end/", roster_mapping.roster_mapping_end, name="roster_mapping_end"),
]
