from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path


def _later(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


urlpatterns: list[URLPattern | URLResolver] = [
    path("", _later, name="home"),
    path("plans/", _later, name="plan_list"),
    path("activities/", _later, name="activity_list"),
    path("activities/<int:pk>/", _later, name="activity_detail"),
    path("records/", _later, name="record_list"),
    path("records/<int:pk>/", _later, name="record_detail"),
    path("ledger/", _later, name="ledger"),
]
