"""The WSGI application that `planfolio start` serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planfolio.settings")
application = get_wsgi_application()
