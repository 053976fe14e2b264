// What a definition says of rows taken over, and what of a record fills them, in words.
const QUOTED = String.raw`(?:"[^"\\]*"|'[^']*')`, COMMENT = String.raw`\s*(?:#.*)?`;
const PAIR = String.raw`[A-Za-z0-9_-]+\s*=\s*${QUOTED}`;
const TAKES = {
  head: new RegExp(String.raw`^\[\[\s*taken\s*\]\]${COMMENT}$`),
  sets: new RegExp(String.raw`^\[\s*sets\s*\]${COMMENT}$`),
  entry: /^([A-Za-z0-9_-]+)\s*=\s*(.*)$/,
  text: new RegExp(`^(${QUOTED})${COMMENT}$`),
  table: new RegExp(String.raw`^\{\s*(${PAIR}(?:\s*,\s*${PAIR})*)?\s*\}${COMMENT}$`),
  names: ["into", "task", "table", "rows", "filled", "process", "each_since"],
};
class NotTold extends Error {}
const plainTexts = (value) => (IS.list(value) ? value.filter(IS.string) : []);
const isEmpty = (value) => value === undefined || value === null || value === "";

// Reads `[[taken]]` of a definition's own manifest, as far as each entry stands in one line.
function takesOf(files) {
  const texts = Object.keys(files).filter((name) => name.endsWith(".toml") && !name.includes("/")).map((name) => files[name]);
  const found = [], sets = new Map();
  let block = new Map();
  for (const line of texts.length === 1 && areTexts(texts) ? texts[0].split(/\r\n|\n|\r/).map((each) => each.trim()) : []) {
    const entry = TAKES.entry.exec(line);
    if (TAKES.head.test(line)) found.push(block = new Map());
    else if (line.startsWith("[")) block = TAKES.sets.test(line) ? sets : new Map();
    else if (entry) block.set(entry[1], entryOf(entry[2]));
  }
  const rowSets = [...sets.values()].filter((each) => each instanceof Map && each.has("rows")).map((each) => each.get("rows"));
  return found.map((each) => ({ ...takesIn(each), rowSets }));
}

// The place of the one row that a record of this key is for; null for all rows.
function onlyRow(takes, key) {
  const row = /^row_([0-9]{1,9})\/[^\n]+$/.exec(key);
  if (!row || takes.process || !takes.rowSets.includes(`${takes.task}.${takes.rows}`)) return null;
  if (takes.rowSets.length > 1) throw new NotTold();
  return Number(row[1]) - 1;
}

function entryOf(told) {
  const text = TAKES.text.exec(told);
  if (text) return text[1].slice(1, -1);
  const table = TAKES.table.exec(told);
  if (!table) return null;
  const pairs = (table[1] ?? "").matchAll(new RegExp(String.raw`([A-Za-z0-9_-]+)\s*=\s*(${QUOTED})`, "g"));
  return new Map([...pairs].map(([, name, said]) => [name, said.slice(1, -1)]));
}

// What was read of a block; of one that says more than could be read, nothing.
function takesIn(block) {
  const texts = TAKES.names.map((name) => (block.has(name) ? block.get(name) : ""));
  const columns = block.has("columns") ? block.get("columns") : new Map();
  const fits = areTexts(texts) && columns instanceof Map;
  return { ...Object.fromEntries(TAKES.names.map((name, at) => [name, fits ? texts[at] : ""])), columns: fits ? columns : new Map() };
}

// The fields of a form, or the columns of rows, by name.
function fieldsOf(schema) {
  const found = held(schema, "properties");
  return new Map(IS.object(found) ? Object.entries(found).filter(([, each]) => IS.object(each)) : []);
}
const columnsOf = (schema) => fieldsOf(held(schema, "items"));
const givenColumns = (schema) => [...columnsOf(schema)].filter(([, column]) => held(column, "x-given") === true).map(([name]) => name);

const OF_PARTIES = ["unit", "units", "recipient", "recipients"];
function kindOf(schema) {
  const written = held(schema, "type") ?? "string", widget = held(schema, "x-widget") ?? "", items = held(schema, "items");
  const plain = (IS.list(written) ? written : [written]).filter((each) => each !== "null");
  const kind = plain.length === 1 && IS.string(plain[0]) ? plain[0] : "";
  if (kind === "string" && IS.list(held(schema, "enum"))) return "choice";
  if (kind === "string") {
    const how = held(schema, "format") ?? null;
    if (OF_PARTIES.includes(widget)) return "party";
    return how === null ? "text" : ["date", "decimal"].includes(how) ? how : "";
  }
  if (kind === "array" && held(items, "type") === "string") {
    return IS.list(held(items, "enum")) ? "choices" : OF_PARTIES.includes(widget) ? "parties" : "";
  }
  if (kind === "integer" && widget === "amount") return "amount";
  return ["boolean", "integer", "object"].includes(kind) ? kind : "";
}

// Whether what stands in another field is of the same kind, and one of its choices.
function mayHold(column, value, source) {
  const kind = kindOf(column);
  if (kindOf(source) !== kind) return false;
  if (kind === "choice") return column.enum.some((each) => alike(value, each));
  if (kind === "choices") return IS.list(value) && plainTexts(value).every((each) => plainTexts(column.items.enum).includes(each));
  return true;
}

// A value in words: a choice by its label, a day, a unit or body by its name.
function inWords(value, schema, rules) {
  const kind = schema && Object.keys(schema).length ? kindOf(schema) : "", labels = held(schema, "x-labels");
  if (IS.list(value)) {
    const items = kind === "choices" ? { type: "string", "x-labels": labels ?? {} } : kind === "parties" ? { type: "string", "x-widget": "unit" } : undefined;
    return value.map((each) => inWords(each, items, rules)).filter(Boolean).join(", ");
  }
  if (IS.boolean(value)) return value ? "có" : "không";
  if (IS.integer(value)) return kind === "amount" ? `${String(value).replace(/\B(?=(?:\d{3})+$)/g, ".")} đồng` : String(value);
  if (!IS.string(value)) return "";
  const label = held(labels, value);
  if (IS.string(label) && label) return label;
  const named = ["", "party"].includes(kind) && value.includes("/") ? partyIn(value, rules) : "";
  return named || (["", "date"].includes(kind) ? dayIn(value) : "") || value;
}

// The short name of a unit or body of the bloc; empty for anything else.
function partyIn(party, rules) {
  const units = held(rules, "units"), bodies = held(rules, "bodies");
  if (!IS.list(units) || !IS.object(bodies)) throw new NotTold();
  const known = dicts([...units, ...["chairman", "council", "home_affairs"].map((kind) => held(bodies, kind))]);
  const found = known.find((each) => held(each, "id") === party && IS.string(held(held(each, "short"), "vi")));
  return found ? found.short.vi : "";
}

function dayIn(text) {
  const found = /^([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!found) return "";
  const at = new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
  return at.toISOString().startsWith(text) ? found.slice(1).reverse().join("/") : "";
}
