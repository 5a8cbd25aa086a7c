from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("activities.urls_plan")),
    path("", include("activities.urls_elections")),
    path("", include("activities.urls_branch")),
    path("", include("activities.urls_minutes")),
    path("", include("activities.urls_joint")),
    path("", include("activities.urls_member")),
    path("", include("activities.urls_routine")),
    path("", include("activities.urls_agenda")),
    path("", include("activities.urls_sign_in")),
    path("", include("activities.urls_group")),
    path("", include("activities.urls_gathering")),
    path("", include("activities.urls_committee")),
    path("", include("activities.urls_life")),
    path("", include("activities.urls_notice")),
    path("", include("activities.urls_handover")),
    path("", include("activities.urls_talks")),
    path("", include("activities.urls_year")),
    path("", include("activities.urls_votes")),
    path("", include("activities.urls_open")),
]
