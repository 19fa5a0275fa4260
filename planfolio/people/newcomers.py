"""Leading somebody who comes for the first time to the welcome."""

from django.shortcuts import redirect


def lead_newcomers(get_response):
    """Middleware: whoever was not welcomed yet is led there from the start page, and from nowhere else."""

    def middleware(request):
        if request.path_info == "/" and request.method in {"GET", "HEAD"} and _is_new(request.user):
            return redirect("welcome")
        return get_response(request)

    return middleware


def _is_new(user) -> bool:
    return user.is_authenticated and user.welcomed_at is None
