"""Care and honours: dates in the Party, fifty years, visits, anniversaries, commendations."""

from django.urls import URLPattern, URLResolver, path

from members.views import care, care_visits, deliveries, party_age

urlpatterns: list[URLPattern | URLResolver] = [
    path("party-age/", party_age.party_age_list, name="party_age_list"),
    path("members/<int:pk>/party-age/", party_age.member_party_age, name="member_party_age"),
    path("members/<int:pk>/medal/", party_age.member_medal, name="member_medal"),
    path("fifty-years/", party_age.fifty_years_list, name="fifty_years_list"),
    path("fifty-years/pdf/", party_age.fifty_years_document, name="fifty_years_document"),
    path("fifty-years/export/", party_age.fifty_years_export, name="fifty_years_export"),
    path("care/", care.care_list, name="care_list"),
    path("members/<int:pk>/care/", care.member_care, name="member_care"),
    path("care/<int:pk>/ending/", care.care_ending, name="care_ending"),
    path("care/<int:pk>/reading/", care.care_reading, name="care_reading"),
    path("visits/", care_visits.visit_list, name="visit_list"),
    path("visits/new/", care_visits.visit_new, name="visit_new"),
    path("visits/pdf/", care_visits.visits_document, name="visits_document"),
    path("visits/export/", care_visits.visits_export, name="visits_export"),
    path("visits/<int:pk>/", care_visits.visit_detail, name="visit_detail"),
    path("visits/<int:pk>/edit/", care_visits.visit_edit, name="visit_edit"),
    path("visits/<int:pk>/pdf/", care_visits.visit_document, name="visit_document"),
    path("visits/<int:pk>/receipt/", care_visits.visit_receipt, name="visit_receipt"),
    path("visits/<int:pk>/help/", care_visits.visit_help, name="visit_help"),
    path("visits/help/<int:pk>/result/", care_visits.visit_help_result, name="visit_help_result"),
    path("my/deliveries/", deliveries.my_deliveries, name="my_deliveries"),
    path("my/deliveries/<int:pk>/", deliveries.my_delivery, name="my_delivery"),
]
