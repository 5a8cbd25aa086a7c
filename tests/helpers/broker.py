"""The broker of these tests, to look into and to empty."""

import re

import redis
from django.conf import settings


def own_broker() -> redis.Redis:
    """Where the tasks of this run wait: beside the cache, in the database that the broker's address ends with."""
    found = re.search(r"\d+$", settings.CELERY_BROKER_URL)
    assert found, "the address of the broker names no database"
    return redis.from_url(re.sub(r"\d+$", found.group(), settings.CACHES["default"]["LOCATION"]))
