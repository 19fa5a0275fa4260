"""Every address of the site; the only module that imports views."""

from django.urls import include, path

from planfolio.api import behind_the_door
from planfolio.catalogue.views import guides
from planfolio.health import health
from planfolio.openapi import documentation, openapi
from planfolio.people import solo
from planfolio.plans.welcome import welcome_plan

handler400 = "planfolio.web.errors.bad_request"
handler403 = "planfolio.web.errors.forbidden"
handler404 = "planfolio.web.errors.not_found"
handler500 = "planfolio.web.errors.server_error"

urlpatterns = [
    path("", include("planfolio.web.urls")),
    path("health/", health, name="health"),
    path("launch/", solo.launch, name="launch"),
    path("", include("planfolio.people.urls")),
    path("help/", guides.list_guides, name="guides"),
    path("help/<slug:slug>/", guides.show_guide, name="guide"),
    path("welcome/plan/", welcome_plan, name="welcome-plan"),
    path("", include("planfolio.catalogue.urls")),
    path("", include("planfolio.plans.urls")),
    path("", include("planfolio.journal.urls")),
    path("", include("planfolio.mentoring.urls")),
    path("", include("planfolio.programmes.urls")),
    path("", include("planfolio.exchange.urls")),
    path("api/openapi.json", openapi, name="openapi"),
    path("api/docs", documentation, name="api-docs"),
    path("api/v1/", behind_the_door()),
]
