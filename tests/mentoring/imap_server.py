"""A mailbox over IMAP for tests: as much of RFC 3501 as a reader of one folder needs, on loopback, in a thread."""

import re
import socket
import threading
from base64 import b64decode
from dataclasses import dataclass, field


@dataclass
class Kept:
    raw: bytes
    flags: set[str] = field(default_factory=set)
    folder: str = "INBOX"


class ImapServer:
    """`breaks` names a command at which the connection is cut, before it is done; `refuses` one that is answered NO.

    At `holds` it says nothing more until `released`, and `held` tells that it has come there.
    """

    def __init__(self, *raws: bytes, user="box", password='pass word"\\é', capabilities="AUTH=PLAIN MOVE"):
        self.messages = {str(number): Kept(raw) for number, raw in enumerate(raws, 5)}
        self.user, self.password, self.capabilities = user, password, capabilities
        self.breaks = self.refuses = self.holds = ""
        self.held, self.released = threading.Event(), threading.Event()
        self.said: list[str] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        # A closed socket alone would go on to listen until the thread looks.
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def flags(self) -> list[set[str]]:
        return [each.flags for each in self.messages.values()]

    def _serve(self) -> None:
        while True:
            try:
                connection, _peer = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as file:
                try:
                    self._talk(file)
                except (OSError, ValueError):
                    continue

    def _talk(self, file) -> None:
        def say(line: bytes) -> None:
            file.write(line + b"\r\n")
            file.flush()

        say(b"* OK ready")
        for line in iter(file.readline, b""):
            tag, _space, rest = line.strip().decode("latin-1").partition(" ")
            command = re.match(r"(?:UID )?[A-Z]*", rest)[0]
            self.said.append(rest)
            if command == self.breaks:
                return
            if command == self.holds:
                self.held.set()
                self.released.wait(60)
                return
            if command == self.refuses:
                say(f"{tag} NO it repeats: {rest}".encode("latin-1"))
            elif command == "AUTHENTICATE":
                say(b"+ ")
                told = b64decode(file.readline()).decode()
                fits = told == f"\0{self.user}\0{self.password}"
                say(f"{tag} {'OK in' if fits else 'NO it repeats: ' + told[1:]}".encode())
            elif not hasattr(self, name := f"_{command.lower().replace(' ', '_')}"):
                say(b"* BAD what?")
            else:
                answer = getattr(self, name)(rest)
                if answer is None:
                    say(f"{tag} NO it repeats: {rest}".encode("latin-1"))
                    continue
                for each in answer:
                    say(each)
                say(f"{tag} OK done".encode())
            if command == "LOGOUT":
                return

    def _capability(self, _rest):
        return [f"* CAPABILITY IMAP4rev1 {self.capabilities}".encode()]

    def _login(self, rest):
        return [] if rest == f'LOGIN {self.user} "{self.password}"' else None

    def _select(self, rest):
        return [f"* {len(self.messages)} EXISTS".encode()] if rest == 'SELECT "INBOX"' else None

    def _uid_search(self, _rest):
        new = [uid for uid, each in self.messages.items() if not each.flags and each.folder == "INBOX"]
        return [f"* SEARCH {' '.join(reversed(new))}".encode()]

    def _uid_fetch(self, rest):
        uid, limit = re.match(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", rest).groups()
        if uid not in self.messages:
            return []
        raw = self.messages[uid].raw[: int(limit)]
        return [f"* 1 FETCH (UID {uid} BODY[]<0> {{{len(raw)}}}".encode() + b"\r\n" + raw + b")"]

    def _uid_store(self, rest):
        uid, flags = re.match(r"UID STORE (\d+) \+FLAGS\.SILENT \((.*)\)", rest).groups()
        self.messages[uid].flags |= set(flags.split())
        return []

    def _uid_move(self, rest):
        uid, folder = re.match(r'UID MOVE (\d+) "(.*)"', rest).groups()
        if folder != "Taken":
            return None
        self.messages[uid].folder = folder
        return []

    def _logout(self, _rest):
        return [b"* BYE"]
