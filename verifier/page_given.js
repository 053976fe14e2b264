// Rows that a form took over, held against the records that an event names.
const DB_TIME = /^([12][0-9]{3})-(0[1-9]|1[0-2])-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.([0-9]{6})Z$/;
// Microseconds in which it cannot be told which of two acts saw the other.
const SIDE_BY_SIDE = 60_000_000;

class Given {
  constructor(results, scope) {
    Object.assign(this, { results, excerpt: scope.excerpt, whole: scope.allCases, takes: new Map(), sources: new Set(), texts: new Map(), forms: new Map(), taking: [], records: new Map(), begun: new Set(), gone: new Set() });
  }
  takeContent({ kind, hash, content }) {
    if (kind === "form") this.texts.set(hash, content);
    else if (kind === "definition") {
      this.takes.set(hash, takesOf(parsed(content) ?? {}));
      for (const { task } of this.takes.get(hash)) if (task) this.sources.add(task);
    }
  }
  take(event) {
    const { kind, object } = event.header;
    if (!event.stream.startsWith("case/")) return;
    if (kind === "case.opened") (event.payload ? this.begun : this.gone).add(event.stream);
    if (kind !== "task.completed") return;
    const made = event.payload ? recordOf(event) : null;
    if (!event.payload) this.gone.add(object);
    if (!made) return;
    if (this.sources.has(made.element)) this.records.set(object, [...(this.records.get(object) ?? []), made]);
    if ([...this.fields(made.form).values()].some((each) => givenColumns(each).length)) this.taking.push(made);
  }
  fields(form) {
    if (!this.forms.has(form)) this.forms.set(form, fieldsOf(parsed((this.texts.get(form) ?? "").replace(/\n+$/, ""))));
    return this.forms.get(form);
  }
  finish() {
    const found = new Map();
    for (const record of this.taking) {
      for (const [name, schema] of this.fields(record.form)) {
        if (!givenColumns(schema).length) continue;
        const what = `${record.element}.${name}`, of = `${record.stream}\n${what}`, agrees = this.compared(record, name, schema);
        if (agrees === false) this.results.report.wrong("given", `${record.place} ${what}`, record.since, record.line);
        const before = found.has(of) ? found.get(of) : true;
        found.set(of, before === false || agrees === false ? false : before === null || agrees === null ? null : true);
      }
    }
    for (const [of, agrees] of [...found].sort(([a], [b]) => byText(a, b))) {
      const [stream, what] = of.split("\n");
      this.results.found.push([stream, `taken ${what}`, agrees, []]);
    }
  }
  // Compares a field with the records that are named; null where that cannot be known.
  compared(record, name, schema) {
    const into = `${record.element}.${name}`, takes = (this.takes.get(record.definition) ?? []).filter((each) => each.into === into);
    if (takes.length !== 1 || takes[0].table || this.gone.has(record.stream)) return null;
    const named = plainTexts(held(record.taken, name)).map((each) => `task/${each}`);
    const found = named.map((each) => this.records.get(each) ?? []);
    if (named.some((each) => this.gone.has(each)) || found.flat().some((each) => this.gone.has(each.stream))) return null;
    const there = this.whole || (!takes[0].process && this.begun.has(record.stream));
    if (found.some((each) => !each.length)) return there && !this.excerpt ? false : null;
    const stood = [0, -SIDE_BY_SIDE, SIDE_BY_SIDE].map((more) => stoodAt(found, record.at + more)).filter((each) => each.length === named.length);
    try {
      const stands = stood.some((each) => this.stands(record, name, schema, takes[0], each));
      return stands ? true : this.excerpt ? null : false;
    } catch (refused) {
      if (refused instanceof NotTold) return null;
      throw refused;
    }
  }
  // Whether a field says what these records do, row by row.
  stands(record, name, schema, takes, named) {
    const only = onlyRow(takes, record.key), mine = (place) => only === null || place === only;
    const told = named.map((each) => new Map([...this.rows(each, record, schema, takes)].filter(([place]) => mine(place))));
    const places = [...new Set(told.flatMap((rows) => [...rows.keys()]))].sort((a, b) => a - b);
    const together = places.flatMap((place) => told.filter((rows) => rows.has(place)).map((rows) => rows.get(place)));
    const rows = takes.each_since ? together : told.flatMap((each) => [...each.values()]);
    const said = held(record.result, name), here = IS.list(said) ? said : [], given = givenColumns(schema);
    const needed = plainTexts(held(schema.items, "required")).filter((column) => given.includes(column));
    return here.length === rows.length && here.every((row, at) => {
      const columns = given.filter((column) => !needed.includes(column) || !isEmpty(rows[at].get(column)));
      return columns.every((column) => sameCell(held(row, column), rows[at].get(column)));
    });
  }
  // The rows a record has for another's given columns, by their places.
  rows(source, record, schema, takes) {
    const fields = this.fields(source.form), columns = [...columnsOf(schema)].filter(([name]) => givenColumns(schema).includes(name));
    if (!fields.size) throw new NotTold();
    const from = takes.rows ? columnsOf(fields.get(takes.rows)) : fields, known = from.size ? from : fields;
    const said = takes.rows ? held(source.result, takes.rows) : [source.result], found = new Map();
    for (const [place, row] of (IS.list(said) ? said : []).entries()) {
      if (!IS.object(row) || (takes.filled && !isSaid(held(row, takes.filled)))) continue;
      found.set(place, new Map(columns.map(([name, column]) => [name, this.cell(takes.columns.get(name) ?? name, row, known, column, source, record)])));
    }
    return found;
  }
  // What a column is filled with; where it is a text, in words.
  cell(name, row, known, column, source, record) {
    const rules = this.results.rules.get(record.rules), text = kindOf(column) === "text";
    if (name === "unit" && !known.has(name)) {
      const named = partyIn(source.key, rules);
      if (!named) throw new NotTold();
      return text ? named : source.key;
    }
    if (name.startsWith("opening.") || (name === "subject" && !known.has(name))) throw new NotTold();
    const value = held(row, name), schema = known.get(name);
    if (value === undefined || value === null) return undefined;
    if (text) return inWords(value, schema, rules);
    return !schema || mayHold(column, value, schema) ? value : undefined;
  }
}

function recordOf(event) {
  const { header, payload, stream, seq, line, place, at: since } = event;
  const { task, result, rules, taken } = payload, found = DB_TIME.exec(header.db_time);
  if (!IS.object(task) || !IS.object(result) || !found || !IS.string(rules)) return null;
  const element = held(task, "element"), key = held(task, "key"), [year, month, ...rest] = found.slice(1).map(Number);
  if (!IS.string(element)) return null;
  const at = Date.UTC(year, month - 1, ...rest.slice(0, 4)) * 1000 + rest[4];
  return { stream, seq, line, place, since, at, rules, element, result, taken, key: IS.string(key) ? key : "", definition: header.definition_hash, form: header.form_hash };
}

// Of each task what was handed in last, until a moment.
function stoodAt(found, moment) {
  const stood = found.map((several) => several.filter((each) => each.at <= moment));
  return stood.filter((each) => each.length).map((each) => each.reduce((a, b) => (b.at > a.at || (b.at === a.at && b.seq > a.seq) ? b : a)));
}
const sameCell = (one, other) => (isEmpty(one) || isEmpty(other) ? isEmpty(one) && isEmpty(other) : alike(one, other));
