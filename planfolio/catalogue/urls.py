"""The addresses of dates, of the catalogue and of one's own resources. What leads into a plan is in plans."""

from django.urls import path

from .views import calendars, dates, resources

urlpatterns = [
    path("network/a-z/", resources.index, name="resources-index"),
    path("network/own/", resources.own_resources, name="own-resources"),
    path("network/own/new/", resources.add_own, name="own-resource-new"),
    path("network/own/<uuid:key>/", resources.change_own, name="own-resource"),
    path("network/own/<uuid:key>/remove/", resources.remove_own, name="own-resource-remove"),
    path("network/resources/<slug:key>/keep/", resources.keep, name="resource-keep"),
    path("network/dates/", dates.list_dates, name="dates"),
    path("network/dates/new/", dates.add_date, name="listing-new"),
    path("network/dates/calendar/", calendars.take_calendar, name="dates-import"),
    path("network/dates/address/", calendars.make_address, name="calendar-address-new"),
    path("network/dates/address/end/", calendars.end_address, name="calendar-address-end"),
    path("network/dates/<uuid:key>/", dates.show_date, name="listing"),
    path("network/dates/<uuid:key>/edit/", dates.change_date, name="listing-edit"),
    path("network/dates/<uuid:key>/remove/", dates.remove_date, name="listing-remove"),
    path("network/dates/<uuid:key>/date.ics", dates.date_as_calendar, name="listing-calendar"),
    path("s/<str:secret>/dates.ics", calendars.read_address, name="calendar-address"),
    path("plans/templates/", resources.plan_templates, name="plan-templates"),
]
