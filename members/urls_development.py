"""Developing members: the list, one person's path, each of its steps."""

from django.urls import URLPattern, URLResolver, path

from members.views import development_steps as steps
from members.views import developments as people

urlpatterns: list[URLPattern | URLResolver] = [
    path("developments/", people.development_list, name="development_list"),
    path("developments/new/", people.development_new, name="development_new"),
    path("developments/<int:pk>/", people.development_detail, name="development_detail"),
    path("developments/<int:pk>/edit/", people.development_edit, name="development_edit"),
    path("developments/<int:pk>/earlier/", people.development_earlier, name="development_earlier"),
    path("developments/<int:pk>/ending/", people.development_ending, name="development_ending"),
    path("developments/<int:pk>/restart/", people.development_restart, name="development_restart"),
    path("developments/<int:pk>/move/", people.development_move, name="development_move"),
    path("developments/<int:pk>/steps/<slug:key>/", steps.development_step, name="development_step"),
    path("development-steps/<int:pk>/paper/", people.development_paper, name="development_paper"),
    path(
        "development-steps/<int:pk>/correction/", steps.development_correction, name="development_correction"
    ),
    path(
        "development-steps/<int:pk>/withdrawal/",
        steps.development_taking_back,
        name="development_taking_back",
    ),
    path("development-steps/<int:pk>/again/", steps.development_anew, name="development_anew"),
]
