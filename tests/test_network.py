"""The guard of the tests themselves: what it lets through, and what not."""

import socket
import urllib.request

import pytest

from tests.network import ReachedOutside

#: Addresses for documents (RFC 5737, RFC 3849): nobody is there even where the guard is not.
OUTSIDE = ["192.0.2.1", "2001:db8::1", "outside.example"]


@pytest.mark.parametrize("host", OUTSIDE)
def test_a_test_that_reaches_outside_is_stopped(host):
    with pytest.raises(ReachedOutside):
        socket.create_connection((host, 80), timeout=1)
    with pytest.raises(ReachedOutside):
        urllib.request.urlopen(f"http://{f'[{host}]' if ':' in host else host}/", timeout=1)


def test_nothing_is_sent_outside_without_a_connection_either():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender, pytest.raises(ReachedOutside):
        sender.sendto(b"words", ("192.0.2.1", 53))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_may_be_reached(host):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        socket.create_connection((host, listening.getsockname()[1]), timeout=5).close()
