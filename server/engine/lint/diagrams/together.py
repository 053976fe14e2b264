"""Rules about what is at work at once: who is asked by two, and who is taken out as soon as begun.

Walked are all pairs of tokens that may stand in a case at one time, of one member of each set, from
pool to pool along the messages. A pair knows less than the whole case: what a third one is waited
for is taken to come, as long as that one does not wait for who was asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Self

from server.engine.diagram.drawing import Element, Kind
from server.engine.diagram.scopes import reachable_from
from server.engine.errors import Problem
from server.engine.lint.diagrams.beginnings import Beginnings
from server.engine.lint.diagrams.speaking import Speaking, TokenPlace
from server.engine.lint.known import DraftDefinition

MOST_PAIRS: Final = 20_000
"""How many pairs are walked for one pool; no process of ours comes to a tenth of it."""


class _Pair(NamedTuple):
    """Two tokens of a case, or one, and the throw that last asked the pool that is looked at."""

    one: TokenPlace
    other: TokenPlace | None
    asked: str


def asked_by_two(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse two who may ask the same while it is at work for the other."""
    talk = Speaking(Beginnings(draft))
    for process in draft.drawing.processes:
        if talk.beginnings.rests(process.id) and talk.asked_at_once(process.id):
            for element in sorted(_Together(talk, process.id).walk().twice):
                yield Problem("ASKED-TWICE", element, {"process": process.id})


