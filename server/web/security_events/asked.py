"""Which security events a reader asks for, read from an address or a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from server.domain.history.asked import NotAChoice
from server.domain.identity.security_events import KINDS, SIGN_IN, SecurityGroup
from server.domain.identity.sign_ins import TryResult
from server.domain.people.lineage import Reach
from server.domain.refusals import Refusal
from server.store.security_events.listing import WantedEvents
from server.web.history import audit_filter
from server.web.history.audit_filter import SHOWN, AuditFilter
from server.web.requests.typed_values import id_of
from server.web.security_events.whence import LONGEST_ADDRESS, kept_as


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedEvents:
    """The filter as it was typed, to be shown again and to be asked."""

    of: AuditFilter
    """Of whom, and when."""
    group: str
    results: Sequence[str]
    """Of tries to sign in."""
    address: str

    @property
    def unread(self) -> Sequence[tuple[str, Refusal]]:
        """Which of its fields hold something that cannot be asked for, and why."""
        groups, results = {"", *SecurityGroup}, set(TryResult)
        return [
            *self.of.unread,
            *([] if self.group in groups else [("group", NotAChoice(self.group[:SHOWN]))]),
            *(("", NotAChoice(each[:SHOWN])) for each in self.results if each not in results),
        ]

    @property
    def kinds(self) -> Sequence[str]:
        """Return the kinds that are asked for; none for all of them."""
        tries = [f"{SIGN_IN}{each}" for each in self.results]
        of_group = KINDS[SecurityGroup(self.group)] if self.group else ()
        return tries or of_group

    def query(self) -> Mapping[str, object]:
        """Return it as the values of an address."""
        own = {
            "group": self.group or None,
            "result": [*self.results] or None,
            "address": self.address or None,
        }
        return {**self.of.who_and_when(), **own}

    def wanted(self, reach: Reach) -> WantedEvents:
        """Turn it into what the store asks for; raises NotADay."""
        period = self.of.in_reach(reach)
        return WantedEvents(
            reach=period.reach,
            who=self.of.who,
            person_id=id_of(self.of.person),
            kinds=self.kinds,
            addresses=kept_as(self.address) if self.address else (),
            since=period.since,
            until=period.until,
        )


def read(values: MultiDict[str, str]) -> AskedEvents:
    """Read the filter from an address or a form."""
    return AskedEvents(
        of=audit_filter.read(values),
        group=values.get("group", "").strip()[:LONGEST_ADDRESS],
        results=[each for each in values.getlist("result") if each],
        address=values.get("address", "").strip()[:LONGEST_ADDRESS],
    )
