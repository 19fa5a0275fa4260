"""The token that every form of one page sends, made when the first form asks and the same in all of them."""

from django.middleware.csrf import get_token


class FormInput:
    """The hidden input that holds the token.

    Pages without a form make none, so that they set no cookie.
    """

    def __init__(self, request):
        self.request = request

    def __html__(self) -> str:
        return f'<input type="hidden" name="csrfmiddlewaretoken" value="{form_token(self.request)}">'

    __str__ = __html__


def form_token(request) -> str:
    if not hasattr(request, "form_token"):
        request.form_token = get_token(request)
    return request.form_token


def forms(request) -> dict:
    """A context processor: one token a page instead of one a form."""
    return {"csrf_input": FormInput(request)}
