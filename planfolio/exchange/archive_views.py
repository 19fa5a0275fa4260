"""The pages of a person's data as a whole: what there is, and a copy of it."""

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from planfolio.web.gate import fresh_sign_in, signed_in
from planfolio.web.limits import spend

from .archive.classified import KINDS
from .archive.writing import gather, pieces

#: Copies that one person may take within a minute (the administrator's guide says so).
COPIES_EACH_MINUTE = 5


@signed_in
@fresh_sign_in
@require_safe
def own_data(request):
    counts = [(kind.label, kind.rows(request.user).count()) for kind in KINDS if kind.whose != "pk"]
    return render(request, "exchange/own_data.jinja", {"counts": [each for each in counts if each[1]]})


@signed_in
@fresh_sign_in
@require_safe
def take_copy(request):
    spend(request.user, "copy", each_minute=COPIES_EACH_MINUTE)
    response = StreamingHttpResponse(pieces(gather(request.user)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="planfolio-{request.user.today()}.zip"'
    return response
