"""The Celery application, nothing else."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")

app = Celery("partywork")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
