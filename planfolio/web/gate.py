"""The way in: views that need a person.

Others are asked to sign in and led back; a form they sent is shown to them again (`web.middleware.errors`).
"""

from django.contrib.auth.decorators import login_required as signed_in

__all__ = ["signed_in"]
