"""A process of three pools the code has never heard of: every name in it is drawn at random.

The secretary asks some units; in each an officer answers and the head signs or returns; Home
Affairs gives its opinion; the leader rules. Only two names are ours, to see that nothing of ours
bites: the ruling's element is called `decide` and its form `vote`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out
from tests.worlds.processes.unknown_process import a_name

RULING, RULING_FORM = "decide", "vote"


def _named(prefix: str) -> str:
    return field(default_factory=lambda: a_name(prefix))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownInquiry:
    """The names of one such process; `text` fields hold what people write, the others steer."""

    key: str = _named("q")
    short: str = _named("Loại ")
    subject: str = _named("s")
    chosen: str = _named("k")
    chosen_set: str = _named("set")
    text: str = _named("x")
    number: str = _named("n")
    verdict: str = _named("r")
    yes: str = _named("y")
    no: str = _named("z")
    reason: str = _named("w")
    file: str = _named("f")
    ask: str = _named("a")
    answer: str = _named("b")
    sign: str = _named("c")
    opinion: str = _named("d")
    asked: str = _named("m")
    signed: str = _named("m")
    sent: str = _named("m")
    ruled: str = _named("m")
    opening_form: str = _named("o")
    ask_form: str = _named("p")
    answer_form: str = _named("p")
    sign_form: str = _named("p")
    opinion_form: str = _named("p")

    @property
    def act(self) -> str:
        """What its button says."""
        return f"Mở {self.short}"

    @property
    def labels(self) -> Mapping[str, str]:
        """What the two outcomes are called."""
        return {self.yes: f"Thuận {self.yes}", self.no: f"Không {self.no}"}

    def write(self, folder: Path) -> Path:
        """Write the folder, as an author would hand it over."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        return folder

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files of its folder, forms among them."""
        forms = {
            self.opening_form: _form([self.subject, self.chosen], self._opening()),
            self.ask_form: _form([self.text], self._words(), **{"x-files": [self._slot()]}),
            self.answer_form: _form([self.text], {**self._words(), self.number: _whole()}),
            self.sign_form: _form([self.verdict], self._judging(), **self._buttons()),
            self.opinion_form: _form([self.text], self._words()),
            RULING_FORM: _form(
                [self.verdict], self._judging(), **self._buttons(), **{"x-sign": True}
            ),
        }
        words = {self.short: f"Kind {self.key}", self.act: f"Open {self.key}"}
        return {
            f"{self.key}.bpmn": self._drawing(),
            f"{self.key}.toml": self._manifest().encode(),
            f"{self.key}.en.json": json.dumps(words).encode(),
            **{f"{name}.json": json.dumps(form).encode() for name, form in forms.items()},
        }

    def _manifest(self) -> str:
        own, body, draft, rule, opened = (a_name("v") for _ in range(5))
        return f"""
