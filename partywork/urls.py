"""Every address of the site; each app keeps its own in its urls module."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from partywork import health, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("accounts/", include("members.urls_account")),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("api/", include("partywork.api")),
    path("help/", views.help_page, name="help"),
    path("rules/", views.rules_page, name="rules"),
    path("privacy/", views.privacy, name="privacy"),
    path("large-type/", views.large_type, name="large_type"),
    path("", include("branches.urls")),
    path("", include("members.urls")),
    path("", include("members.urls_dues")),
    path("", include("members.urls_letters")),
    path("", include("members.urls_development")),
    path("", include("members.urls_care")),
    path("", include("members.urls_away")),
    path("", include("members.urls_standing")),
    path("", include("members.urls_roster")),
    path("", include("members.urls_publicity")),
    path("", include("activities.urls")),
]

handler400 = "partywork.errors.bad_request"
handler403 = "partywork.errors.permission_denied"
handler404 = "partywork.errors.not_found"
handler500 = "partywork.errors.server_error"
