"""Programmes that tests talk about."""

from planfolio.programmes.document import ModuleDoc, ProgrammeDoc, StreamDoc, ThingDoc

#: The routes that take the key of a programme.
PROGRAMME = (
    "programme",
    "programme-back",
    "programme-edition",
    "programme-editions",
    "programme-export",
    "programme-facts",
    "programme-fork",
    "programme-module",
    "programme-module-new",
    "programme-module-remove",
    "programme-module-shift",
    "programme-publish",
    "programme-remove",
    "programme-run",
    "programme-thing",
    "programme-thing-new",
    "programme-thing-remove",
    "programme-thing-shift",
    "programme-thing-write",
    "programme-unpublish",
    "programme-write",
)

#: The routes that take the key of a run.
RUN = (
    "run",
    "run-join",
    "run-leave",
    "run-way",
    "run-pause",
    "run-plan",
    "run-thing",
    "run-mark",
    "run-address",
    "run-agreement",
    "run-agreement-back",
    "run-agreements",
    "run-blog",
    "run-blog-forget",
    "run-group",
    "run-group-back",
    "run-group-move",
    "run-group-wish",
    "run-groups",
    "run-proposed",
    "wall",
    "wall-post",
    "wall-thank",
    "wall-report",
    "wall-hide",
    "wall-take-back",
    "wall-comment-hide",
    "wall-comment-remove",
    "run-certificate",
    "run-edit",
    "run-correct",
    "run-end",
    "run-remove",
    "run-people",
    "run-link",
    "run-link-end",
    "run-progress",
    "run-progress-csv",
    "run-note",
    "run-take-out",
    "run-revoke",
    "run-announcements",
    "run-announcement",
    "run-announcement-withdraw",
    "run-questions",
    "run-question",
    "run-question-show",
    "run-question-back",
    "run-survey",
    "run-survey-open",
    "run-survey-close",
    "run-survey-results",
    "run-survey-csv",
    "run-things-csv",
    "run-report",
    "run-report-csv",
)


def thing(number: int, **values) -> ThingDoc:
    first = {"title": f"Thing {number}", "why": "It helps.", "try_it": "1. Do it.\n2. Look.", "reflect": "What now?"}
    return ThingDoc(key=f"thing-{number:02}", **{**first, "minutes": 30, **values})


def small_programme(**values) -> ProgrammeDoc:
    """Two weeks with a catch-up week between them: things 1 and 2, then 3."""
    first = {
        "title": "A small programme",
        "author": "Amara Diallo",
        "licence": "CC BY 4.0",
        "summary": "To try it out.",
    }
    return ProgrammeDoc(
        **{
            **first,
            "modules": (
                ModuleDoc(
                    title="Week 1",
                    things=(thing(1, streams=(StreamDoc(name="Learn more", line="the rest"),)), thing(2)),
                ),
                ModuleDoc(title="Catch up", catch_up=True),
                ModuleDoc(title="Week 3", about="The last one.", things=(thing(3),)),
            ),
            **values,
        }
    )
