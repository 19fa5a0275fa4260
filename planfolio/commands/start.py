"""`planfolio start`: prepare the folder, then run the web server and the job worker until told to stop."""

import argparse
import ipaddress
import os
import socket
import subprocess
import sys
import time
import webbrowser

from planfolio import data, instance, preparing, schema
from planfolio.supervisor import Child, Supervisor

from . import Exit, Stop, _

READY_SECONDS = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", help=_("The address to listen on; 127.0.0.1 is this computer only.")
    )
    parser.add_argument("--port", type=_port, default=8000, help=_("The port to listen on; 8000 unless told."))
    parser.add_argument("--no-browser", action="store_true", help=_("Do not open a browser."))


def run(options: argparse.Namespace) -> int:
    folder = data.prepare()
    solo = _is_loopback(options.host) and not _serves_others()
    address = f"http://{_in_url(options.host)}:{options.port}/"
    try:
        hold = instance.Hold(folder)
    except instance.AlreadyRunning as running:
        return _let_in_again(running.where, options)
    try:
        _refuse_taken_port(options.host, options.port)
        _prepare_tables(solo)
        supervisor = Supervisor(_children(options, solo))
        supervisor.run(lambda: _announce(supervisor, hold, instance.Running(os.getpid(), address, solo), options))
    finally:
        hold.release()
    return Exit.OK


def _children(options: argparse.Namespace, solo: bool) -> list[Child]:
    processes = os.environ.get("PLANFOLIO_PROCESSES") or ("1" if solo else str(os.cpu_count() or 1))
    environment = {
        "PLANFOLIO_HOST": options.host,
        "PLANFOLIO_PORT": str(options.port),
        "PLANFOLIO_SOLO": "1" if solo else "",
        "PLANFOLIO_PROCESSES": processes,
        "PLANFOLIO_WORKER": f"{socket.gethostname()}-{os.getpid()}",
    }
    return [
        Child("web", ["-m", "planfolio.serving"], environment),
        Child("worker", ["-m", "planfolio.jobs"], environment),
    ]


def _announce(supervisor: Supervisor, hold: instance.Hold, running: instance.Running, options) -> None:
    """Say where to go once the server answers, and open it. Raises Stop when it never does."""
    until = time.monotonic() + READY_SECONDS
    while not _answers(options.host, options.port):
        if supervisor.stopping:
            return
        if time.monotonic() > until or not supervisor.alive("web"):
            raise Stop(_("The web server did not start. What it said is above; `planfolio doctor` may know why."), 4)
        time.sleep(0.02)
    hold.announce(running)
    if not running.solo:
        print(_("Planfolio is at {address}").format(address=os.environ.get("PLANFOLIO_URL") or running.address))
    else:
        link = instance.make_link(data.folder(), running.address)
        print(_("Planfolio is at {address}").format(address=link))
        print(_("The address works once, in the next 10 minutes. For another one run `planfolio start` again."))
        _open(link, options)
    print(_("Stop it with Ctrl-C."), flush=True)


def _let_in_again(running: instance.Running | None, options: argparse.Namespace) -> int:
    """A second start on the same folder gives a fresh way in to the first."""
    if running is None:
        raise Stop(_("Planfolio is just starting or stopping on this data folder. Try again in a few seconds."), 4)
    if not running.solo:
        raise Stop(_("Planfolio is already running at {address}").format(address=running.address), 4)
    link = instance.make_link(data.folder(), running.address)
    print(_("Planfolio is already running. It is at {address}").format(address=link), flush=True)
    _open(link, options)
    return Exit.OK


def _open(link: str, options: argparse.Namespace) -> None:
    if not options.no_browser and _has_desktop():
        webbrowser.open(link)


def _has_desktop() -> bool:
    """Whether somebody sits before a screen; on a server webbrowser would start a browser in the terminal."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _prepare_tables(solo: bool) -> None:
    """Bring the tables up to date in a process of its own, so that this one stays small; skipped when they are.

    Raises Stop when others could reach this instance and nobody has a password yet.
    """
    if solo and schema.is_current():
        return
    done = subprocess.run([sys.executable, "-m", "planfolio.preparing", "" if solo else "passwords"], check=False)
    if done.returncode == preparing.NOBODY:
        raise Stop(
            _(
                "Others could reach this address, and nobody has a password yet. Make the first account with "
                "`planfolio account EMAIL`, then start again; or leave out --host to use Planfolio on this "
                "computer only."
            )
        )
    if done.returncode:
        raise Stop(_("The database is not ready. What it said is above."), Exit.ENVIRONMENT)


def _refuse_taken_port(host: str, port: int) -> None:
    """Raises Stop when the address cannot be listened on, with what to do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except PermissionError as error:
            raise Stop(
                _("Port {port} is reserved for the system. Use another one: --port 8000").format(port=port),
                Exit.ENVIRONMENT,
            ) from error
        except OSError as error:
            raise Stop(
                _(
                    "Port {port} on {host} cannot be used ({reason}). Another program may have it. "
                    "Use another port: --port {other}"
                ).format(port=port, host=host, reason=error.strerror, other=port + 1),
                Exit.ENVIRONMENT,
            ) from error


def _answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        socket.create_connection((reachable, port), timeout=1).close()
    except OSError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _serves_others() -> bool:
    """A proxy on this machine brings others in although the server itself listens on loopback."""
    return bool(os.environ.get("PLANFOLIO_URL") or os.environ.get("PLANFOLIO_BEHIND_PROXY"))


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(_("a port is a whole number from 1 to 65535"))
    return int(text)
