"""The API of programmes: what there is to read, runs, one's own part in them, the wall, progress,
small groups, and the agreements of line managers."""

from ninja import Router

from . import agreeing, comments, groups, programmes, runs, taking, wall

router = Router()
for each in (programmes, runs, taking, wall, comments, groups, agreeing):
    router.add_router("", each.router)
