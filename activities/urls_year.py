"""The year of a branch, duty by duty, and of all branches below a committee."""

from django.urls import URLPattern, URLResolver, path

from activities.views import thoughts, year_grid

urlpatterns: list[URLPattern | URLResolver] = [
    path("year/", year_grid.year_grid, name="year_grid"),
    path("board/duties/", year_grid.duty_board, name="duty_board"),
    path("thoughts/", thoughts.thought_list, name="thought_list"),
    path("thoughts/new/", thoughts.thought_new, name="thought_new"),
    path("thoughts/<int:pk>/", thoughts.thought_detail, name="thought_detail"),
    path("thoughts/<int:pk>/agenda/", thoughts.thought_agenda, name="thought_agenda"),
    path("thoughts/<int:pk>/document/", thoughts.thought_document, name="thought_document"),
]
