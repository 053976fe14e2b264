"""Gunicorn's worker on waitress: a request takes a thread only once it is here whole.

Gunicorn keeps the processes; waitress reads requests and writes answers in one loop beside the
threads, so that idle and slow connections hold up nobody. What it does not bound is bounded here:
how long one request may take to arrive.
"""

import os
import resource
import time
from collections.abc import Mapping
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher

HEADER_SECONDS = 15.0
"""In which the head of a request has to be here, from its first byte on."""
BODY_SECONDS = 300.0
"""In which the whole request has to be here: 21 MB take that long at 0.6 Mbit/s."""
IDLE_SECONDS = 30
"""After which a connection on which nothing moves is closed."""
LARGEST_BODY = 64 * 1024 * 1024
"""Bytes. The application refuses less than that, with a page that says what may be sent."""
WHOLE_ANSWER = 256 * 1024 * 1024
"""Bytes an answer may wait for its reader, in a temporary file, without holding a thread."""
MOST_CONNECTIONS = 4000
FILES_BESIDE = 200
"""Files a process has open beside its connections: the database's, temporary ones, logs."""
LOOK_SECONDS = 0.5
LINGER_SECONDS = 2.0
"""How long a stopping worker still takes requests on connections that are open."""
SAID = {
    413: "Nội dung gửi lên quá lớn. / What was sent is too large.",
    431: "Địa chỉ hoặc phần đầu của yêu cầu quá dài. / The head of the request is too long.",
}
"""What a person reads of a request that the application never sees."""


class Refused(ErrorTask):  # type: ignore[misc, no-any-unimported]
    """Answers a request that is none, in both languages, and names no software."""

    def execute(self) -> None:
        """Write the status and the sentence."""
        error = self.request.error
        body = SAID.get(error.code, "Yêu cầu không hợp lệ. / Not a valid request.").encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [
            ("Content-Length", str(len(body))),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Connection", "close"),
        ]
        self.content_length = len(body)
        self.set_close_on_finish()
        self.complete = True
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc, no-any-unimported]
    """A connection that knows since when the request arrives that it has not whole yet."""

    error_task_class = Refused
    began: float | None = None

    def received(self, data: bytes) -> bool:
        """Take bytes of a request."""
        taken = bool(super().received(data))
        if self.request is None:
            self.began = None
        elif self.began is None:
            self.began = time.time()
        return taken

    def late(self, now: float) -> bool:
        """Whether the request is not here after the time that it has."""
        if self.request is None or self.began is None:
            return False
        limit = BODY_SECONDS if self.request.headers_finished else HEADER_SECONDS
        return now - self.began > limit

    @property
    def busy(self) -> bool:
        """Whether a request arrives, is worked on, or its answer is still on its way."""
        return bool(self.requests or self.total_outbufs_len or self.request)


class Listener(TcpWSGIServer):  # type: ignore[misc, no-any-unimported]
    """A socket that connections come in by, and its connections."""

    channel_class = Channel

    def maintenance(self, now: float) -> None:
        """Close connections on which nothing moves, and those whose request does not come."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.late(now):
                channel.will_close = True

    def deafen(self) -> None:
        """Take the connections that wait and no more; those that are open go on.

        Whoever comes once every worker has closed its end is refused at once and may go elsewhere,
        instead of waiting in a queue that nobody reads.
        """
        before = -1
        while len(self.active_channels) > before:
            before = len(self.active_channels)
            self.handle_accept()
        self.accepting = False
        self.del_channel()
        self.socket.close()

    def close_idle(self) -> None:
        """Close the connections on which no request is under way."""
        for channel in self.active_channels.values():
            if not channel.busy:
                channel.will_close = True


class BufferedWorker(Worker):  # type: ignore[misc, no-any-unimported]
    """One web process: a loop that reads and writes, and threads that answer."""

    def run(self) -> None:
        """Serve until told to stop; what is under way is answered first."""
        sockets: dict[int, Any] = {}
        _take_files()
        threads = ThreadedTaskDispatcher()
        threads.set_thread_count(self.cfg.threads)
        listeners = [self._listener(each.sock, sockets, threads) for each in self.sockets]
        while self.alive and self._parent_lives():
            self._turn(sockets)
        for listener in listeners:
            listener.deafen()
        self._finish(listeners, sockets)
        threads.shutdown()

    def _listener(self, sock: Any, sockets: dict[int, Any], threads: Any) -> Listener:  # noqa: ANN401
        info = (sock.family, sock.type, sock.proto, sock.getsockname())
        return Listener(
            self.wsgi, sockets, _sock=sock, dispatcher=threads, adj=adjustments(),
            sockinfo=info, bind_socket=False,
        )  # fmt: skip

    def _turn(self, sockets: Mapping[int, Any]) -> None:
        """Do what the sockets are ready for, and tell gunicorn that this process lives."""
        self.notify()
        wasyncore.loop(timeout=LOOK_SECONDS, use_poll=True, map=sockets, count=1)

    def _parent_lives(self) -> bool:
        return bool(self.ppid == os.getppid())

    def _finish(self, listeners: list[Listener], sockets: Mapping[int, Any]) -> None:
        now = time.monotonic()
        idle, last = now + LINGER_SECONDS, now + self.cfg.graceful_timeout
        while (now := time.monotonic()) < last and any(each.active_channels for each in listeners):
            if now > idle:
                for listener in listeners:
                    listener.close_idle()
            self._turn(sockets)


def _take_files() -> None:
    """Let this process open as many files as its user may."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _most_connections() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(50, min(MOST_CONNECTIONS, files - FILES_BESIDE))


def adjustments() -> Adjustments:  # type: ignore[no-any-unimported]
    """Return waitress's settings; proxies' headers are the application's to believe or not."""
    return Adjustments(
        connection_limit=_most_connections(),
        cleanup_interval=1,
        channel_timeout=IDLE_SECONDS,
        max_request_body_size=LARGEST_BODY,
        outbuf_high_watermark=WHOLE_ANSWER,
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=False,
        log_socket_errors=False,
        ident=None,
    )
