"""The addresses of the week, the journal, the register of evidence and files."""

from django.urls import path

from .views import capture, entries, evidence, files, journal, progress, week

urlpatterns = [
    path("", week.this_week, name="week"),
    path("week/choose/", week.choose_activities, name="week-choose"),
    path("lately.csv", week.lately_csv, name="lately-csv"),
    path("checkin/<str:name>/", week.check_in, name="checkin"),
    path("capture/", capture.capture, name="capture"),
    path("capture/bookmark/", capture.bookmark, name="capture-bookmark"),
    path("journal/", journal.journal, name="journal"),
    path("journal/progress/", progress.show_progress, name="progress"),
    path("journal/progress.csv", progress.progress_csv, name="progress-csv"),
    path("journal/new/", entries.add_entry, name="entry-new"),
    path("journal/<uuid:key>/", entries.entry, name="entry"),
    path("journal/<uuid:key>/edit/", entries.change_entry, name="entry-edit"),
    path("journal/<uuid:key>/reflect/", entries.reflect, name="entry-reflect"),
    path("journal/<uuid:key>/remove/", entries.remove_entry, name="entry-remove"),
    path("journal/<uuid:key>/files/", files.attach, name="entry-attach"),
    path("portfolio/", evidence.portfolio, name="portfolio"),
    path("portfolio/new/", evidence.add_evidence, name="evidence-new"),
    path("portfolio/<uuid:key>/", evidence.evidence, name="evidence"),
    path("portfolio/<uuid:key>/edit/", evidence.change_evidence, name="evidence-edit"),
    path("portfolio/<uuid:key>/remove/", evidence.remove_evidence, name="evidence-remove"),
    path("files/<uuid:key>/", files.attachment, name="attachment"),
    path("files/<uuid:key>/remove/", files.remove_attachment, name="attachment-remove"),
]
