"""The API of programmes: what there is to read, runs, one's own part in them, the wall, progress,
small groups, the agreements of line managers, announcements, questions, and the survey at the end."""

from ninja import Router

from . import agreeing, announcements, comments, groups, programmes, questions, runs, survey, taking, wall

router = Router()
for each in (programmes, runs, taking, wall, comments, groups, agreeing, announcements, questions, survey):
    router.add_router("", each.router)
