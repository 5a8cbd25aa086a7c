from django.apps import AppConfig


class PartyworkConfig(AppConfig):
    name = "partywork"
    verbose_name = "支部工作"

    def ready(self) -> None:
        from partywork import checks  # noqa: F401
        from partywork.common import any_of  # noqa: F401
