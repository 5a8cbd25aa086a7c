"""What is kept of a person: read with a reason, corrected, asked to be corrected, told, taken out."""

from django.urls import URLPattern, URLResolver, path

from members.views import correction, my_information, personal, privacy_notice

urlpatterns: list[URLPattern | URLResolver] = [
    path("members/<int:pk>/look/", personal.member_look, name="member_look"),
    path("members/<int:pk>/items/", personal.member_items, name="member_items"),
    path("members/<int:pk>/items/<str:item>/", personal.member_item, name="member_item"),
    path("members/exports/", personal.personal_export_list, name="personal_export_list"),
    path("members/corrections/", correction.correction_list, name="correction_list"),
    path("members/corrections/<int:pk>/", correction.correction_detail, name="correction_detail"),
    path("my/information/", my_information.my_information, name="my_information"),
    path("my/information/copy/", my_information.my_information_copy, name="my_information_copy"),
    path("my/information/notice/", privacy_notice.notice_reading, name="privacy_reading"),
    path("my/information/<str:item>/", correction.my_correction, name="my_correction"),
    path("my/corrections/<int:pk>/withdrawal/", correction.my_withdrawal, name="my_withdrawal"),
    path("organizations/<int:pk>/notice/", privacy_notice.organization_notice, name="organization_notice"),
]
