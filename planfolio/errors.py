"""What can go wrong in the domain, each with the answer it becomes at the edge.

Raised in actions and access, translated once in `web.middleware.errors`: to a page, or to problem details (RFC 9457)
under /api. `detail` is shown to people, so it says what to do.
"""

from django.utils.translation import gettext_lazy as _


class Problem(Exception):
    status = 500
    title = _("Something went wrong")
    #: Headers that go with the answer, for what a program must know.
    headers: dict[str, str] = {}
    #: Of a form: what is to be mended in which field, as (field, detail) pairs.
    errors: tuple[tuple[str, str], ...] = ()

    def __init__(self, detail: str = ""):
        super().__init__(detail)
        self.detail = detail


class Missing(Problem):
    """There is no such thing, or not for this person: the two look alike on purpose."""

    status = 404
    title = _("Nothing here")


class Unreadable(Problem):
    status = 400
    title = _("This request cannot be read")


class TokenNeeded(Problem):
    status = 401
    title = _("Send a token")
    headers = {"WWW-Authenticate": 'Bearer realm="planfolio"'}


class NotAllowed(Problem):
    status = 403
    title = _("You can see this, but not do that")


class Conflict(Problem):
    status = 409
    title = _("Somebody changed this meanwhile")
    #: The row as it is by now, for a form to show beside what was typed.
    row = None

    @classmethod
    def moved_on(cls, row=None):
        problem = cls(
            _(
                "This was changed in another window since you opened it. "
                "Your words are kept below: compare, then save again."
            )
        )
        problem.row = row
        return problem


class NotNow(Conflict):
    """What is wanted is not possible as things stand, though nobody changed anything meanwhile."""

    title = _("That is not possible now")


class Stale(Problem):
    """A program changes what it has read, and it reads differently by now (If-Match)."""

    status = 412
    title = _("This was changed since you read it")


class TooLarge(Problem):
    status = 413
    title = _("That is too large")


class WrongType(Problem):
    status = 415
    title = _("This kind of content is not read here")


class Refused(Problem):
    """What was sent cannot be accepted; `detail` says how to mend it."""

    status = 422
    title = _("That needs another look")


class Unfit(Refused):
    """Several fields need another look; `errors` names each."""

    def __init__(self, errors):
        super().__init__(_("Change what is named under errors and send it again."))
        self.errors = tuple(errors)


class TooMany(Problem):
    status = 429
    title = _("Too many at once")


class StorageFull(Problem):
    status = 507
    title = _("There is no room left to save this")
