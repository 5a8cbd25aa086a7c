from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path


def _later(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


urlpatterns: list[URLPattern | URLResolver] = [
    path("board/", _later, name="board"),
    path("queue/", _later, name="queue"),
    path("filings/<int:pk>/", _later, name="filing_detail"),
    path("catalogue/", _later, name="catalogue"),
]
