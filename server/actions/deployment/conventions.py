"""The names a diagram may use, as the product offers them: what the linter is told."""

from typing import Final

from server.actions.deployment.names import EVERY_YEAR, FACTS
from server.actions.steps.aggregates import OPERATIONS
from server.actions.steps.process_code import UNITS, code_of, handed_in
from server.engine import Known

HOLES: Final = frozenset({"year", "round", "bloc"})
"""What the title of every task may hold."""


def names_for(key: str) -> Known:
    """Return the names the definition of a key may use.

    An operation of another process is known as such, so that a finding can say whose it is; forms,
    tables and sets are those of the definition's own process: an author's may be called the same.
    """
    code = code_of(key)
    return Known(
        roles=EVERY_YEAR.roles.names,
        operations={name: each.signature(name, "") for name, each in OPERATIONS.items()}
        | {
            name: operation.signature(name, each.key)
            for each in handed_in()
            for name, operation in each.operations.items()
        },
        facts=FACTS,
        sets=frozenset({UNITS}) | code.named_sets | code.sets.keys() | code.party_sets.keys(),
        holes=HOLES,
        results={name: form.results for name, form in code.forms.items() if form.results},
        product_forms=code.product_forms,
        widgets={each.key: each.widgets for each in handed_in()},
        named=code.named_sets,
        decisions={
            name: operation.decision
            for each in ((code,) if key else handed_in())
            for name, operation in each.operations.items()
            if operation.decision
        },
    )
