"""The certificate: how far one is, having it issued, the paper, and the page on which others check it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from planfolio.errors import Missing
from planfolio.web.answers import page, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .. import certificates
from ..run_access import get_coordinated, get_participation, get_run
from ..run_forms import CertificateForm
from ..run_pages import states_of
from .writing import FORMS

PRINTS_EACH_MINUTE = 10


@signed_in
@FORMS
def certificate(request, key):
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    found = certificates.certificate_of(participation)
    form = CertificateForm(sent(request), initial={"name": request.user.name})
    if found is None and saved(form, lambda: _issue(participation, form, by=request.user)):
        notice(request, _("Here is your certificate."))
        return redirect("run-certificate", key)
    context = {"run": run, "form": form, "certificate": found, "doc": run.doc}
    context["standing"] = certificates.standing(run.doc, states_of(participation))
    context["address"] = request.build_absolute_uri(reverse("verify", args=[found.code])) if found else ""
    return page(request, "programmes/certificate.jinja", context)


def _issue(participation, form: CertificateForm, *, by):
    return certificates.issue(participation, by=by, name=form.cleaned_data["name"])


@signed_in
@require_safe
def certificate_pdf(request, key):
    found = certificates.get_certificate(request.user, key)
    spend(request.user, "export", each_minute=PRINTS_EACH_MINUTE)
    address = request.build_absolute_uri(reverse("verify", args=[found.code]))
    content = certificates.print_pdf(certificates.facts(found, address=address, paper=request.user.paper))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="planfolio-certificate.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_safe
def verify(request, code):
    """What a certificate says, for whoever was given its code. It sets no cookie."""
    found = certificates.find(code)
    return render(request, "programmes/verify.jinja", {"certificate": found})


@signed_in
@require_POST
def revoke(request, key, person):
    run = get_coordinated(request.user, key)
    found = certificates.certificate_of(run.participations.filter(pk=person).first())
    if found is None:
        raise Missing(_("There is no certificate yet."))
    again = "again" in request.POST
    certificates.revoke(found, run, by=request.user, again=again)
    undo = None if again else (reverse("run-revoke", args=[key, person]), {"again": "1"})
    notice(request, _("The certificate holds again.") if again else _("The certificate is revoked."), undo=undo)
    return redirect("run-progress", key)
