"""The group leader's pages, and what the secretary does with what was handed up."""

from django.urls import URLPattern, URLResolver, path

from activities.views import group, group_make_ups, group_meetings, group_minutes, group_registers

urlpatterns: list[URLPattern | URLResolver] = [
    path("group/", group.group_home_page, name="group_home"),
    path("group/activities/<int:pk>/", group.group_activity_page, name="group_activity"),
    path("group/activities/<int:pk>/marks/", group.marks, name="group_activity_marks"),
    path("group/activities/<int:pk>/marks/rest/", group.rest, name="group_activity_rest"),
    path("group/activities/<int:pk>/handing-up/", group.handing_up, name="group_activity_handing_up"),
    path("group/activities/<int:pk>/taking-back/", group.taking_back, name="group_activity_taking_back"),
    path("group/activities/<int:pk>/reminder/", group.reminder, name="group_activity_reminder"),
    path("group/meetings/new/", group_meetings.new, name="group_meeting_new"),
    path("group/meetings/<int:pk>/change/", group_meetings.change, name="group_meeting_change"),
    path("group/meetings/<int:pk>/announcement/", group_meetings.announce, name="group_meeting_announce"),
    path("group/meetings/<int:pk>/closing/", group_meetings.close, name="group_meeting_close"),
    path("group/minutes/", group_minutes.year_page, name="group_minutes"),
    path("group/minutes/<int:year>/book/", group_minutes.book, name="group_minutes_book"),
    path("group/make-ups/confirmations/", group_make_ups.confirmations, name="group_make_ups_confirmed"),
    path("group/make-ups/<int:pk>/", group_make_ups.detail, name="group_make_up"),
    path("group/make-ups/<int:pk>/contact/", group_make_ups.contact, name="group_make_up_contact"),
    path("group/make-ups/<int:pk>/result/", group_make_ups.result, name="group_make_up_result"),
    path("group/make-ups/<int:pk>/confirmation/", group_make_ups.confirm, name="group_make_up_confirm"),
    path("group/make-ups/<int:pk>/return/", group_make_ups.send_back, name="group_make_up_return"),
    path("group-registers/<int:pk>/confirmation/", group_registers.confirm, name="group_register_confirm"),
    path("group-registers/<int:pk>/return/", group_registers.give_back, name="group_register_return"),
]
