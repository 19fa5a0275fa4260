"""The API of programmes: what there is to read, runs, one's own part in them, the wall, and progress."""

from ninja import Router

from . import programmes, runs, taking, wall

router = Router()
for each in (programmes, runs, taking, wall):
    router.add_router("", each.router)
