"""Random walks through a case of several who ask, answer early, end and are asked anew.

What ought to happen is told beside it in plain sets, without engine and tables: who is at work, who
has answered, and what may go on. The two are compared after every act, and history is replayed.
"""

from dataclasses import dataclass, field
from random import Random

import pytest
from sqlalchemy.orm import Session

from server.domain.administration.repairs import CaseBroken
from tests.actions.cases.drawn import AGAIN, GO, do, open_now, played_of_before, state
from tests.actions.refused import refused
from tests.engine.drawings import Pool
from tests.worlds.worker import sound
from tests.worlds.year import UNITS, Year

ACTS = 30
FLOWS = {
    "ask": ("asked",),
    "ask_none": ("asked",),
    "question": ("told",),
    "more": ("asked_2",),
    "stop": ("pool_unit_", "pool_second_", "pool_other_"),
    "extra": ("asked_3",),
    "answered": ("all_in",),
    "answered_2": ("all_in",),
    "reply": ("replied",),
}


def main() -> Pool:
    """Draw laps: ask all or nobody, ask another one, do something slow, wait for both, look.

    From the slow task a lap may begin anew, with or without calling off the one before.
    """
    return (
        Pool("main_")
        .start()
        .user("plan", "leader")
        .xor("who")
        .throw("ask", "m_ask")
        .throw("ask_none", "m_ask", to="[]")
        .throw("question", "m_question")
        .user("slow", "secretary")
        .xor("way")
        .user("stopping", "leader")
        .xor("stops")
        .throw("stop", "m_stop")
        .catch("all_in", "m_done", "all")
        .catch("replied", "m_reply")
        .user("look", "leader")
        .xor("fine")
        .throw("extra", "m_extra")
        .end()
        .flow("begin", "plan", "who")
        .flow("who", "ask_none", when="plan.verdict == 'again'")
        .flow("who", "ask", default=True)
        .flow("ask", "question")
        .flow("ask_none", "question", "slow", "way")
        .flow("way", "stopping", when="slow.verdict == 'again'")
        .flow("way", "all_in", default=True)
        .flow("stopping", "stops")
        .flow("stops", "plan", when="stopping.verdict == 'again'")
        .flow("stops", "stop", default=True)
        .flow("stop", "plan")
        .flow("all_in", "replied", "look", "fine")
        .flow("fine", "plan", when="look.verdict == 'again'")
        .flow("fine", "extra", default=True)
        .flow("extra", "done")
    )


def others() -> tuple[Pool, Pool, Pool, Pool]:
    """Draw the units, whom each may ask once more, who replies to the bloc, and late work."""
    unit = (
        Pool("unit_", each="units")
        .start("asked", "m_ask")
        .user("work")
        .xor("enough")
        .throw("more", "m_more", to="[key]")
        .end("answered", "m_done")
        .end("silent")
        .flow("asked", "work", "enough")
        .flow("enough", "more", when="work.verdict == 'again'")
        .flow("enough", "answered", default=True)
        .flow("more", "silent")
    )
    second = Pool("second_", each="units").start("asked_2", "m_more").user("work_2", "head")
    other = Pool("other_").start("told", "m_question").user("quick", "secretary")
    late = Pool("late_", each="units").start("asked_3", "m_extra").user("afterwards", "head")
    return (
        unit,
        second.end("answered_2", "m_done").flow("asked_2", "work_2", "answered_2"),
        other.end("reply", "m_reply").flow("told", "quick", "reply"),
        late.end("over").flow("asked_3", "afterwards", "over"),
    )


@dataclass
class Expected:
    """What a case ought to be: where the bloc is, who works, and whether the other has replied."""

    at: str = "plan"
    units: set[str] = field(default_factory=set)
    second: set[str] = field(default_factory=set)
    other: bool = False
    replied: bool = False
    late: set[str] = field(default_factory=set)

    def open(self) -> list[str]:
        """Name the open tasks."""
        waits = {"all_in", "replied", "end"}
        found = [self.at] if self.at not in waits else []
        found += ["work"] * len(self.units) + ["work_2"] * len(self.second)
        return sorted(found + ["quick"] * self.other + ["afterwards"] * len(self.late))

    def state(self) -> str:
        if self.at != "end":
            return "open"
        return "ending" if self.open() else "closed"

    def refuses(self, element: str, *, again: bool) -> bool:
        """Tell whether the act would ask who is still at work."""
        return element == "plan" and (self.other or (bool(self.units) and not again))

    def act(self, element: str, key: str, *, again: bool) -> None:
        """Take one act."""
        bloc = {"plan": self.plan, "slow": self.slow, "stopping": self.stop, "look": self.look}
        if element in bloc:
            bloc[element](again)
        else:
            self.answer(element, key, again=again)
        self.go_on()

    def plan(self, again: bool) -> None:  # noqa: FBT001 - what was handed in
        """Ask all, or nobody; who is still at work works on."""
        self.units = self.units if again else {*UNITS}
        self.at, self.other, self.replied = "slow", True, False

    def slow(self, again: bool) -> None:  # noqa: FBT001
        self.at = "stopping" if again else "all_in"

    def stop(self, again: bool) -> None:  # noqa: FBT001
        """Begin anew, and call off what is at work or not."""
        self.at = "plan"
        if not again:
            self.units, self.second, self.other, self.replied = set(), set(), False, False

    def look(self, again: bool) -> None:  # noqa: FBT001
        self.at = "plan" if again else "end"
        self.late = set() if again else {*UNITS}

    def answer(self, element: str, key: str, *, again: bool) -> None:
        if element == "work":
            self.units.discard(key)
            self.second |= {key} if again else set()
        elif element == "quick":
            self.other, self.replied = False, True
        else:
            (self.second if element == "work_2" else self.late).discard(key)

    def go_on(self) -> None:
        """Pass the waits that have all they wait for."""
        if self.at == "all_in" and not (self.units or self.second):
            self.at = "replied"
        if self.at == "replied" and self.replied:
            self.at, self.replied = "look", False


@pytest.mark.parametrize("seed", range(8))
def test_whoever_acts_in_whatever_order_the_case_is_what_it_ought_to_be(
    year: Year, session: Session, seed: int
) -> None:
    chance, ought = Random(seed), Expected()  # noqa: S311 - a walk that can be walked again
    played_of_before(year, session, main(), *others(), flows=FLOWS)
    for _ in range(ACTS):
        tasks = year.tasks()
        if not tasks:
            break
        task, again = chance.choice(tasks), chance.random() < 0.4
        if (task.element, again) == ("work", True) and task.key in ought.second:
            again = False  # whom a unit asks twice, it is refused; see test_waits
        if ought.refuses(task.element, again=again):
            with refused(session, CaseBroken):
                do(year, task.element, AGAIN if again else GO, key=task.key)
        else:
            do(year, task.element, AGAIN if again else GO, key=task.key)
            ought.act(task.element, task.key, again=again)
        assert (open_now(year), state(session)) == (ought.open(), ought.state())
    assert sound(year)
