"""Education: hours of study and where they come from (ED-*, F-31)."""

from django.urls import URLPattern, URLResolver, path

from activities.views import conveying, my_year, outside_amendment, outside_study, study_hours

urlpatterns: list[URLPattern | URLResolver] = [
    path("study-hours/", study_hours.study_hours_list, name="study_hours_list"),
    path("study-hours/years/<int:year>/file/", study_hours.study_hours_file, name="study_hours_file"),
    path(
        "study-hours/years/<int:year>/document/",
        study_hours.study_hours_document,
        name="study_hours_document",
    ),
    path("study-hours/members/<int:pk>/", study_hours.study_hours_person, name="study_hours_person"),
    path(
        "study-hours/members/<int:pk>/document/",
        study_hours.study_hours_person_document,
        name="study_hours_person_document",
    ),
    path("activities/<int:pk>/study-hours/", study_hours.study_hours_activity, name="study_hours_activity"),
    path("board/study-hours/", study_hours.study_hours_board, name="study_hours_board"),
    path("board/study-hours/training/", outside_study.training_new, name="training_new"),
    path("study-hours/outside/new/", outside_study.outside_study_new, name="outside_study_new"),
    path("study-hours/outside/<int:pk>/", outside_study.outside_study, name="outside_study"),
    path(
        "study-hours/outside/<int:pk>/confirmation/",
        outside_study.outside_study_confirm,
        name="outside_study_confirm",
    ),
    path(
        "study-hours/outside/<int:pk>/refusal/",
        outside_study.outside_study_refuse,
        name="outside_study_refuse",
    ),
    path(
        "study-hours/outside/<int:pk>/removal/",
        outside_study.outside_study_removal,
        name="outside_study_removal",
    ),
    path(
        "study-hours/outside/<int:pk>/amendment/",
        outside_amendment.outside_study_amend,
        name="outside_study_amend",
    ),
    path(
        "study-hours/outside/<int:pk>/paper/", outside_study.outside_study_paper, name="outside_study_paper"
    ),
    path("my/hours/", outside_study.my_hours, name="my_hours"),
    path("my/hours/new/", outside_study.my_hours_new, name="my_hours_new"),
    path("my/hours/<int:pk>/withdrawal/", outside_study.my_hours_withdrawal, name="my_hours_withdrawal"),
    path("my/hours/years/<int:year>/document/", outside_study.my_hours_document, name="my_hours_document"),
    path("my/year/", my_year.my_year, name="my_year"),
    path("my/year/<int:pk>/objection/", my_year.my_year_objection, name="my_year_objection"),
    path("my/year/years/<int:year>/document/", my_year.my_year_document, name="my_year_document"),
    path("year-objections/<int:pk>/", my_year.year_objection, name="year_objection"),
    path("conveyances/", conveying.conveyance_list, name="conveyance_list"),
    path("conveyances/new/", conveying.conveyance_new, name="conveyance_new"),
    path("conveyances/<int:pk>/", conveying.conveyance_edit, name="conveyance_edit"),
    path("conveyances/<int:pk>/removal/", conveying.conveyance_removal, name="conveyance_removal"),
    path("board/dual-life/", conveying.dual_life_list, name="dual_life_list"),
    path("board/dual-life/<int:pk>/ending/", conveying.dual_life_ending, name="dual_life_ending"),
]
