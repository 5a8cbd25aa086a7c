"""Secret addresses that open without signing in, and the pages where one gets and ends them."""

from django.urls import URLPattern, URLResolver, path

from activities.views import answer_link, calendar_feed

urlpatterns: list[URLPattern | URLResolver] = [
    path("a/<str:token>/", answer_link.answer_link, name="answer_link"),
    path("calendar/<str:secret>.ics", calendar_feed.calendar_feed, name="calendar_feed"),
    path("my/calendar/", calendar_feed.my_calendar, name="my_calendar"),
    path("my/calendar/end/", calendar_feed.my_calendar_end, name="my_calendar_end"),
    path("my/links/end/", calendar_feed.my_links_end, name="my_links_end"),
    path("activities/calendar/", calendar_feed.branch_calendar, name="branch_calendar"),
    path("activities/calendar/end/", calendar_feed.branch_calendar_end, name="branch_calendar_end"),
]
