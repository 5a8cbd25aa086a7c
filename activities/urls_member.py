from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path


def _later(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


urlpatterns: list[URLPattern | URLResolver] = [
    path("my/", _later, name="my_home"),
    path("my/activities/<int:pk>/", _later, name="my_activity"),
    path("my/activities/<int:pk>/rating/", _later, name="my_rating"),
    path("my/make-ups/<int:pk>/", _later, name="my_make_up"),
    path("my/record/", _later, name="my_record"),
    path("inbox/", _later, name="inbox"),
]
