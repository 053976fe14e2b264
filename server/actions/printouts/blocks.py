"""The parts of a printout's text, from the records of a case to what stands on paper."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.actions.definitions.deployed import Deployed
from server.actions.printouts.holes import Holes, party_words
from server.actions.printouts.material import Field, Material, title_of
from server.domain.canonical import Json
from server.domain.manifest import PrintedPart
from server.domain.printouts.printout import (
    Align,
    Block,
    Heading,
    Paragraphs,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
)
from server.domain.tasks.work import NotThere
from server.form_shape import FieldType, columns_of, field_type
from server.forms import Form
from server.forms.outcome import outcome_field, outcome_label
from server.store.tasks.records import Record

Panel = Callable[[Material], Sequence[Block] | None]
"""What a process's package puts on a printout; None where the reader may not see it."""
NUMBER: Final = "STT"
_NUMBERS: Final = frozenset({FieldType.DECIMAL, FieldType.WHOLE, FieldType.AMOUNT})
_SHORT: Final = frozenset({*_NUMBERS, FieldType.DATE, FieldType.TRUTH})
_WIDTHS: Final = {True: 2, False: 4}


@dataclass(frozen=True, slots=True)
class Parts:
    """Writes the parts of one printout; `panels` are those of its process's package."""

    of: Material
    holes: Holes
    panels: Mapping[str, Panel]

    def blocks(self, part: PrintedPart) -> Iterator[Block]:
        """Write a part; raises NotThere where the reader may not see what it shows."""
        ways = {
            "heading": self._heading,
            "say": self._say,
            "field": self._field,
            "rows": self._rows,
            "table": self._table,
            "record": self._record,
            "panel": self._panel,
        }
        for name, write in ways.items():
            if getattr(part, name):
                yield from write(part)

    def _heading(self, part: PrintedPart) -> Iterator[Block]:
        yield Heading(text=self.holes.filled(part.heading))

    def _say(self, part: PrintedPart) -> Iterator[Block]:
        yield Paragraphs(lines=self.holes.filled(part.say).splitlines())

    def _panel(self, part: PrintedPart) -> Iterator[Block]:
        write = self.panels.get(part.panel)
        found = write(self.of) if write else None
        if found is None:
            raise NotThere
        yield from found

    def _field(self, part: PrintedPart) -> Iterator[Block]:
        element, _, name = part.field.partition(".")
        record = self.of.record(element)
        if record is None:
            known = self.of.field(element, name)
            yield Paragraphs(lines=[self.holes.lacking(known.title if known else name)])
            return
        _model, form = self.of.form(record)
        lines = self._said(record, form, name).splitlines()
        label = title_of(form.fields.get(name))
        yield Paragraphs(
            lines=lines or [self.holes.lacking(label)], label=self.holes.filled(part.title)
        )

    def _rows(self, part: PrintedPart) -> Iterator[Block]:
        element, _, name = part.rows.partition(".")
        record = self.of.record(element)
        if record is None:
            known = self.of.field(element, name)
            yield Paragraphs(lines=[self.holes.lacking(known.title if known else name)])
            return
        model, form = self.of.form(record)
        yield self._of_rows(part, record.value.get(name), form.fields.get(name), model)

    def _of_rows(
        self, part: PrintedPart, held: Json, schema: object, model: Deployed
    ) -> PrintedTable:
        every = columns_of(schema) if isinstance(schema, Mapping) else {}
        names = [name for name in part.columns or every if name in every]
        rows = [row for row in held if isinstance(row, dict)] if isinstance(held, list) else []
        return numbered_table(
            [_column(every[name]) for name in names],
            [
                [Field("", every[name], model).said(row.get(name), self.of.rules) for name in names]
                for row in rows
            ],
            title=self.holes.filled(part.title),
        )

    def _table(self, part: PrintedPart) -> Iterator[Block]:
        """Lay the newest record of every key side by side."""
        told = [(each, *self.of.form(each)) for each in self.of.every(part.table)]
        fields: dict[str, Mapping[str, object]] = {}
        for _record, _model, form in told:
            for name in part.columns or form.fields:
                if name in form.fields and name not in form.rows:
                    fields.setdefault(name, form.fields[name])
        rows = [
            [
                party_words(record.subject_unit_id or record.key, self.of.rules),
                *(self._said(record, form, name) for name in fields),
            ]
            for record, _model, form in told
        ]
        columns = [PrintedColumn(title="Đơn vị", width=4), *map(_column, fields.values())]
        yield numbered_table(columns, rows, title=self.holes.filled(part.title))

    def _record(self, part: PrintedPart) -> Iterator[Block]:
        """Write all that was handed in, field by field, in the form's order."""
        record = self.of.record(part.record)
        if record is None:
            yield Paragraphs(lines=[self.holes.lacking(part.record)])
            return
        model, form = self.of.form(record)
        for name, schema in form.fields.items():
            if name in form.rows:
                if record.value.get(name):
                    rows = PrintedPart(rows=f"{part.record}.{name}", title=title_of(schema))
                    yield self._of_rows(rows, record.value[name], schema, model)
            elif said := self._said(record, form, name):
                yield Paragraphs(lines=said.splitlines(), label=title_of(schema))

    def _said(self, record: Record, form: Form, name: str) -> str:
        """Say a field of a record; how a task came out is said by its label."""
        model, _form = self.of.form(record)
        if name == outcome_field(form):
            return model.words(outcome_label(form, record.outcome)).vi
        return Field("", form.fields.get(name), model).said(record.value.get(name), self.of.rules)


def numbered_table(
    columns: Sequence[PrintedColumn], rows: Sequence[Sequence[str]], *, title: str = ""
) -> PrintedTable:
    """Make a table whose rows are numbered, each in a column before the others."""
    first = PrintedColumn(title=NUMBER, align=Align.CENTRE, width=1)
    told = [PrintedRow(cells=[str(number), *row]) for number, row in enumerate(rows, 1)]
    return PrintedTable(columns=[first, *columns], rows=told, title=title)


def _column(schema: Mapping[str, object]) -> PrintedColumn:
    kind = field_type(schema)
    align = Align.END if kind in _NUMBERS else Align.CENTRE if kind in _SHORT else Align.START
    return PrintedColumn(title=title_of(schema), align=align, width=_WIDTHS[kind in _SHORT])
