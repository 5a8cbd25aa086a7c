"""Organizations and the register of parameters."""

from django.urls import URLPattern, URLResolver, path

from branches.views import calendar, organization, parameter, unit

urlpatterns: list[URLPattern | URLResolver] = [
    path("organizations/", organization.organization_list, name="organization_list"),
    path("organizations/new/", organization.organization_new, name="organization_new"),
    path("organizations/<int:pk>/", organization.organization_detail, name="organization_detail"),
    path("organizations/<int:pk>/edit/", organization.organization_edit, name="organization_edit"),
    path("organizations/<int:pk>/rename/", organization.organization_rename, name="organization_rename"),
    path("organizations/<int:pk>/unit/", unit.organization_unit, name="organization_unit"),
    path("organizations/<int:pk>/move/", organization.organization_move, name="organization_move"),
    path("parameters/", parameter.parameter_list, name="parameter_list"),
    path("parameters/<str:key>/", parameter.parameter_edit, name="parameter_edit"),
    path("parameters/<str:key>/take-back/", parameter.parameter_take_back, name="parameter_take_back"),
    path("calendar/", calendar.calendar_days, name="calendar_days"),
]
