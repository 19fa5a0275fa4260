"""The way in: views that need a person, and those that need one who signed in a moment ago.

Others are asked to sign in and led back; a form they sent is shown to them again (`web.middleware.errors`).
"""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required as signed_in

#: Before a factor, an address, a token, a copy of everything, the end of an account: sign in again when that was over
#: five minutes ago.
fresh_sign_in = reauthentication_required(app="allauth.account")

__all__ = ["fresh_sign_in", "signed_in"]
