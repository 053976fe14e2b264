// In which form lines, headers and scopes are; what is in no other is none.
const HEADER = {
  act_time: "string", attachments: "list", clock_offset_seconds: "integer", db_time: "string", definition_hash: "string", form_hash: "string",
  format: "integer", id: "string", kind: "string", object: "string", payload_digest: "string", prev_hash: "string", province: "string", seq: "integer",
  simulated: "boolean", stream: "string",
};
const EVENT = /^\{"erased":(null|"[^"\\]{0,64}"),"hash":"([0-9a-f]{64})","header":(\{.*?\}),"leaf":(null|0|[1-9][0-9]{0,15}),"missing":(true|false),"payload":(null|\{.*\}),"salt":(null|"[0-9a-f]{32}"),"type":"(event|beside)","withheld":(true|false)\}$/s;
const WHOLE = ["known", "since", "streams", "until"];
const SHAPES = {
  export: { counts: "object", format: "string", installation: "string", province: "string", scope: "object" },
  content: { content: "string", hash: "string", kind: "string" },
  hidden: { from: "integer", stream: "string", to: "integer" },
  head: { hash: "string", seq: "integer", stream: "string" },
  file: { names: "list", sha256: "string", size: "integer" },
  pieces: { pieces: "list" },
  checkpoint: { note: "string" },
  stamp: { size: "integer", token: "string" },
  end: { lines: "integer", sha256: "string" },
};
const ORDER = { content: 0, event: 1, hidden: 1, head: 2, beside: 3, file: 4, pieces: 5, checkpoint: 6, stamp: 7, end: 8 };
const IS = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: Number.isSafeInteger,
  list: Array.isArray,
  object: (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value),
};
const fields = (value) => Object.keys(value).sort().join(" ");
const typed = (line, shape) => Object.entries(shape).every(([name, kind]) => IS[kind](line[name]));
const shaped = (line, shape) => fields(line) === fields({ type: 0, ...shape }) && typed(line, shape);
const areTexts = (values) => values.every(IS.string);
const isHeader = (header) => fields(header) === fields(HEADER) && typed(header, HEADER) && header.format === 1 && header.seq > 0 && areTexts(header.attachments);
const dicts = (value) => (Array.isArray(value) ? value.filter(IS.object) : []);

// What a scope leaves unsaid is null, and never nearly nothing.
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$/;
function isScope(asked) {
  const { known, streams, since, until } = asked;
  return WHOLE.every((name) => Object.hasOwn(asked, name)) && (known === null || (IS.integer(known) && known >= 0))
    && (streams === null || (IS.list(streams) && areTexts(streams)))
    && [since, until].every((day) => day === null || (IS.string(day) && INSTANT.test(day)))
    && (!Object.hasOwn(asked, "formers") || areFormers(asked.formers));
}
const areFormers = (formers) => IS.list(formers) && formers.length > 0 && areTexts(formers) && !formers.includes("");
const held = (of, name) => (IS.object(of) && Object.hasOwn(of, name) ? of[name] : undefined);
const bothOf = (value) => {
  const found = ["vi", "en"].map((name) => held(value, name));
  return areTexts(found) ? found : ["", ""];
};
const isSaid = (value) => Boolean(value && typeof value === "object" ? Object.keys(value).length : value);

const alike = (one, other) => { try { return canonical(one) === canonical(other); } catch { return false; } };
