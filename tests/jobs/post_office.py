"""A mail server on a port of its own that can be slow, broken, or a liar."""

import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass
class PostOffice:
    """What it took, in order; `manner` says how it treats its callers.

    honest · slow (each answer waits) · busy (451 to every recipient) · refusing (550) ·
    drips (the greeting never ends) · silent (takes the text and hangs up) · angry (takes it and
    says 451). With `tls` it speaks TLS, from the first byte on where `at_once`, else by STARTTLS.
    """

    manner: str = "honest"
    taken: list[tuple[str, str]] = field(default_factory=list)
    calls: int = 0
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    tls: ssl.SSLContext | None = None
    at_once: bool = False
    url: str = field(init=False)

    def __post_init__(self) -> None:
        self.url = f"smtp://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.listener.getsockname()[1])

    def open(self) -> "PostOffice":
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def close(self) -> None:
        with suppress(OSError):  # closed before
            self.listener.shutdown(socket.SHUT_RDWR)  # wakes who waits for a caller
        self.listener.close()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self.listener.accept()
            except OSError:
                return
            self.calls += 1
            threading.Thread(target=self._talk, args=(caller,), daemon=True).start()

    def _talk(self, caller: socket.socket) -> None:
        try:
            if self.tls is not None and self.at_once:
                caller = self.tls.wrap_socket(caller, server_side=True)
            with caller, caller.makefile("rb") as lines:
                if self.manner == "drips":
                    while True:
                        caller.sendall(b"2")
                        time.sleep(0.05)
                self._answer(caller, "220 here")
                self._letters(caller, lines)
        except OSError:
            return

    def _letters(self, caller: socket.socket, lines: object) -> None:
        recipient = ""
        for line in lines:  # type: ignore[attr-defined]  # a binary file
            command = line.decode().strip()
            if command.startswith("RCPT"):
                recipient = command.partition("<")[2].rstrip(">")
                code = {"busy": "451 later", "refusing": "550 no such"}.get(self.manner, "250 ok")
                self._answer(caller, code)
            elif command == "DATA":
                self._answer(caller, "354 go on")
                if not self._text(caller, lines, recipient):
                    return
            elif command == "QUIT":
                return
            else:
                self._other(caller, command)

    def _other(self, caller: socket.socket, command: str) -> None:
        if self.tls is not None and command == "STARTTLS":
            self._start_tls(caller, self.tls)
        elif self.tls is not None and command.startswith("ehlo"):
            self._answer(caller, "250-here\r\n250 STARTTLS")
        else:
            self._answer(caller, "250 ok")

    def _start_tls(self, caller: socket.socket, tls: ssl.SSLContext) -> None:
        """Go on with the same caller by TLS, to the end."""
        self._answer(caller, "220 go on")
        with tls.wrap_socket(caller, server_side=True) as safe, safe.makefile("rb") as lines:
            self._letters(safe, lines)

    def _text(self, caller: socket.socket, lines: object, recipient: str) -> bool:
        text = ""
        for line in lines:  # type: ignore[attr-defined]
            if line == b".\r\n":
                break
            text += line.decode()
        else:
            return False
        if self.manner == "angry":
            self._answer(caller, "451 try again")
            return True
        self.taken.append((recipient, text))
        if self.manner != "silent":
            self._answer(caller, "250 taken")
        return self.manner != "silent"

    def _answer(self, caller: socket.socket, line: str) -> None:
        if self.manner == "slow":
            time.sleep(0.1)
        caller.sendall(f"{line}\r\n".encode())
