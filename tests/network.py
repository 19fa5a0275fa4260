"""Tests reach nothing but this machine itself: whoever tries is told where to, and the test does not pass."""

import socket
from ipaddress import ip_address


class ReachedOutside(BaseException):
    """Not an Exception, so that nothing which forgives a network its faults forgives this one."""


def keep_inside() -> None:
    """Let this process connect, send and look up on loopback alone, from now on."""
    for name in ("connect", "connect_ex"):
        _guard(socket.socket, name, place=1)
    _guard(socket.socket, "sendto", place=-1)
    _guard(socket, "getaddrinfo", place=0)


def _guard(owner, name: str, *, place: int) -> None:
    """Look at the argument at `place` before the function is called."""
    original = getattr(owner, name)

    def guarded(*arguments, **named):
        address = arguments[place]
        host = address[0] if isinstance(address, tuple) else address
        # A path, or bytes of one, is a socket of this machine; None is this machine as well.
        if isinstance(address, tuple) or owner is socket:
            _refuse_outside(host)
        return original(*arguments, **named)

    setattr(owner, name, guarded)


def _refuse_outside(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost", socket.gethostname()}:
        return
    try:
        inside = ip_address(name).is_loopback or ip_address(name).is_unspecified
    except ValueError:
        inside = False
    if not inside:
        raise ReachedOutside(f"a test tried to reach {name}")
