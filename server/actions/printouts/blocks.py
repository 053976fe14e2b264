"""The parts of a printout's text, from the records of a case to what stands on paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.actions.printouts.holes import Holes, party_words
from server.actions.printouts.material import AskedField, Material, title_of
from server.actions.printouts.panels import Panel
from server.actions.steps.title_holes import subject_of
from server.domain.manifest import PrintedPart
from server.domain.manifest.outline import OPENING
from server.domain.printouts.printout import (
    Align,
    Block,
    Heading,
    Paragraphs,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
)
from server.domain.printouts.shapes import numbered_table
from server.domain.tasks.work import NotThere
from server.form_shape import FieldType, columns_of, field_type
from server.forms import Form
from server.forms.outcome import outcome_field, outcome_label
from server.store.tasks.records import Record

COUNTED: Final = PrintedColumn(title="STT", align=Align.CENTRE, width=1)
UNIT: Final = PrintedColumn(title="Đơn vị", width=4)
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
        """Write what stands in a field; what was left empty is left out."""
        element, _, name = part.field.partition(".")
        record = self.of.record(element)
        known = self.of.field(element, name)
        if record is not None:
            said = self._said(record, self.of.form(record)[1], name)
        elif element == OPENING and known is not None:
            said = known.said(self.of.opening.get(name), self.of.rules)
        else:
            said = self.holes.lacking(known.title if known else name)
        if said:
            label = _label(self.holes.filled(part.title))
            yield Paragraphs(lines=said.splitlines(), label=label)

    def _rows(self, part: PrintedPart) -> Iterator[Block]:
        """Print the rows of one record; without one of its own, those of every unit."""
        element, _, name = part.rows.partition(".")
        own = self.of.record(element)
        records = [own] if own else self.of.every(element)
        if not records:
            known = self.of.field(element, name)
            yield Paragraphs(lines=[self.holes.lacking(known.title if known else name)])
        yield from self._of_rows(part, name, records)

    def _of_rows(self, part: PrintedPart, name: str, records: Sequence[Record]) -> Iterator[Block]:
        columns: dict[str, Mapping[str, object]] = {}
        for record in records:
            every = columns_of(self._schema(record, name))
            columns |= {each: every[each] for each in part.columns or every if each in every}
        several = any(each.key != self.of.key and each.key for each in records)
        rows = [
            row for each in records for row in self._cells(each, name, columns, several=several)
        ]
        heads = [*([UNIT] if several else []), *map(_column, columns.values())]
        title = self.holes.filled(part.title)
        if rows and part.grouped in columns:
            at = [*columns].index(part.grouped) + several
            yield grouped_table(heads, rows, at, title=title)
        elif rows:
            yield numbered_table(heads, rows, title=title, number=COUNTED)

    def _cells(
        self, record: Record, name: str, columns: Iterable[str], *, several: bool
    ) -> Iterator[list[str]]:
        """Say the rows of a record, each below whose it is where several are printed."""
        model, _form = self.of.form(record)
        every, held = columns_of(self._schema(record, name)), record.value.get(name)
        for row in held if isinstance(held, list) else ():
            if isinstance(row, dict):
                said = (
                    AskedField("", every.get(each), model).said(row.get(each), self.of.rules)
                    for each in columns
                )
                yield [*([_whose(record, self.of)] if several else []), *said]

    def _schema(self, record: Record, name: str) -> Mapping[str, object]:
        _model, form = self.of.form(record)
        return form.fields.get(name, {})

    def _table(self, part: PrintedPart) -> Iterator[Block]:
        """Lay the newest record of every key side by side."""
        told = [(each, self.of.form(each)[1]) for each in self.of.every(part.table)]
        fields: dict[str, Mapping[str, object]] = {}
        for _record, form in told:
            for name in part.columns or form.fields:
                if name in form.fields and name not in form.rows:
                    fields.setdefault(name, form.fields[name])
        rows = [
            [_whose(record, self.of), *(self._said(record, form, name) for name in fields)]
            for record, form in told
        ]
        columns = [UNIT, *map(_column, fields.values())]
        title = self.holes.filled(part.title)
        yield numbered_table(columns, rows, title=title, number=COUNTED)

    def _record(self, part: PrintedPart) -> Iterator[Block]:
        """Write all that was handed in, in the form's order; how it came out stands last."""
        record = self.of.record(part.record)
        if record is None:
            yield Paragraphs(lines=[self.holes.lacking(self._called(part.record))])
            return
        _model, form = self.of.form(record)
        last = outcome_field(form)
        for name, schema in sorted(form.fields.items(), key=lambda field: field[0] == last):
            if name in form.rows:
                rows = PrintedPart(rows=f"{part.record}.{name}", title=title_of(schema))
                yield from self._of_rows(rows, name, [record])
            elif said := self._said(record, form, name):
                yield Paragraphs(lines=said.splitlines(), label=_label(title_of(schema)))

    def _called(self, element: str) -> str:
        """Return what a task is called; its id where the diagram does not have it."""
        drawn = self.of.model.definition.elements.get(element)
        return drawn.name if drawn and drawn.name else element

    def _said(self, record: Record, form: Form, name: str) -> str:
        """Say a field of a record; how a task came out is said by its label."""
        model, _form = self.of.form(record)
        if name == outcome_field(form):
            return model.words(outcome_label(form, record.outcome)).vi
        return AskedField("", form.fields.get(name), model).said(
            record.value.get(name), self.of.rules
        )


def grouped_table(
    columns: Sequence[PrintedColumn], rows: Sequence[Sequence[str]], at: int, *, title: str = ""
) -> PrintedTable:
    """Make a table in which what the rows say in a column stands once, above those that share it.

    The column is that of number `at`, counted from 0.
    """
    told: list[PrintedRow] = []
    above = None
    for row in rows:
        if row[at] != above:
            above = row[at]
            told.append(PrintedRow(cells=[above], strong=True))
        told.append(PrintedRow(cells=[*row[:at], *row[at + 1 :]]))
    return PrintedTable(columns=[*columns[:at], *columns[at + 1 :]], rows=told, title=title)


def _label(title: str) -> str:
    return f"{title}:" if title else ""


def _whose(record: Record, of: Material) -> str:
    """Name the unit, or what else, that a record is about."""
    return party_words(subject_of(record.key, of.rules) or record.key, of.rules)


def _column(schema: Mapping[str, object]) -> PrintedColumn:
    kind = field_type(schema)
    align = Align.END if kind in _NUMBERS else Align.CENTRE if kind in _SHORT else Align.START
    return PrintedColumn(title=title_of(schema), align=align, width=_WIDTHS[kind in _SHORT])
