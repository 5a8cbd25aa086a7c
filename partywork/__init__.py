"""partywork: the organizational life of a Party branch."""

from partywork.celery import app as celery_app

__all__ = ["celery_app"]
