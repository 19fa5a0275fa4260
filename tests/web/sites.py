"""Sites on the web, as far as the guarded door can tell: servers of this machine, at names and addresses of our own."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress

from planfolio.web.outside import Network

PUBLIC = "93.184.215.14"


class Site(threading.Thread):
    """A server of one's own: `answers` are whole answers by path, bytes or a list of bytes sent with a wait between."""

    def __init__(self, answers, context=None):
        super().__init__(daemon=True)
        self.answers, self.context, self.asked = answers, context, []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]

    def run(self):
        while True:
            try:
                line, _who = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line):
        try:
            with line if self.context is None else self.context.wrap_socket(line, server_side=True) as line:
                asked = b""
                while b"\r\n\r\n" not in asked and (part := line.recv(4096)):
                    asked += part
                self.asked.append(asked.decode())
                path = asked.split(b" ")[1].decode()
                parts = self.answers.get(path, b"HTTP/1.1 404 Not Found\r\n\r\n")
                for part in [parts] if isinstance(parts, bytes) else parts:
                    line.sendall(part)
                    if not isinstance(parts, bytes):
                        time.sleep(0.1)
        except OSError:
            return


@contextmanager
def site(answers, context=None):
    made = Site(answers, context)
    made.start()
    yield made
    # Closed without it, the thread would wait on, at a number that is the next socket's.
    with suppress(OSError):
        made.listening.shutdown(socket.SHUT_RDWR)
    made.listening.close()
    made.join(10)


def network(made, names=None, **more) -> Network:
    """Every name is at a public address, and whatever is dialled is the server of this test; `dialled` tells what."""
    found = names or {}

    def resolve(host, port):
        answers = found.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def dial(address, port, seconds):
        more["dialled"].append((address, port)) if "dialled" in more else None
        return socket.create_connection(("127.0.0.1", made.port), seconds)

    return Network(resolve, dial, more.get("trust", ssl.create_default_context))


def answer(body=b"<title>Hello</title>", status="200 OK", **headers) -> bytes:
    told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def moved(to) -> bytes:
    return answer(b"", "302 Found", Location=to)
