"""The secretary's day and the annual plan."""

from django.urls import URLPattern, URLResolver, path

from activities.views import home, plan, plan_import

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("plans/", plan.plan_list, name="plan_list"),
    path("plans/year/<int:year>/", plan.plan_year, name="plan_year"),
    path("plans/<int:pk>/", plan.plan_detail, name="plan_detail"),
    path("plans/<int:pk>/head/", plan.head, name="plan_head"),
    path("plans/<int:pk>/days/", plan.days, name="plan_days"),
    path("plans/<int:pk>/submission/", plan.submission, name="plan_submission"),
    path("plans/<int:pk>/reopening/", plan.reopening, name="plan_reopening"),
    path("plans/<int:pk>/versions/<int:number>/", plan.version, name="plan_version"),
    path("plans/<int:pk>/import/", plan_import.source, name="plan_import"),
    path("plans/<int:pk>/import/rows/", plan_import.writing, name="plan_import_rows"),
    path("plans/<int:pk>/rows/new/", plan.row_new, name="plan_row_new"),
    path("plans/rows/<int:pk>/", plan.row_edit, name="plan_row_edit"),
    path("plans/rows/<int:pk>/removal/", plan.row_removal, name="plan_row_removal"),
]
