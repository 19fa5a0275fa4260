"""`planfolio start`, as a person and as a service manager use it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .running import Running, children, is_running

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes in /proc")]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Running(tmp_path_factory.mktemp("start") / "data") as running:
        yield running


def test_it_becomes_ready_and_says_where(server):
    server.wait_until(lambda: server.ask("/health/")[0] == 200)
    link = re.search(r"http://127\.0\.0\.1:\d+(/launch/\?token=\S+)", server.said())[1]
    assert server.ask(link)[0] == 302
    assert server.ask(link)[0] == 403


def test_a_second_start_gives_a_fresh_link_to_the_first(server):
    done = subprocess.run(
        [sys.executable, "-m", "planfolio", "start", "--no-browser", "--data", server.folder],
        env=server.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    link = re.search(r":(\d+)(/launch/\?token=\S+)", done.stdout)
    assert int(link[1]) == server.port
    assert server.ask(link[2])[0] == 302


def test_a_taken_port_says_what_to_do(server, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "planfolio", "start", "--port", str(server.port), "--data", tmp_path / "other"],
        env=server.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert f"--port {server.port + 1}" in done.stderr


def test_a_child_that_dies_is_started_again(server):
    worker = next(pid for pid in children(server.process.pid) if b"planfolio.jobs" in command(pid))
    os.kill(worker, signal.SIGKILL)
    server.wait_until(lambda: any(b"planfolio.jobs" in command(pid) for pid in children(server.process.pid)))
    web = [pid for pid in children(server.process.pid) if b"planfolio.serving" in command(pid)]
    for pid in web:
        os.kill(pid, signal.SIGKILL)
    server.wait_until(lambda: answers(server))


def answers(server):
    try:
        return server.ask("/health/")[0] in {200, 503}
    except OSError:
        return False


def command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_and_leaves_no_orphan(tmp_path, number):
    running = Running(tmp_path / "data")
    running.start()
    below = children(running.process.pid)
    assert len(below) >= 2
    began = time.monotonic()
    assert running.stop(number) == 0
    assert time.monotonic() - began < 10
    assert not any(map(is_running, below))
    assert "Traceback" not in running.said()


def test_killed_itself_it_leaves_no_orphan(tmp_path):
    running = Running(tmp_path / "data")
    running.start()
    below = children(running.process.pid)
    running.stop(signal.SIGKILL)
    running.wait_until(lambda: not any(map(is_running, below)), 20)


def test_others_are_not_let_near_before_somebody_has_a_password(tmp_path):
    running = Running(tmp_path / "data", settings="planfolio.settings")
    words = [sys.executable, "-m", "planfolio"]
    start = [*words, "start", "--no-browser", "--host", "0.0.0.0", "--port", str(running.port)]
    environment = {**running.environment, "PLANFOLIO_DATA": str(running.folder)}
    done = subprocess.run(start, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "planfolio account" in done.stderr
    account = [*words, "account", "ada@example.org", "--password-stdin"]
    subprocess.run(account, env=environment, input="correct horse 9 battery\n", text=True, check=True)
    running.start("--host", "0.0.0.0")
    try:
        assert "launch" not in running.said().split("password")[-1]
        assert running.ask("/launch/")[0] == 302
    finally:
        running.stop()


def test_a_stalled_visitor_does_not_keep_it_from_stopping(tmp_path):
    running = Running(tmp_path / "data")
    running.start()
    with socket.create_connection(("127.0.0.1", running.port)) as stalled:
        stalled.sendall(b"POST /health/write/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nt")
        time.sleep(0.3)
        assert running.stop() == 0
