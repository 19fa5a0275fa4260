"""One's private capture address: made (and shown once), looked at, ended."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from ..letterbox.capturing import capture_address_of, end_capture_address, make_capture_address


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def capture_by_mail(request):
    address = ""
    if request.method == "POST":
        spend(request.user, "capture-address", each_minute=5)
        address = make_capture_address(request.user)
    context = {"address": address, "row": capture_address_of(request.user), "takes_mail": settings.REPLY_ADDRESS}
    return render(request, "mentoring/capture_by_mail.jinja", context)


@signed_in
@require_POST
def end_capture_by_mail(request):
    end_capture_address(request.user)
    notice(request, _("Your address takes nothing any more."))
    return redirect("capture-by-mail")
