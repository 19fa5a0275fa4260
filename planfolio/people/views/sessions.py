"""The list of sessions, ending one and ending all the others."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from ..sessions import end_other_sessions, end_session, sessions_of


@signed_in
@require_safe
def list_sessions(request):
    rows = sessions_of(request.user, current=request.session.session_key)
    return render(request, "people/sessions.jinja", {"sessions": rows})


@signed_in
@require_POST
def end_one(request, key):
    end_session(request.user, key)
    notice(request, _("That session has ended."))
    return redirect("sessions")


@signed_in
@require_POST
def end_others(request):
    end_other_sessions(request.user, current=request.session.session_key)
    notice(request, _("You are signed out everywhere else."))
    return redirect("sessions")
