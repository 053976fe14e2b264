"""A process the code has never heard of: every name in it is drawn at random."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, named

LETTERS = "bcdghklmnprstvx"


def a_name(prefix: str = "") -> str:
    """Make a name nobody has used."""
    return prefix + "".join(random.choices(LETTERS, k=9))  # noqa: S311 - a name, no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownProcess:
    """Two tasks of one post, one after the other; the first reaches a milestone.

    It opens with a form: a subject, and a choice of two of which each stands once a year, if
    `one`. `after` is a manifest's table of what comes before.
    """

    key: str = field(default_factory=lambda: a_name("q"))
    short: str = field(default_factory=lambda: a_name("Loại "))
    form: str = field(default_factory=lambda: a_name("f"))
    subject: str = field(default_factory=lambda: a_name("s"))
    choice: str = field(default_factory=lambda: a_name("c"))
    values: tuple[str, str] = field(default_factory=lambda: (a_name("v"), a_name("w")))
    label: str = field(default_factory=lambda: a_name("Chọn "))
    first: str = field(default_factory=lambda: a_name("t"))
    second: str = field(default_factory=lambda: a_name("u"))
    milestone: str = field(default_factory=lambda: a_name("m"))
    refused: str = field(default_factory=lambda: a_name("Phải chờ "))
    by: tuple[str, ...] = ("leader",)
    one: bool = True
    recall: bool = False
    """Whether the first task may be taken back."""
    after: str = ""
    role: str = "leader"
    """Whose both tasks are."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """Fields of the tasks' form, beside a note."""
    scan: str = ""
    """A kind of file that may be handed in with the tasks."""
    required: tuple[str, ...] = ()
    """Those of them that may not be left out."""
    action: Mapping[str, object] = field(default_factory=dict)
    """The button of the tasks' form, where it is not a plain one."""
    shows: bool = False
    """Whether the second task shows the record of the first."""
    circles: str = ""
    """Rows of the manifest's `[sight]`, beside `all`."""
    documents: str = ""
    """Rows of the manifest's `[documents]`; `FIRST` and `SECOND` stand for its tasks."""

    @property
    def act(self) -> str:
        """What its button says."""
        return f"Mở {self.short}"

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files of its folder, forms among them."""
        words = {self.short: "Kind in English", self.act: "Open it", self.label: "Choice one"}
        return {
            f"{self.key}.bpmn": self._drawing(),
            f"{self.key}.toml": self._manifest().encode(),
            f"{self.key}.en.json": json.dumps(words).encode(),
            f"{self.form}.json": json.dumps(self._opening_form()).encode(),
            f"{self.form}_done.json": json.dumps(self._task_form()).encode(),
        }

    def write(self, folder: Path) -> Path:
        """Write the folder, as an author would hand it over."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        return folder

    def typed(self, subject: str = "Việc gấp", value: int = 0) -> dict[str, str]:
        """Fill the opening form."""
        return {self.subject: subject, self.choice: self.values[value]}

    def _manifest(self) -> str:
        shows = [f"record:{self.first}"] if self.shows else []
        one = f'one = "opening.{self.choice}"' if self.one else ""
        return f"""
name = "{self.short} {{year}}, số {{number}}: {{subject}} ({{opening.{self.choice}}})"
short = "{self.short}"
[open]
act = "{self.act}"
by = {json.dumps(self.by)}
form = "{self.form}"
subject = "opening.{self.subject}"
{one}
{self.after and f"after = {self.after}"}
{self.after and f'refused = "{self.refused}"'}
[milestones]
{self.milestone} = {{ task = "{self.first}" }}
[sight]
all = ["everyone"]
{self.circles}
[tasks]
{self.first} = {{ see = "all", recall = {str(self.recall).lower()} }}
{self.second} = {{ see = "all", shows = {json.dumps(shows)} }}
[documents]
{self.documents.replace("FIRST", self.first).replace("SECOND", self.second)}
"""

    def _drawing(self) -> bytes:
        done = f"{self.form}_done"
        pool = Pool(f"p{self.key}").start(f"b{self.key}")
        pool.user(self.first, self.role, form=done, title=f"Làm {self.short}")
        pool.user(self.second, self.role, form=done, title=f"Xong {self.short}")
        pool.end(f"e{self.key}").flow(f"b{self.key}", self.first, self.second, f"e{self.key}")
        ids = (self.first, self.second, f"b{self.key}", f"e{self.key}", f"pool_p{self.key}")
        return laid_out(named(diagram(pool), {each: each for each in ids}))

    def _opening_form(self) -> Mapping[str, object]:
        return _form(
            "Thông tin mở hồ sơ",
            {
                self.subject: {"type": "string", "title": "Tên việc", "maxLength": 200},
                self.choice: {
                    "type": "string",
                    "title": "Kỳ",
                    "enum": [*self.values],
                    "x-labels": {self.values[0]: self.label, self.values[1]: f"{self.label} hai"},
                    "x-route": True,
                },
            },
            [self.subject, self.choice],
        )

    def _task_form(self) -> Mapping[str, object]:
        note = {"type": "string", "title": "Ghi chú", "maxLength": 500}
        made = _form("Việc", {"note": note, **self.fields}, [*self.required], self.action)
        papers = [{"kind": self.scan, "title": "Bản quét", "required": False}]
        return {**made, "x-files": papers} if self.scan else made


def _form(
    title: str,
    fields: Mapping[str, object],
    required: list[str],
    action: Mapping[str, object] = MappingProxyType({}),
) -> dict[str, object]:
    plain = {"field": None, "value": None, "label": "Gửi", "style": "primary"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": fields,
        "x-actions": [dict(action) or plain],
    }