def taken_out_at_once(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a message that takes out who was begun before they could do anything."""
    talk = Speaking(Beginnings(draft))
    if not any(talk.taken_out(element) for element in talk.known.values()):
        return
    walked = _Together(talk, "").walk()
    for process in draft.drawing.processes:
        throws = talk.at_once(process)
        if process.id not in walked.moved:
            throws |= walked.taken_out.get(process.id, set())
        for throw in sorted(throws):
            yield Problem("TAKEN-OUT", throw, {"process": process.id})


@dataclass
class _Together:
    """The pairs that may stand in a case, as far as they bear on who asks one pool."""

    talk: Speaking
    process: str
    twice: set[str] = field(default_factory=set)
    """The throws that ask it while it may be at work."""
    moved: set[str] = field(default_factory=set)
    """The processes that somebody goes on in once they have begun."""
    taken_out: dict[str, set[str]] = field(default_factory=dict)
    """The throws that take a pool out before it has moved, by its process."""

    @property
    def known(self) -> Mapping[str, Element]:
        return self.talk.known

    def walk(self) -> Self:
        """Walk all pairs from the start of the main process on."""
        waiting = [_Pair(each, None, "") for each in self.talk.first]
        done = {*waiting}
        while waiting and len(done) < MOST_PAIRS:
            new = {*self._steps(waiting.pop())} - done
            done |= new
            waiting += new
        return self

    def _steps(self, pair: _Pair) -> Iterator[_Pair]:
        for moving, still in self._movable(pair):
            for onward in self.talk.ahead(moving):
                self.moved.add(self.known[onward.at].process)
                if onward.at == moving.at and onward.rested:
                    yield _pair(onward, still, pair.asked)
                elif self._hears(self.known[onward.at], still, pair.asked):
                    yield from self._step(onward, still, pair.asked)

    def _movable(self, pair: _Pair) -> list[tuple[TokenPlace, TokenPlace | None]]:
        """Give which of two moves: who is on the way goes on until they rest, then who begins."""
        if pair.other is None:
            return [(pair.one, None)]
        one, other = map(self.talk.urgency, (pair.one, pair.other))
        both = [(one, (pair.one, pair.other)), (other, (pair.other, pair.one))]
        return [each for urgency, each in both if urgency == max(one, other)]

    def _step(self, here: TokenPlace, still: TokenPlace | None, asked: str) -> Iterator[_Pair]:
        """Pass an element: who it begins, who it takes out, and whether who was asked has ended."""
        element = self.known[here.at]
        out = self.talk.taken_out(element)
        if self._asks_again(element, asked):
            self.twice.add(element.id)
            return
        asked = self._asked(element, asked)
        if still is not None and self.known[still.at].process in out:
            self._taken_out(still, element)
            still = None
        yield _pair(here, still, asked)
        for start in self.talk.starts(element):
            fresh = TokenPlace(start.id, frozenset(), rested=False)
            yield _pair(here, fresh, asked)
            if still is not None and self.known[still.at].process != start.process:
                yield _pair(still, fresh, asked)

    def _asks_again(self, element: Element, asked: str) -> bool:
        """Tell whether an element asks who may still be at work for another."""
        same = asked and self.talk.beginnings.the_same(self.known[asked], element)
        return bool(same) and self._asks(element) and not self._gone(element)

    def _asked(self, element: Element, asked: str) -> str:
        """Give who has asked last once an element is passed; none where who was asked has ended."""
        if self._asks(element):
            return element.id
        over = self._gone(element) or (asked and self.talk.beginnings.ended(element, self.process))
        return "" if over else asked

    def _asks(self, element: Element) -> bool:
        return any(each.process == self.process for each in self.talk.starts(element))

    def _gone(self, element: Element) -> bool:
        return self._ends(element) or self.process in self.talk.taken_out(element)

    def _taken_out(self, still: TokenPlace, by: Element) -> None:
        drawn = self.known[still.at]
        if drawn.kind == Kind.START and not still.rested:
            self.taken_out.setdefault(drawn.process, set()).add(by.id)

    def _ends(self, element: Element) -> bool:
        """Tell whether who was asked ends here, or has ended when their last word arrives."""
        if element.process == self.process and element.kind == Kind.END:
            return True
        saying = self.talk.senders.get(element.id, ())
        last_word = self.talk.beginnings.last_word
        last = all(each.process == self.process and last_word(each) for each in saying)
        return bool(saying) and last and self.talk.same_key(element.process, self.process)

    def _hears(self, element: Element, still: TokenPlace | None, asked: str) -> bool:
        """Tell whether an element may be passed: what is waited for there may have been said."""
        saying = self.talk.senders.get(element.id, ())
        if element.kind not in {Kind.CATCH, Kind.BOUNDARY} or not saying:
            return True
        if still is not None and not asked and self._yet_to_ask(element, still):
            return False
        others = any(not self._alone(element, each.process) for each in saying)
        return others or any(self._said(each, still, asked) for each in saying)

    def _yet_to_ask(self, wait: Element, still: TokenPlace) -> bool:
        """Tell whether a wait for all is for those whom the other token alone is to ask yet.

        It goes on when somebody was asked since it last did: so nobody else may have asked, nor
        the other's like be sent for twice between two waits.
        """
        begins, process = self.talk.beginnings.begins, self.known[still.at].process
        asking = [throw for throw, begun in begins if begun == self.process]
        sending = [throw.id for throw, begun in begins if begun == process]
        return (
            "await" in wait.properties
            and process not in self.talk.beginnings.several
            and all(each.process == process for each in asking)
            and not any(still.at in {each.id, *self.talk.after(each.id)} for each in asking)
            and all(self.known[each].process == wait.process for each in sending)
            and not any(self._after_without(each, wait) & {*sending} for each in sending)
        )

    def _after_without(self, name: str, wait: Element) -> set[str]:
        ahead = self.talk.beginnings.ahead
        return reachable_from(ahead.get(name, ()), ahead, without={wait.id})

    def _alone(self, element: Element, sender: str) -> bool:
        """Tell whether what is waited for comes from the very one that is looked at."""
        return "await" in element.properties or self.talk.same_key(element.process, sender)

    def _said(self, sender: Element, still: TokenPlace | None, asked: str) -> bool:
        """Tell whether a sender may have spoken."""
        if still is not None and self.known[still.at].process == sender.process:
            here = self.known[still.at]
            if here.kind != Kind.END and here.id not in self.talk.after(sender.id):
                return False
        if asked and self.known[asked].process == sender.process:
            unended = self.talk.beginnings.open_after(self.known[asked], self.process)
            return sender.id in unended or asked in self.talk.after(sender.id)
        return True


def _pair(one: TokenPlace, other: TokenPlace | None, asked: str) -> _Pair:
    if other is not None and _order(other) < _order(one):
        one, other = other, one
    return _Pair(one, other, asked)


def _order(token: TokenPlace) -> tuple[str, list[str], bool]:
    return token.at, sorted(token.passed), token.rested
