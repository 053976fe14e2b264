"""Every refusal has its status and its sentence, and every hole in the sentence is a field."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import server.actions
import server.domain
import server.processes
import server.store
from server.domain.refusals import Refusal
from server.processes import PROCESSES
from server.web.refusals.refusal_words import WORDS

for package in (server.domain, server.actions, server.store, server.processes):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


def kinds(base: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for kind in base.__subclasses__():
        if kind.__module__.startswith("server."):
            yield kind
        yield from kinds(kind)


SAID = {**WORDS}
for process in PROCESSES:
    SAID |= process.pages.refusals


@pytest.mark.parametrize("kind", sorted(set(kinds()), key=str))
def test_a_refusal_has_its_words(kind: type[Refusal]) -> None:
    assert kind in SAID, "give it a status and a sentence in server/web/refusals/refusal_words.py"
    holes = set(re.findall(r"%\((\w+)\)s", SAID[kind][1]))
    assert holes <= set(getattr(kind, "__dataclass_fields__", {}))
