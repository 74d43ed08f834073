"""One uvicorn serves everything: Django's WSGI handler through a2wsgi, four times as fast as its own ASGI handler."""

import gc
import os

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from mortel.project.body import BodyFirst

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mortel.project.settings")

pages = get_wsgi_application()
application = BodyFirst(WSGIMiddleware(pages, workers=8))  # type: ignore[arg-type]
# What stands here stays: a page that makes many objects need not look through all of it again.
gc.collect()
gc.freeze()
