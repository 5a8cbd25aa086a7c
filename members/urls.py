"""Members, their accounts and posts, tokens, and the jobs page."""

from django.urls import URLPattern, URLResolver, include, path

from members.views import (
    account,
    appointment,
    branch_choice,
    jobs,
    member,
    member_search,
    reorganization,
    standing,
    token,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("members/", member.member_list, name="member_list"),
    path("members/search/", member_search.member_search, name="member_search"),
    path("branches/choice/", branch_choice.branch_choice, name="branch_choice"),
    path("members/new/", member.member_new, name="member_new"),
    path("members/accounts/", account.account_open_all, name="account_open_all"),
    path("members/<int:pk>/", member.member_detail, name="member_detail"),
    path("", include("members.urls_personal")),
    path("members/<int:pk>/edit/", member.member_edit, name="member_edit"),
    path("members/<int:pk>/group/", standing.member_group, name="member_group"),
    path("members/<int:pk>/leave/", standing.member_leave, name="member_leave"),
    path("members/<int:pk>/transfer/", standing.member_transfer, name="member_transfer"),
    path("members/<int:pk>/exemptions/", standing.exemption_new, name="exemption_new"),
    path("members/<int:pk>/exemptions/<int:exemption>/end/", standing.exemption_end, name="exemption_end"),
    path("members/<int:pk>/account/", account.account_open, name="account_open"),
    path("members/<int:pk>/password/", account.account_reset, name="account_reset"),
    path("groups/", reorganization.group_list, name="group_list"),
    path("groups/<int:pk>/dissolve/", reorganization.group_dissolve, name="group_dissolve"),
    path("organizations/<int:pk>/merge/", reorganization.organization_merge, name="organization_merge"),
    path("organizations/<int:pk>/split/", reorganization.organization_split, name="organization_split"),
    path(
        "organizations/<int:pk>/dissolve/", reorganization.organization_dissolve, name="organization_dissolve"
    ),
    path("organizations/<int:pk>/posts/", appointment.appointment_list, name="appointment_list"),
    path("organizations/<int:pk>/people/new/", appointment.official_new, name="official_new"),
    path("posts/<int:pk>/end/", appointment.appointment_end, name="appointment_end"),
    path("tokens/", token.token_list, name="token_list"),
    path("tokens/<str:key>/revoke/", token.token_revoke, name="token_revoke"),
    path("account/", account.my_account, name="my_account"),
    path("first/<str:key>/", account.first_sign_in, name="first_sign_in"),
    path("", include("members.urls_statistics")),
    path("jobs/", jobs.jobs, name="jobs"),
]
