from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "党员"

    def ready(self) -> None:
        from members.reports.statistics_decisions import commended, decided, expelled
        from members.reports.statistics_development import (
            converted,
            developed,
            newly_developed,
            on_the_way,
        )
        from members.reports.statistics_topics import register

        register("on_the_way", on_the_way)
        register("developed", developed)
        register("newly_developed", newly_developed)
        register("converted", converted)
        register("decided", decided)
        register("expelled", expelled)
        register("commended", commended)
