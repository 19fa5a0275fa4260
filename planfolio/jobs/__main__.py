"""`python -m planfolio.jobs`: the worker process, as `planfolio start` runs it."""

import os
import secrets
import signal

import django

from planfolio.supervisor import stop_when_orphaned


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planfolio.settings")
    django.setup()
    from .worker import Worker

    worker = Worker(os.environ.get("PLANFOLIO_WORKER") or secrets.token_hex(8))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: worker.stop())
    stop_when_orphaned(worker.stop)
    worker.run()


if __name__ == "__main__":
    main()
