"""Style, script, fonts and icons: one style sheet and one script, each with the hash of its content in its name.

There is no build step. The first page that names a file reads the folders once (some milliseconds), joins the style
sheets in the order of `planfolio.css` and the scripts in the order of their names, and keeps the result in memory;
so this works from a read-only installation, and an edited file is seen at the next start (at once when DEBUG is on).
Files of other apps (the passkey script of sign-in) are found by Django's finders and get the same kind of name.
"""

import gzip
import mimetypes
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseNotModified

HERE = Path(__file__).resolve().parent
#: The component sheet is for tests; pages do not need its rules.
LEFT_OUT = {"components/sheet.css"}
_IMPORT = re.compile(r'^@import url\("([^"]+)"\);$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s*")
_HASHED = re.compile(r"^(?P<stem>.+)\.[0-9a-f]{12}(?P<ending>\.[a-z0-9]+)$")
_SQUEEZED = (".css", ".js", ".svg", ".json", ".webmanifest", ".txt")


@dataclass(frozen=True)
class Asset:
    """One file as it is served: its plain name, such as "fonts/newsreader-latin.woff2", and its bytes."""

    name: str
    content: bytes

    @cached_property
    def hash(self) -> str:
        return sha256(self.content).hexdigest()[:12]

    @cached_property
    def hashed_name(self) -> str:
        path = PurePosixPath(self.name)
        return str(path.with_name(f"{path.stem}.{self.hash}{path.suffix}"))

    @cached_property
    def url(self) -> str:
        return settings.STATIC_URL + self.hashed_name

    @cached_property
    def squeezed(self) -> bytes | None:
        """The content under gzip, where that saves anything."""
        return gzip.compress(self.content, 9, mtime=0) if self.name.endswith(_SQUEEZED) else None

    @cached_property
    def content_type(self) -> str:
        if self.name.endswith(".woff2"):
            return "font/woff2"
        kind = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        kind = "text/javascript" if "javascript" in kind else kind
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


@lru_cache(maxsize=4)
def _built(stamp: float) -> dict[str, Asset]:
    """Every file of ours by its plain name. `stamp` is the youngest file's time while developing, otherwise 0."""
    assets = {}
    for folder, endings in (("fonts", "*.woff2"), ("icons", "*.svg")):
        for path in sorted((HERE / folder).glob(endings)):
            name = f"{folder}/{path.name}"
            assets[name] = Asset(name, path.read_bytes())
    assets["planfolio.css"] = Asset("planfolio.css", _style(assets).encode())
    assets["planfolio.js"] = Asset("planfolio.js", _script().encode())
    return assets


def _style(assets: dict[str, Asset]) -> str:
    entry = (HERE / "css" / "planfolio.css").read_text(encoding="utf-8")
    names = [name for name in _IMPORT.findall(entry) if name not in LEFT_OUT]
    parts = [_IMPORT.sub("", entry), *((HERE / "css" / name).read_text(encoding="utf-8") for name in names)]
    text = _INDENT.sub("\n", _COMMENT.sub("", "\n".join(parts)))
    return re.sub(r'url\("\.\./([^"]+)"\)', lambda match: f'url("{assets[match[1]].url}")', text).strip() + "\n"


def _script() -> str:
    """The shared functions, then each module in a block of its own, so that one name never meets another's."""
    modules = (path.read_text(encoding="utf-8") for path in sorted((HERE / "js").glob("*.js")))
    return shared_script() + "".join(f"{{\n{module}}}\n" for module in modules)


def shared_script() -> str:
    """What the page and the worker both need."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted((HERE / "js" / "shared").glob("*.js")))


def _stamp() -> float:
    if not settings.DEBUG:
        return 0.0
    folders = (HERE / name for name in ("css", "js", "icons", "fonts"))
    return max(path.stat().st_mtime for folder in folders for path in folder.rglob("*"))


@lru_cache(maxsize=256)
def _found(name: str) -> Asset | None:
    if ".." in name.split("/") or name.startswith("/"):
        return None
    path = finders.find(name)
    return Asset(name, Path(path).read_bytes()) if path and Path(path).is_file() else None


def asset(name: str) -> Asset:
    """The file of that plain name. Raises LookupError when there is none."""
    found = _built(_stamp()).get(name) or _found(name)
    if found is None:
        raise LookupError(f"There is no static file {name}")
    return found


def static(name: str) -> str:
    """The address of a file, with the hash of its content in it."""
    return asset(name).url


def static_addresses() -> list[str]:
    """What the offline page needs: every file of ours but the fonts of other scripts."""
    return [entry.url for name, entry in _built(_stamp()).items() if "-ext" not in name]


def serve(get_response):
    """Middleware that answers /static/ before sessions and sign-in are looked at."""

    def middleware(request):
        if not request.path_info.startswith(settings.STATIC_URL):
            return get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return _answer(request, request.path_info.removeprefix(settings.STATIC_URL))

    return middleware


def _answer(request, name: str) -> HttpResponse:
    match = _HASHED.match(name)
    try:
        found = asset(match["stem"] + match["ending"] if match else name)
    except LookupError:
        return HttpResponse("There is no such file.\n", status=404, content_type="text/plain; charset=utf-8")
    if match and found.hashed_name != name:
        # A page from before an upgrade asks for the old style; the new one serves it better than none.
        return _with_headers(request, found, "no-cache")
    return _with_headers(request, found, "public, max-age=31536000, immutable" if match else "no-cache")


def _with_headers(request, found: Asset, caching: str) -> HttpResponse:
    etag = f'"{found.hash}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        squeezed = found.squeezed if "gzip" in request.headers.get("Accept-Encoding", "") else None
        response = HttpResponse(squeezed or found.content, content_type=found.content_type)
        if squeezed:
            response["Content-Encoding"] = "gzip"
        if request.method == "HEAD":
            response.content = b""
    response["ETag"] = etag
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = caching
    return response
