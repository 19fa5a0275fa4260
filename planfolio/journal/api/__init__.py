"""The API of the journal: entries, reflections, files, evidence and weeks, over the pages' forms and actions."""

from ninja import Router

from . import entries, evidence, files, weeks

router = Router()
for each in (entries, files, evidence, weeks):
    router.add_router("", each.router)
