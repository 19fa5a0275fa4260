"""Who may come to a page: an administrator."""

from functools import wraps

from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.web.gate import signed_in


def administrators_only(view):
    """404 for everybody else, as for any page that they may not see."""

    @signed_in
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_administrator:
            raise Missing(_("There is nothing at this address, or it is not shared with you."))
        return view(request, *args, **kwargs)

    return guarded
