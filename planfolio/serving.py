"""The web server: granian, a process per core where that pays, its threads sized for the database.

Run by `planfolio start` as `python -m planfolio.serving`; the application is loaded in the process that answers.
"""

import os
import signal
import threading
import time

from planfolio.supervisor import stop_when_orphaned

#: Python runs one thread at a time and SQLite takes one writer at a time; more threads only wait in more places.
THREADS = 8
#: How long an answer that is under way may take once the server was asked to stop.
STOP_SECONDS = 8


def main() -> None:
    from granian import Granian

    server = Granian(
        "planfolio.wsgi:application",
        address=os.environ["PLANFOLIO_HOST"],
        port=int(os.environ["PLANFOLIO_PORT"]),
        interface="wsgi",
        workers=int(os.environ.get("PLANFOLIO_PROCESSES", "1")),
        blocking_threads=int(os.environ.get("PLANFOLIO_THREADS", THREADS)),
        backlog=2048,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level="error",
    )
    stop_when_orphaned(server.signal_handler_interrupt)
    server.serve(target_loader=application, wrap_loader=False)


def application():
    """The application, loaded in the answering process, which ends when granian's own process is gone."""
    if os.name != "nt":
        threading.Thread(target=_end_with, args=[os.getppid()], daemon=True).start()
    from planfolio.wsgi import application

    return application


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
