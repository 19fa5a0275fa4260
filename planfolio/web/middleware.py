"""What every request passes: headers on every answer, the person's language, and problems turned into pages."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from . import errors as pages
from .limits import upload_limit

#: Nothing inline, nothing from elsewhere; a style or a script runs only when it is one of ours.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
        "worker-src 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
YEAR = 365 * 24 * 3600


def headers(get_response):
    """Put the security headers on every answer; a view that sets one of them itself keeps its own."""
    always = dict(HEADERS)
    if settings.SECURE:
        always["Strict-Transport-Security"] = f"max-age={YEAR}"

    def middleware(request):
        response = get_response(request)
        for name, value in always.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def language(get_response):
    """Speak the person's language in their time zone; without a person, the cookie's, else the browser's."""

    def middleware(request):
        with translation.override(_language(request)), timezone.override(_zone(request)):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return middleware


def _language(request) -> str:
    if request.user.is_authenticated:
        return request.user.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in dict(settings.LANGUAGES):
        return chosen
    return translation.get_language_from_request(request)


def _zone(request):
    return request.user.zone if request.user.is_authenticated else None


def errors(get_response):
    """Turn what the domain and the database raise into the page, or the problem details, that says what to do."""

    def middleware(request):
        beside = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        length = _declared_length(request)
        if length > settings.UPLOAD_LIMIT + beside and length > upload_limit(request) + beside:
            # Refused before a byte is read.
            return pages.too_large(request)
        response = get_response(request)
        return pages.signed_out(request) if _lost_its_session(request, response) else response

    middleware.process_exception = pages.answer
    return middleware


def _lost_its_session(request, response) -> bool:
    """Whether a form met the way to sign in: a redirect there would lose what was typed."""
    return (
        request.method == "POST"
        and response.status_code == 302
        and response.headers["Location"].startswith(f"{settings.LOGIN_URL}?next=")
        and not request.user.is_authenticated
    )


def _declared_length(request) -> int:
    declared = request.META.get("CONTENT_LENGTH") or "0"
    return int(declared) if declared.isascii() and declared.isdigit() else 0