name = "{self.short} {{year}}: {{subject}}"
short = "{self.short}"
bodies = ["home_affairs"]
known = ["bloc", "bodies after {self.sent}"]
[open]
act = "{self.act}"
by = ["secretary"]
form = "{self.opening_form}"
subject = "opening.{self.subject}"
[sets]
{self.chosen_set} = {{ chosen = "opening.{self.chosen}", from = ["units"] }}
[milestones]
{self.asked} = {{ task = "{self.ask}" }}
{self.signed} = {{ task = "{self.sign}", outcome = "{self.yes}" }}
{self.sent} = {{ passed = "send{self.key}" }}
{self.ruled} = {{ task = ["{RULING}:{self.yes}", "{RULING}:{self.no}"] }}
[sight]
{opened} = ["bloc", "bodies after {self.sent}"]
{draft} = ["organiser", "bloc after {self.asked}"]
{own} = ["own_unit", "organiser after {self.signed}", "bodies after {self.sent}"]
{body} = ["bodies", "organiser after {self.ruled}"]
{rule} = ["organiser", "bloc after {self.ruled}"]
[tasks]
opening = {{ see = "{opened}" }}
{self.ask} = {{ see = "{draft}" }}
{self.answer} = {{ see = "{own}", shows = ["record:{self.ask}"] }}
{self.sign} = {{ see = "{own}", act = "approve" }}
{self.opinion} = {{ see = "{body}", shows = ["table:{self.answer}"] }}
{RULING} = {{ see = "{rule}", act = "decide", shows = ["table:{self.answer}"] }}
"""

    def _drawing(self) -> bytes:
        k = self.key
        flows = {
            f"ask{k}": (f"requested{k}",),
            f"told{k}_": (f"in{k}",),
            f"send{k}": (f"received{k}",),
            f"thought{k}_": (f"back{k}",),
        }
        return laid_out(diagram(self._bloc(k), self._unit(k), self._body(k), flows=flows))

    def _bloc(self, k: str) -> Pool:
        drawn = (
            Pool(f"main{k}")
            .start(f"begin{k}")
            .user(self.ask, "secretary", form=self.ask_form, title=f"{self.ask} {{subject}}")
            .throw(f"ask{k}", f"asked{k}", to=f"opening.{self.chosen}")
            .catch(f"in{k}", f"told{k}", awaits="all")
            .throw(f"send{k}", f"sent{k}")
            .catch(f"back{k}", f"thought{k}")
            .user(RULING, "leader", form=RULING_FORM, title="Định {subject}", sign="password")
            .end(f"done{k}")
        )
        way = (f"begin{k}", self.ask, f"ask{k}", f"in{k}", f"send{k}", f"back{k}", RULING)
        return drawn.flow(*way, f"done{k}")

    def _unit(self, k: str) -> Pool:
        answer, sign = f"{self.answer} {{unit}}", f"{self.sign} {{unit}}"
        drawn = (
            Pool(f"unit{k}", each=self.chosen_set)
            .start(f"requested{k}", f"asked{k}")
            .user(self.answer, "officer", form=self.answer_form, title=answer)
            .user(self.sign, "head", form=self.sign_form, approves=self.answer, title=sign)
            .xor(f"signed{k}")
            .end(f"told{k}_", f"told{k}")
        )
        drawn.flow(f"requested{k}", self.answer, self.sign, f"signed{k}")
        drawn.flow(f"signed{k}", self.answer, when=f"{self.sign}.{self.verdict} == '{self.no}'")
        return drawn.flow(f"signed{k}", f"told{k}_", default=True)

    def _body(self, k: str) -> Pool:
        drawn = (
            Pool(f"body{k}")
            .start(f"received{k}", f"sent{k}")
            .user(self.opinion, "home_affairs_officer", form=self.opinion_form, title="{subject}")
            .end(f"thought{k}_", f"thought{k}")
        )
        return drawn.flow(f"received{k}", self.opinion, f"thought{k}_")

    def _opening(self) -> Mapping[str, object]:
        units = {
            "type": "array",
            "title": f"Ô {self.chosen}",
            "items": {"type": "string"},
            "x-widget": "units",
            "minItems": 1,
            "x-route": True,
        }
        return {self.subject: _text(self.subject, 200), self.chosen: units}

    def _words(self) -> Mapping[str, object]:
        return {self.text: _text(self.text, 2000)}

    def _slot(self) -> Mapping[str, object]:
        return {"kind": self.file, "title": f"Tệp {self.file}", "required": False}

    def _judging(self) -> Mapping[str, object]:
        verdict = {
            "type": "string",
            "title": f"Ô {self.verdict}",
            "enum": [*self.labels],
            "x-labels": dict(self.labels),
            "x-route": True,
            "x-outcome": {self.yes: "approve", self.no: "return"},
        }
        return {self.verdict: verdict, self.reason: {**_text(self.reason, 500), "x-reason": True}}

    def _buttons(self) -> Mapping[str, object]:
        style = {self.yes: "primary", self.no: "danger"}
        buttons = [
            {"field": self.verdict, "value": value, "label": label, "style": style[value]}
            for value, label in self.labels.items()
        ]
        return {"x-actions": buttons}


def _text(name: str, most: int) -> dict[str, object]:
    return {"type": "string", "title": f"Ô {name}", "maxLength": most}


def _whole() -> Mapping[str, object]:
    return {"type": "integer", "title": "Số", "minimum": 0, "maximum": 9, "x-route": True}


def _form(
    required: list[str], fields: Mapping[str, object], **more: object
) -> Mapping[str, object]:
    send = {"field": None, "value": None, "label": "Gửi", "style": "primary"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Biểu {required[0]}",
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": fields,
        "x-actions": [send],
        **more,
    }
