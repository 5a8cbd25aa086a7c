"""Joint events: the organizer's pages and the invited branch's answer; events of several days."""

from django.urls import URLPattern, URLResolver, path

from activities.views import days, joint, joint_part, joint_wall

urlpatterns: list[URLPattern | URLResolver] = [
    path("joint/", joint.joint_list, name="joint_list"),
    path("joint/new/", joint.joint_new, name="joint_new"),
    path("joint/<int:pk>/", joint.joint_detail, name="joint_detail"),
    path("joint/<int:pk>/invitations/", joint.joint_invitations, name="joint_invitations"),
    path("joint/<int:pk>/parts/<int:part>/withdrawal/", joint.joint_withdrawal, name="joint_withdrawal"),
    path("joint/<int:pk>/change/", joint.joint_change, name="joint_change"),
    path("joint/<int:pk>/agenda/", joint.joint_agenda, name="joint_agenda"),
    path("joint/<int:pk>/cancellation/", joint.joint_cancel, name="joint_cancel"),
    path("joint/<int:pk>/text/", joint.joint_text, name="joint_text"),
    path("joint/<int:pk>/wall/", joint_wall.joint_wall, name="joint_wall"),
    path("joint/<int:pk>/wall/state/", joint_wall.joint_wall_state, name="joint_wall_state"),
    path("joint/parts/<int:pk>/", joint_part.joint_part, name="joint_part"),
    path("joint/parts/<int:pk>/adoption/", joint_part.joint_adoption, name="joint_adoption"),
    path("joint/parts/<int:pk>/refusal/", joint_part.joint_refusal, name="joint_refusal"),
    path("joint/parts/<int:pk>/leaving/", joint_part.joint_leaving, name="joint_leaving"),
    path("activities/<int:pk>/joint/", joint.activity_joint, name="activity_joint"),
    path("activities/<int:pk>/days/", days.activity_days, name="activity_days"),
    path("changes/<int:pk>/filing/", joint_part.change_filing, name="change_filing"),
    path("records/<int:pk>/common-text/", joint_part.record_common_text, name="record_common_text"),
]
