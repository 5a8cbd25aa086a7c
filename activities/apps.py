from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = "组织生活"

    def ready(self) -> None:
        from activities import receivers  # noqa: F401 (connects itself)
        from activities.services.telling import take_order, take_over
        from partywork.common import inbox, printing

        inbox.register(take_over)
        printing.register(take_order)
