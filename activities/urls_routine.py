"""Routine content of an event, the charter through the year, volunteer service (PD-15, PD-17, PD-26, PL-18)."""

from django.urls import URLPattern, URLResolver, path

from activities.views import charter, document, my_learning, routine, volunteering

urlpatterns: list[URLPattern | URLResolver] = [
    path("activities/<int:pk>/routine/", routine.activity_routine, name="activity_routine"),
    path("activities/<int:pk>/routine/note/", routine.routine_note, name="routine_note"),
    path("activities/<int:pk>/routine/charter/", routine.routine_charter, name="routine_charter"),
    path("activities/<int:pk>/routine/materials/", routine.routine_materials, name="routine_materials"),
    path("activities/<int:pk>/routine/costs/", routine.routine_costs, name="routine_costs"),
    path("readings/<int:pk>/removal/", routine.reading_removal, name="reading_removal"),
    path("materials/<int:pk>/removal/", routine.material_removal, name="material_removal"),
    path("costs/<int:pk>/removal/", routine.cost_removal, name="cost_removal"),
    path("ledger/charter/", charter.charter, name="charter"),
    path("ledger/volunteering/", volunteering.volunteer_list, name="volunteer_list"),
    path("ledger/volunteering/new/", volunteering.volunteer_new, name="volunteer_new"),
    path("ledger/volunteering/<int:pk>/", volunteering.volunteer_edit, name="volunteer_edit"),
    path("ledger/volunteering/<int:pk>/removal/", volunteering.volunteer_removal, name="volunteer_removal"),
    path("ledger/volunteering/years/<int:year>/file/", volunteering.volunteer_file, name="volunteer_file"),
    path(
        "ledger/volunteering/years/<int:year>/document/",
        document.volunteer_document,
        name="volunteer_document",
    ),
    path("my/record/learning/", my_learning.my_learning, name="my_learning"),
]
