"""What a coordinator does for a run: ask people in, see how far they are, write to who is quiet, look at reports."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from planfolio.errors import Missing
from planfolio.people.pulse import pulse
from planfolio.plans.words import guard_formula
from planfolio.web.answers import key_in, page, sent
from planfolio.web.charts import csv_file
from planfolio.web.gate import signed_in
from planfolio.web.kept import kept
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .. import mails, pictures, progress, report, running, survey, taking_part
from ..document import placed
from ..models import Part, Participation, Run
from ..run_access import get_coordinated, others_in
from ..run_forms import InviteForm
from .writing import FORMS

INVITES_EACH_MINUTE = 10
EXPORTS_EACH_MINUTE = 20


@signed_in
@FORMS
def ask_people(request, key):
    """The ways in: a link, addresses one by one, or a CSV, looked over before any mail goes out."""
    run = get_coordinated(request.user, key)
    form = InviteForm(sent(request), request.FILES or None)
    looked = form.is_bound and form.is_valid()
    if looked and "send" in request.POST:
        return _invite(request, run, form)
    invitations = run.invitations.count()
    context = {"run": run, "form": form, "looked": looked, "asked": invitations}
    context["joined"] = run.invitations.exclude(joined_at=None).count()
    context["waiting"] = list(run.invitations.filter(joined_at=None)[:50])
    return page(request, "programmes/run_people.jinja", context)


def _invite(request, run: Run, form: InviteForm):
    spend(request.user, "run-invite", each_minute=INVITES_EACH_MINUTE)
    made = running.invite(run, form.found, by=request.user)
    address = request.build_absolute_uri("/")[:-1]
    mails.put([mails.invitation_mail(one, secret, run=run, address=address) for one, secret in made])
    words = ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", len(made))
    notice(request, words % {"num": len(made)})
    return redirect("run-people", run.pk)


@signed_in
@never_cache
@require_POST
def make_link(request, key):
    run = get_coordinated(request.user, key)
    secret = running.make_link(run, by=request.user)
    address = request.build_absolute_uri(reverse("run-enter", args=[secret]))
    return render(request, "programmes/run_link.jinja", {"run": run, "address": address})


@signed_in
@require_POST
def end_link(request, key):
    running.end_link(get_coordinated(request.user, key), by=request.user)
    notice(request, _("The link opens nothing any more."))
    return redirect("run-people", key)


@signed_in
@require_safe
def show_progress(request, key):
    run = get_coordinated(request.user, key)
    prepared = partial(_progress_page, request, run)
    return kept(request, "programmes/progress.jinja", prepared, stamp=pulse(request.user), others=others_in(run))


def _progress_page(request, run: Run) -> dict:
    rows, more = progress.people(run, after=key_in(request, "after"), today=request.user.today())
    things, count = tuple(progress.things(run)), progress.count(run)
    return {
        "run": run,
        "rows_of_people": tuple(rows),
        "parts": dict(Part.choices),
        "more": rows[-1].key if more else "",
        "told": things,
        "heat": lambda: pictures.heat_map(things, people=count),
        "things": lambda: pictures.heat_rows(things, people=count),
        "survey": survey.survey_of(run),
        "quiet": tuple(progress.quiet(run, now=timezone.now())),
        "reported": progress.reported(run),
        "total": len(run.doc.things()),
        "count": count,
    }


@signed_in
@require_safe
def progress_csv(request, key):
    run = get_coordinated(request.user, key)
    spend(request.user, "export", each_minute=EXPORTS_EACH_MINUTE)
    numbers = [str(each.number) for each in placed(run.doc)]
    columns = [_("Name"), _("E-mail"), _("How they take part"), _("Done"), _("Skipped"), *numbers]
    rows = ([guard_formula(cell) for cell in row] for row in progress.csv_rows(run, today=request.user.today()))
    return csv_file("planfolio-run.csv", columns, rows)


@signed_in
@require_safe
def things_csv(request, key):
    """The numbers of the heat map."""
    run = get_coordinated(request.user, key)
    spend(request.user, "export", each_minute=EXPORTS_EACH_MINUTE)
    columns = [_("Thing"), _("Done"), _("Posts"), _("Skipped"), _("Open"), _("Usefulness, 1 to 4")]
    rows = pictures.heat_rows(progress.things(run), people=progress.count(run))
    return csv_file("planfolio-things.csv", columns, ([guard_formula(str(cell)) for cell in row] for row in rows))


@signed_in
@require_safe
def report_csv(request, key):
    run = get_coordinated(request.user, key)
    spend(request.user, "export", each_minute=EXPORTS_EACH_MINUTE)
    rows = ([guard_formula(cell) for cell in row] for row in report.csv_rows(report.report(run)))
    return csv_file("planfolio-report.csv", [_("Section"), _("What"), _("Figure")], rows)


@signed_in
@require_safe
def report_pdf(request, key):
    run = get_coordinated(request.user, key)
    spend(request.user, "export", each_minute=EXPORTS_EACH_MINUTE)
    content = report.report_pdf(run, paper=request.user.paper, on=request.user.today())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="planfolio-report.pdf"'
    return answer


def _participation(run: Run, person) -> Participation:
    found = run.participations.filter(pk=person, left_at=None).select_related("owner").first()
    if found is None:
        raise Missing(_("This person does not take part any more."))
    found.run = run
    return found


@signed_in
@require_safe
def note_to(request, key, person):
    """A drafted note to somebody who is quiet, to be sent by the coordinator from their own mail program."""
    run = get_coordinated(request.user, key)
    participation = _participation(run, person)
    with override(participation.owner.language):
        words = _(
            "Hello %(name)s,\n\n"
            "I have not heard from you in “%(title)s” for a while. That is quite all right: you can "
            "pause for two weeks or go at half speed, and what you have done stays yours.\n\n"
            "Is there something that makes it hard? A reply of one line is enough.\n\n%(from)s"
        ) % {"name": participation.owner.name, "title": run.title, "from": request.user.name}
    subject = mails.note_subject(run, participation.owner)
    context = {"run": run, "participation": participation, "words": words, "subject": subject}
    return page(request, "programmes/note.jinja", context)


@signed_in
@require_POST
def take_out(request, key, person):
    """Let somebody take part no more. What they did and wrote stays theirs; what they shared leaves the wall."""
    run = get_coordinated(request.user, key)
    participation = _participation(run, person)
    taking_part.leave(participation, by=participation.owner)
    notice(request, _("%(name)s does not take part any more.") % {"name": participation.owner})
    return redirect("run-progress", key)


@never_cache
@FORMS
def stop_mails(request, secret):
    """The page that a mail leads to. Opening it stops nothing, because mail scanners open links."""
    participation = mails.participation_for(secret)
    if participation is None:
        raise Missing(_("This link opens nothing any more. You can stop the mails on the page of the run."))
    if request.method == "POST":
        again = "again" in request.POST
        Participation.objects.filter(pk=participation.pk).update(mails=again)
        participation.mails = again
    return render(request, "programmes/mails.jinja", {"participation": participation, "run": participation.run})
