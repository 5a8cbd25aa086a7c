import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")
application = get_wsgi_application()
# Read every view now, once for all web processes, rather than while the first visitor of each waits.
_ = get_resolver().url_patterns
