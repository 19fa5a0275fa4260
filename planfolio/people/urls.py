"""The addresses of people. Those under accounts/ that are not here are allauth's."""

from django.urls import include, path

from .views import account, deleted, entrance, invitations, sessions, times, tokens, welcome

urlpatterns = [
    path("accounts/login/", entrance.sign_in, name="account_login"),
    path("accounts/sessions/", sessions.list_sessions, name="usersessions_list"),
    path("accounts/", include("allauth.urls")),
    path("invitation/<str:secret>/", entrance.open_invitation, name="invitation"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/skip/", welcome.skip_welcome, name="welcome-skip"),
    path("account/", account.account, name="account"),
    path("account/password/", account.set_credentials, name="credentials"),
    path("account/breaks/", times.list_breaks, name="breaks"),
    path("account/breaks/<uuid:key>/", times.change_break, name="break"),
    path("account/breaks/<uuid:key>/remove/", times.remove_break, name="break-remove"),
    path("account/weeks/", times.list_weeks, name="weeks"),
    path("account/weeks/<uuid:key>/", times.change_week, name="week-time"),
    path("account/weeks/<uuid:key>/remove/", times.remove_week, name="week-time-remove"),
    path("account/weeks/batch/<uuid:key>/remove/", times.remove_batch, name="weeks-batch-remove"),
    path("account/sessions/", sessions.list_sessions, name="sessions"),
    path("account/sessions/others/", sessions.end_others, name="sessions-end-others"),
    path("account/sessions/<int:key>/", sessions.end_one, name="session-end"),
    path("account/tokens/", tokens.list_tokens, name="tokens"),
    path("account/tokens/new/", tokens.add_token, name="token-new"),
    path("account/tokens/<uuid:key>/revoke/", tokens.revoke_token, name="token-revoke"),
    path("account/deleted/", deleted.list_deleted, name="deleted"),
    path("account/deleted/<str:kind>/<uuid:key>/", deleted.erase_now, name="erase"),
    path("account/invitations/", invitations.list_invitations, name="invitations"),
    path("account/invitations/<uuid:key>/", invitations.take_back_invitation, name="invitation-take-back"),
    path("undo/<str:kind>/<uuid:key>/", deleted.undo, name="undo"),
]
