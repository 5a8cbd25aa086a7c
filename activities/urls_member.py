"""The member's pages, the inbox, and signing in by the code on the big screen."""

from django.urls import URLPattern, URLResolver, path

from activities.views import guest_rating, mine, my_absences, my_duties, my_record, sign_in, wall

urlpatterns: list[URLPattern | URLResolver] = [
    path("my/", mine.home, name="my_home"),
    path("my/activities/<int:pk>/", mine.activity, name="my_activity"),
    path("my/activities/<int:pk>/answer/", mine.answer, name="my_answer"),
    path("my/activities/<int:pk>/leave/", mine.leave, name="my_leave"),
    path("my/activities/<int:pk>/objection/", mine.objection, name="my_objection"),
    path("my/activities/<int:pk>/rating/", my_duties.my_rating, name="my_rating"),
    path("rate/", guest_rating.guest_rating_code, name="guest_rating_code"),
    path("rate/<str:code>/", guest_rating.guest_rating, name="guest_rating"),
    path("my/make-ups/<int:pk>/", my_duties.my_make_up, name="my_make_up"),
    path("my/make-ups/<int:pk>/confirmation/", my_duties.my_make_up_confirm, name="my_make_up_confirm"),
    path("my/make-ups/<int:pk>/return/", my_duties.my_make_up_return, name="my_make_up_return"),
    path("my/absences/", my_absences.my_absences, name="my_absences"),
    path("my/absences/<int:pk>/ending/", my_absences.my_absence_end, name="my_absence_end"),
    path("my/record/", my_record.my_record, name="my_record"),
    path("inbox/", my_record.inbox, name="inbox"),
    path("inbox/reading/", my_record.inbox_reading, name="inbox_reading"),
    path("inbox/<int:pk>/reading/", my_record.notice_reading, name="notice_reading"),
    path("activities/<int:pk>/wall/", wall.wall, name="wall"),
    path("sign-in/wall/<int:pk>/", wall.wall_state, name="wall_state"),
    path("sign-in/<int:activity>/<str:code>/", sign_in.scan, name="sign_in"),
    path("sign-in/<int:activity>/t/<str:ticket>/", sign_in.ticket, name="sign_in_ticket"),
]
