"""What mail somebody wants, and the link in each mail by which they want no more of its kind."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import letters
from ..forms import MailForm

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@PAGE
def choose_mail(request):
    form = MailForm(request.POST or None, instance=letters.choices_of(request.user))
    if request.method == "POST" and form.is_valid():
        letters.choose(request.user, **form.cleaned_data)
        notice(request, _("Your choices of mail are saved."))
        return redirect("mail")
    return render(request, "people/mail.jinja", {"form": form, "takes_mail": bool(settings.REPLY_ADDRESS)})


@csrf_exempt
@never_cache
@PAGE
def stop_mail(request, secret):
    """Opening it stops nothing, because mail scanners open links; a POST does, as mail programs send it (RFC 8058).

    Whoever holds the link may do no more than this, so it needs no cookie.
    """
    person, kind = letters.find_stop(secret)
    if request.method == "POST":
        letters.stop(person, kind)
    stopped = not getattr(letters.choices_of(person), kind.value)
    with override(person.language):
        return render(request, "people/mail_stop.jinja", {"kind": kind, "stopped": stopped})
