"""The guarded door: what it never opens to, and that no deadline or limit is passed behind it."""

import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planfolio.web.outside import Closed, Network, Unreachable, fetch, is_public

from .sites import PUBLIC, answer, moved, network, site

PAGE = ("text/html",)

INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.8", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1", "2002:7f00:1::",
    "2002:808:808::1", "2001:0:7f00:1::", "2001:db8::1", "not an address", "",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_or_in_disguise_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
@example(IPv4Address("127.0.0.1"))
def test_no_address_of_version_4_passes_within_one_of_version_6(inner):

    number = int(inner)
    for prefix in (0, 0xFFFF << 32, 0x64FF9B << 96, 0x2002 << 112 | number << 80):
        assert not is_public(str(IPv6Address(prefix | (number if prefix >> 112 != 0x2002 else 0))))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://blog.example/", "file:///etc/passwd", "gopher://blog.example/", "javascript:alert(1)", "//blog.example/",
        "http://blog.example:8080/", "http://blog.example:22/", "https://blog.example:80/", "http://:80/", "http:///x",
        "http://user@blog.example/", "http://user:word@blog.example/", "http://blog.example\r\nX: y/",
        "http://blog.example/a b", "http://[::1/", "http://blog.example:99999/", "http://blog.example/\x00",
    ],
)  # fmt: skip
def test_only_plain_addresses_of_the_web_are_asked(url):
    with site({}) as made, pytest.raises(Closed):
        fetch(url, accept=PAGE, network=network(made))
    assert made.asked == []


@pytest.mark.parametrize("literal", ["127.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]", "169.254.169.254"])
def test_a_literal_that_lies_inside_is_refused_without_a_look_up(literal):
    with site({}) as made, pytest.raises(Closed):
        fetch(f"http://{literal}/", accept=PAGE, network=network(made, {literal: [[PUBLIC]]}))
    assert made.asked == []


@pytest.mark.parametrize("written", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "localhost", "LOCALHOST."])
def test_other_ways_to_write_this_machine_end_at_the_address_they_have(written):
    with pytest.raises(Closed):
        fetch(f"http://{written}/", accept=PAGE, network=Network(resolve=lambda host, port: ["127.0.0.1"]))


def test_a_name_with_one_address_inside_is_refused_though_another_is_public():
    with site({"/": answer()}) as made, pytest.raises(Closed):
        fetch("http://blog.example/", accept=PAGE, network=network(made, {"blog.example": [[PUBLIC, "10.0.0.8"]]}))


def test_what_is_dialled_is_the_address_that_was_looked_at():
    dialled = []
    with site({"/": answer()}) as made:
        names = {"blog.example": [[PUBLIC], ["127.0.0.1"]]}
        found = fetch("http://blog.example/", accept=PAGE, network=network(made, names, dialled=dialled))
    assert (found.status, found.body) == (200, b"<title>Hello</title>")
    assert dialled == [(PUBLIC, 80)]
    assert "\r\nHost: blog.example\r\n" in made.asked[0]


def test_a_name_that_changes_its_mind_between_two_hops_is_refused_at_the_second():
    with site({"/": moved("/again"), "/again": answer()}) as made, pytest.raises(Closed):
        fetch("http://blog.example/", accept=PAGE, network=network(made, {"blog.example": [[PUBLIC], ["127.0.0.1"]]}))
    assert len(made.asked) == 1


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1/", "http://[::1]/", "http://inside.example/", "file:///etc/passwd", "http://blog.example:22/",
     "//10.0.0.8/x", "http://[2002:7f00:1::]/", "javascript:1"],
)  # fmt: skip
def test_a_redirect_passes_the_same_door(to):
    with site({"/": moved(to)}) as made, pytest.raises(Closed):
        fetch("http://blog.example/", accept=PAGE, network=network(made, {"inside.example": [["192.168.0.1"]]}))
    assert len(made.asked) == 1


def test_redirects_are_followed_to_the_end_and_not_for_ever():
    answers = {"/1": moved("/2"), "/2": moved("http://other.example/3?x=é"), "/3?x=%C3%A9": answer()}
    with site({**answers, "/": moved("/")}) as made:
        found = fetch("http://blog.example/1", accept=PAGE, network=network(made))
        assert found.url == "http://other.example/3?x=é"
        with pytest.raises(Unreachable):
            fetch("http://blog.example/", accept=PAGE, network=network(made))
    assert len(made.asked) == 3 + 6


def test_nothing_about_who_asks_goes_out():
    with site({"/": answer()}) as made:
        fetch("http://blog.example/", accept=PAGE, network=network(made))
    names = {line.partition(":")[0] for line in made.asked[0].split("\r\n")[1:] if line}
    assert names == {"Host", "User-Agent", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    "given",
    [
        answer(b"x" * 5_001), answer(b"{}", Content_Type="application/json"), answer(b"x", Content_Encoding="gzip"),
        answer(status="404 Not Found"), answer(status="500 Oh"), b"SSH-2.0-OpenSSH_9\r\n", b"",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n" + b"x" * 9_000,
    ],
    ids=["large", "json", "packed", "missing", "broken", "no web", "nothing", "half", "headers", "chunks"],
)  # fmt: skip
def test_what_cannot_be_used_is_told_as_not_reached(given):
    with site({"/": given}) as made, pytest.raises(Unreachable):
        fetch("http://blog.example/", accept=PAGE, most=5_000, network=network(made))


@pytest.mark.parametrize("slow", ["head", "body"])
def test_one_deadline_holds_though_a_byte_comes_now_and_then(slow):
    head = [b"H"] * 100 if slow == "head" else [answer(b"", Content_Length="500"), *[b"x"] * 100]
    began = time.monotonic()
    with site({"/": head}) as made, pytest.raises(Unreachable):
        fetch("http://blog.example/", accept=PAGE, seconds=0.5, network=network(made))
    assert time.monotonic() - began < 2


def test_a_name_that_nobody_has_is_not_reached():
    def nobody(host, port):
        raise socket.gaierror("unknown")

    for resolve in (nobody, lambda host, port: []):
        with pytest.raises(Unreachable):
            fetch("http://blog.example/", accept=PAGE, network=Network(resolve=resolve))


def test_what_was_read_before_and_did_not_change_comes_without_a_body():
    with site({"/": answer(b"", "304 Not Modified", ETag='"1"')}) as made:
        found = fetch("http://blog.example/", accept=PAGE, headers={"If-None-Match": '"1"'}, network=network(made))
    assert (found.status, found.body) == (304, b"")
    assert 'If-None-Match: "1"' in made.asked[0]


def certificate(name, folder):
    """A key and a certificate for `name` that signs itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    plain = serialization.NoEncryption(), serialization.PrivateFormat.PKCS8
    pem = made.public_bytes(serialization.Encoding.PEM)
    (folder / "all.pem").write_bytes(pem + key.private_bytes(serialization.Encoding.PEM, plain[1], plain[0]))
    return folder / "all.pem", pem.decode()


def test_a_certificate_must_be_that_of_the_name_though_the_address_is_pinned(tmp_path):
    file, pem = certificate("blog.example", tmp_path)
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(file)

    def trust():
        return ssl.create_default_context(cadata=pem)

    with site({"/": answer()}, served) as made:
        assert fetch("https://blog.example/", accept=PAGE, network=network(made, trust=trust)).status == 200
        for url, trusted in (("https://other.example/", trust), ("https://blog.example/", ssl.create_default_context)):
            with pytest.raises(Unreachable):
                fetch(url, accept=PAGE, network=network(made, trust=trusted))
