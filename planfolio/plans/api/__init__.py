"""The API of goals, plans, objectives and activities, over the forms and actions that the pages use."""

from ninja import Router

from . import activities, carrying, changing, goals, objectives, plans, versions

router = Router()
for each in (goals, plans, carrying, changing, versions, objectives, activities):
    router.add_router("", each.router)
