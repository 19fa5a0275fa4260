"""Who may come to a page: signed in; signed in a moment ago; an administrator."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.web.gate import signed_in

#: Before a factor, an address, a token or an export of everything: sign in again when that was over five minutes ago.
fresh_sign_in = reauthentication_required(app="allauth.account")


def administrators_only(view):
    """404 for everybody else, as for any page that they may not see."""

    @signed_in
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_administrator:
            raise Missing(_("There is nothing at this address, or it is not shared with you."))
        return view(request, *args, **kwargs)

    return guarded
