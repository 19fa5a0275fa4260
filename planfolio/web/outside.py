"""The guarded door to the web: what an address that somebody typed may make this server do.

It asks addresses of the public internet alone. A name is looked up once for each hop, every address that it has must be
public, and the connection goes to the very address that was looked at, so that a name which changes its mind between
looking and asking leads nowhere. Each redirect passes the same door. There is one deadline over all of it, and a limit
to what is read. No cookie, no sign-in and no word about whoever asked goes out.

Ask from a job: looking a name up has no deadline of its own, and a job has.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urljoin, urlsplit

REDIRECTS = 5
SECONDS = 15.0
BYTES = 2_000_000
#: No other port is asked: what listens there is seldom a page, and often something inside.
PORTS = {"http": 80, "https": 443}
#: Addresses of version 6 that stand for one of version 4, which may lie inside (NAT64, 6to4, Teredo, the old forms);
#: and of version 4 those that not every Python counts as special.
_DISGUISES = ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "::ffff:0:0/96")
_REFUSED = tuple(map(ip_network, (*_DISGUISES, "192.0.0.0/24", "192.88.99.0/24")))


class Closed(Exception):
    """The door does not open to this address: it is no public page of the web."""


class Unreachable(Exception):
    """The door is open, and nothing that can be used came through it in time."""


@dataclass(frozen=True)
class Network:
    """How names become addresses and addresses connections; tests put a network of their own in its place."""

    resolve: Callable[[str, int], list[str]] = field(default=lambda host, port: _looked_up(host, port))
    dial: Callable[[str, int, float], socket.socket] = field(
        default=lambda address, port, seconds: socket.create_connection((address, port), seconds)
    )
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context


NETWORK = Network()


@dataclass(frozen=True)
class Fetched:
    """What an address gave in the end: `status` 200 with a body, or 304 without. `headers` are in small letters."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes


def fetch(
    url: str,
    *,
    accept: tuple[str, ...],
    headers: dict[str, str] | None = None,
    seconds: float = SECONDS,
    most: int = BYTES,
    network: Network = NETWORK,
) -> Fetched:
    """GET `url` through the door; at most `most` bytes within `seconds`, of one of the media types in `accept`.

    Raises Closed for an address that is not of the public web, at the first hop or at any other, and Unreachable for
    everything that goes wrong behind the door.
    """
    ends = time.monotonic() + seconds
    for _hop in range(REDIRECTS + 1):
        there = _checked(url)
        address = public_address(there.hostname, PORTS[there.scheme], network=network)
        with _asked(there, address, headers or {}, ends=ends, network=network) as answer:
            if answer.status in {301, 302, 303, 307, 308}:
                # What cannot be put together raises ValueError, which is an answer that cannot be read.
                url = urljoin(url, _read_as_utf8(answer.headers.get("Location", "")))
                continue
            return _fetched(url, answer, accept=accept, most=most, ends=ends)
    raise Unreachable("redirected too often")


def _checked(url: str) -> SplitResult:
    """The parts of an address that may be asked. Raises Closed for every other scheme, port, or way of writing one."""
    try:
        there = urlsplit(url)
        port = there.port
        host = (there.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Closed("not an address") from error
    if there.scheme not in PORTS or port not in {None, PORTS[there.scheme]}:
        raise Closed("not a page of the web")
    if not host or "@" in there.netloc or any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
        raise Closed("not an address")
    return there._replace(netloc=f"[{host}]" if ":" in host else host)


def public_address(host: str, port: int, *, network: Network = NETWORK) -> str:
    """One address of `host`, all of whose addresses are public. Raises Closed, or Unreachable where it has none."""
    try:
        found = [str(ip_address(host))]
    except ValueError:
        try:
            found = network.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise Unreachable("no such name") from error
    if not found:
        raise Unreachable("no such name")
    if not all(is_public(address) for address in found):
        raise Closed("not an address of the public internet")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, written as what it is and not as another in disguise."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if getattr(parsed, "scope_id", None) or any(parsed in each for each in _REFUSED if each.version == parsed.version):
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _looked_up(host: str, port: int) -> list[str]:
    """Addresses of version 4 first, which is what small servers most often have a way out for."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return sorted({row[4][0] for row in rows}, key=lambda address: (":" in address, address))


class _Pinned(HTTPConnection):
    """A connection over a socket that is there already; it never looks a name up."""

    def __init__(self, host: str, made: socket.socket):
        super().__init__(host)
        self.sock = made

    def connect(self):
        raise HTTPException("the connection was closed")


@contextmanager
def _asked(
    there: SplitResult, address: str, headers: dict[str, str], *, ends: float, network: Network
) -> Iterator[HTTPResponse]:
    try:
        line = network.dial(address, PORTS[there.scheme], _left(ends))
    except OSError as error:
        raise Unreachable("nobody answers") from error
    with line, _cut_at(line, ends):
        try:
            if there.scheme == "https":
                line = network.trust().wrap_socket(line, server_hostname=there.netloc.strip("[]"))
            connection = _Pinned(there.netloc, line)
            path = (there.path or "/") + (f"?{there.query}" if there.query else "")
            sent = {"User-Agent": "Planfolio", "Accept-Encoding": "identity", "Connection": "close", **headers}
            connection.request("GET", _plain(path), headers=sent)
            with connection.getresponse() as answer:
                yield answer
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable("the answer could not be read") from error
        finally:
            line.close()


def _read_as_utf8(header: str) -> str:
    return header.encode("latin-1", "replace").decode("utf-8", "replace")


def _plain(path: str) -> str:
    """A path as it goes over the line: letters of other scripts percent-encoded, as browsers do."""
    return "".join(sign if sign.isascii() else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in path)


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise Unreachable("it took too long")
    return left


@contextmanager
def _cut_at(line: socket.socket, ends: float):
    """Cut the line at `ends`, whatever is being read then: a time-out of a socket counts anew with each byte."""
    other = line.dup()

    def cut():
        with suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(_left(ends), cut)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
        clock.join()
        other.close()


def _fetched(url: str, answer: HTTPResponse, *, accept: tuple[str, ...], most: int, ends: float) -> Fetched:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    if answer.status == 304:
        return Fetched(url, 304, headers, b"")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if answer.status != 200 or kind not in accept or headers.get("content-encoding", "identity") != "identity":
        raise Unreachable(f"it answers {answer.status} {kind[:60]}")
    body = answer.read(most + 1)
    if len(body) > most:
        raise Unreachable("it is too large")
    _left(ends)
    if answer.length:
        raise Unreachable("it ended in the middle")
    return Fetched(url, 200, headers, body)
