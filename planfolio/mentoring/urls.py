"""The addresses of supporting one another, of sharing, and of what visitors read by a link."""

from django.urls import path

from .views import agreements, reviews, sharing, talks, visitors

urlpatterns = [
    path("mentoring/", agreements.mentoring, name="mentoring"),
    path("mentoring/people/", agreements.people, name="mentoring-people"),
    path("mentoring/offer/", agreements.offer, name="mentoring-offer"),
    path("mentoring/ask/", agreements.ask, name="mentoring-ask"),
    path("mentoring/asked/<str:secret>/", agreements.asked, name="asked"),
    path("mentoring/requests/new/", talks.ask, name="request-new"),
    path("mentoring/requests/<uuid:key>/", talks.show, name="request"),
    path("mentoring/requests/<uuid:key>/close/", talks.close, name="request-close"),
    path("mentoring/notes/<uuid:key>/remove/", talks.remove_note, name="supporter-note-remove"),
    path("mentoring/meetings/<uuid:key>/", talks.meeting, name="meeting"),
    path("mentoring/meetings/<uuid:key>/edit/", talks.change_meeting, name="meeting-edit"),
    path("mentoring/meetings/<uuid:key>/meeting.ics", talks.meeting_file, name="meeting-file"),
    path("mentoring/meetings/<uuid:key>/step/", talks.take_step, name="meeting-step"),
    path("mentoring/<uuid:key>/", agreements.mentorship, name="mentorship"),
    path("mentoring/<uuid:key>/agreement/", agreements.agreement, name="agreement"),
    path("mentoring/<uuid:key>/answer/", agreements.answer, name="mentorship-answer"),
    path("mentoring/<uuid:key>/entries/", agreements.show_entries, name="mentorship-entries"),
    path("mentoring/<uuid:key>/end/", agreements.end, name="mentorship-end"),
    path("mentoring/<uuid:key>/take-back/", agreements.take_back, name="mentorship-take-back"),
    path("mentoring/<uuid:key>/meetings/new/", talks.add_meeting, name="meeting-new"),
    path("reviews/new/", reviews.begin, name="review-new"),
    path("reviews/<uuid:key>/", reviews.show, name="review"),
    path("reviews/<uuid:key>/edit/", reviews.change, name="review-edit"),
    path("reviews/<uuid:key>/moves/<slug:name>/", reviews.move, name="review-move"),
    path("reviews/<uuid:key>/comments/", reviews.comment, name="review-comment"),
    path("reviews/<uuid:key>/sign/", reviews.sign, name="review-sign"),
    path("reviews/<uuid:key>/packet/<slug:format>/", reviews.file, name="review-file"),
    path("reviews/copies/<uuid:key>/", reviews.copy, name="review-copy"),
    path("reviews/copies/<uuid:key>/review.json", reviews.copy_file, name="review-copy-file"),
    path("plans/<uuid:key>/contract/", reviews.contract, name="contract"),
    path("sharing/<slug:kind>/<uuid:key>/", sharing.sharing, name="sharing"),
    path("sharing/<slug:kind>/<uuid:key>/link/", sharing.make_link, name="sharing-link"),
    path("sharing/<slug:kind>/<uuid:key>/end/<uuid:grant>/", sharing.end_grant, name="sharing-end"),
    path("sharing/links/<uuid:key>/end/", sharing.end_link, name="shared-link-end"),
    path("account/openings/", sharing.openings, name="openings"),
    path("s/<str:secret>/", visitors.shared, name="shared"),
]
