"""The API of version 1 as one: the routers of the apps behind the door. `planfolio.openapi` tells what it is."""

from django.http import RawPostDataException
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from planfolio.errors import Problem, Unreadable, WrongType
from planfolio.journal.api import router as journal
from planfolio.people.api import router as people
from planfolio.people.door import A_MINUTE, door
from planfolio.plans.api import router as plans
from planfolio.programmes.api import router as programmes
from planfolio.web.bodies import read_json, unfit
from planfolio.web.errors import answer

DESCRIPTION = f"""\
Everything of yours, for your own programs. Send a token as `Authorization: Bearer ...`; tokens are made under Account.
A token of scope `read` reads, `write` reads and writes, `capture` only adds entries. Times are minutes, days are
`YYYY-MM-DD`, an empty text or null is "Not answered". Problems are told as RFC 9457 says. A token may send {A_MINUTE}
requests within a minute. Pages of other sites cannot call this from a browser."""


class OurParser(Parser):
    def parse_body(self, request):
        return read_json(request)


class OurApi(NinjaAPI):
    def get_openapi_operation_id(self, operation) -> str:
        return operation.view_func.__name__


api = OurApi(
    title="Planfolio",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    parser=OurParser(),
    servers=[{"url": "/api/v1"}],
)
api.add_router("", people)
api.add_router("", plans)
api.add_router("", journal)
api.add_router("", programmes)


@api.exception_handler(Exception)
def told(request, exception):
    """The answer to whatever an operation raised; what is nobody's plan goes on to be a logged 500."""
    response = answer(request, _as_problem(exception))
    if response is None:
        raise exception
    return response


def _as_problem(exception: Exception) -> BaseException:
    if isinstance(exception, ValidationError):
        return unfit(exception.errors)
    if isinstance(exception, HttpError):
        # The parser's own problem is what ninja's error was raised from.
        return exception.__cause__ if isinstance(exception.__cause__, Problem) else Unreadable()
    if isinstance(exception, RawPostDataException):
        return WrongType(_("Send JSON, with the header Content-Type: application/json."))
    return exception


# Ninja comes with handlers of its own for these two; ours speak for every kind.
api.add_exception_handler(ValidationError, told)
api.add_exception_handler(HttpError, told)


def behind_the_door():
    """The addresses of the API, for `urls`."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        pattern.callback = door(pattern.callback)
    return patterns, app_name, namespace
