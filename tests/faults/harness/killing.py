"""Do an act in a child process that kills itself before its n-th statement, or at its commit."""

import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from server.actions.transaction import Begin, transactions
from server.store import engine_for
from server.store.database import sessions

Act = Callable[[Begin], object]
DONE, FAILED = 0, 1


@dataclass(slots=True)
class Countdown:
    """Kills the process when it has been called so often."""

    left: int

    def __call__(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(slots=True)
class Sweep:
    """Kills one act after the other at every point; `kills` counts them by the act's name.

    The process that forks must have no other thread.
    """

    url: str
    kills: dict[str, int] = field(default_factory=dict)

    def over(self, name: str, act: Act, look: Callable[[], None]) -> None:
        """Do an act, killed at point 1, 2, …, until it comes through; look after each death."""
        point = 1
        while self._dies(act, point):
            look()
            point += 1
        look()
        self.kills[name] = point - 1

    def _dies(self, act: Act, point: int) -> bool:
        engine_for(self.url).dispose()  # a connection must not be carried over a fork
        child = os.fork()
        if child == 0:
            _act_and_exit(self.url, act, point)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return os.WTERMSIG(status) == signal.SIGKILL
        assert os.WEXITSTATUS(status) == DONE, "the act failed by itself"
        return False


def _act_and_exit(url: str, act: Act, point: int) -> None:
    code = FAILED
    try:
        engine_for.cache_clear()
        sessions.watch = Countdown(point)
        act(transactions(url))
        code = DONE
    except Exception:
        traceback.print_exc()
        raise
    finally:
        os._exit(code)
