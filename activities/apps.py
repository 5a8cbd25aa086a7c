from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = "组织生活"

    def ready(self) -> None:
        from activities import receivers  # noqa: F401 (connects itself)
        from activities.reports.honour_doubts import low_ratings
        from activities.reports.observers import attended
        from activities.reports.statistics_topics import appraised
        from activities.reports.statistics_training import trained
        from activities.services.telling import take_order, take_over
        from members.reports import attended as attended_events
        from members.reports import honours, statistics_topics
        from partywork.common import inbox, printing

        inbox.register(take_over)
        printing.register(take_order)
        statistics_topics.register("appraised", appraised)
        statistics_topics.register("trained", trained)
        honours.register(low_ratings)
        attended_events.register(attended)
