// The export, line by line: events and their chains, what they name, and the verdict.
class Report {
  constructor() { Object.assign(this, { line: 1, findings: [], notes: {} }); }
  wrong(code, place = "", since = "", line = this.line) { this.findings.push([code, line, place, since]); }
  note(code, number = 1) { this.notes[code] = (this.notes[code] ?? 0) + number; }
}

class Scope {
  constructor(province, asked) {
    const excerpt = Object.entries(asked).some(([name, value]) => !WHOLE.includes(name) && name !== "formers" && isSaid(value));
    const fromTheStart = asked.since === null && !excerpt;
    Object.assign(this, { province, provinces: ["", province, ...(asked.formers ?? [])], asked, excerpt, fromTheStart, toTheEnd: asked.until === null && !excerpt, allCases: fromTheStart && asked.streams === null });
  }
  holds(event) {
    const { streams, since, until } = this.asked;
    return (streams === null || streams.includes(event.stream)) && (since === null || event.at >= since)
      && (until === null || event.at < until) && this.provinces.includes(event.header.province);
  }
}

class Chains {
  constructor(scope, report) { Object.assign(this, { scope, report, streams: new Map(), heads: new Map(), tail: 0 }); }
  of(name) {
    if (!this.streams.has(name)) this.streams.set(name, { seq: 0, hash: "", at: "", hidden: 0, waiting: 0 });
    return this.streams.get(name);
  }
  add(event) {
    const begins = !this.streams.has(event.stream);
    if ((begins || this.scope.excerpt) && !this.scope.holds(event)) this.report.wrong("scope", event.place, event.at);
    const chain = this.of(event.stream), next = Math.max(chain.seq, chain.hidden) + 1;
    const skips = this.scope.excerpt || (begins && !this.scope.fromTheStart);
    if (event.seq !== next && !(skips && event.seq > next)) this.report.wrong("sequence", event.place, event.at);
    if (event.seq === chain.seq + 1 && event.header.prev_hash !== chain.hash) this.report.wrong("previous", event.place, event.at);
    Object.assign(chain, { seq: event.seq, hash: event.hash, at: event.at });
    if (event.leaf === null) {
      this.tail += 1;
      chain.waiting ||= event.line;
    } else if (chain.waiting) {
      this.report.wrong("unsequenced", event.stream, event.at, chain.waiting);
      chain.waiting = 0;
    }
  }
  takeHidden(line) {
    const chain = this.of(line.stream);
    const next = Math.max(chain.seq, chain.hidden) + 1;
    if (line.from !== next || line.to < line.from || line.stream.startsWith("case/")) this.report.wrong("sequence", `${line.stream} ${line.from}`);
    chain.hidden = line.to;
    this.report.note("hidden", line.to - line.from + 1);
  }
  takeHead(line) {
    if (this.heads.has(line.stream) || !this.scope.toTheEnd) this.report.wrong("head", line.stream);
    this.heads.set(line.stream, { ...line, line: this.report.line });
  }
  finish() {
    for (const [name, chain] of this.streams) {
      const head = this.heads.get(name) ?? { line: 0, seq: 0, hash: "" };
      this.heads.delete(name);
      if (this.scope.toTheEnd) {
        const end = chain.hidden > chain.seq ? head.hash : chain.hash;
        if (head.seq !== Math.max(chain.seq, chain.hidden) || head.hash !== end) this.report.wrong("head", name, chain.at, head.line);
      } else if (!this.scope.excerpt && chain.at >= this.scope.asked.until) this.report.wrong("scope", name, chain.at, 0);
    }
    for (const [name, head] of this.heads) if (head.seq) this.report.wrong("head", name, "", head.line);
  }
}

class Named {
  constructor(report) {
    Object.assign(this, { report, rules: new Map(), there: new Map(), wanted: new Map(), files: new Map(), names: new Map(), erased: new Map(), grounds: new Map() });
  }
  want(kind, name, line) { if (name && !this.wanted.has(`${kind} ${name}`)) this.wanted.set(`${kind} ${name}`, line); }
  called(sha) {
    if (!this.names.has(sha)) this.names.set(sha, new Set());
    return this.names.get(sha);
  }
  add(event) {
    const { header, payload, line } = event;
    this.want("definition", header.definition_hash, line);
    this.want("form", header.form_hash, line);
    for (const sha of header.attachments) this.called(sha);
    if (event.erased) this.erased.set(header.id, [`${event.erased} ${event.hash}`, line]);
    if (!payload) return;
    if (typeof payload.rules === "string") this.want("rules", payload.rules, line);
    for (const each of dicts(payload.files).filter((one) => "name" in one)) {
      this.called(String(each.sha256)).add(String(each.name));
      this.want("file", String(each.sha256), line);
    }
    if (header.kind !== "data.erased") return;
    const ground = aboutOf(header);
    for (const each of dicts(payload.events)) this.grounds.set(String(each.id), `${ground} ${each.hash}`);
  }
  takeContent(line, digest) {
    const value = line.kind === "rules" ? parsed(line.content) : null;
    this.there.set(`${line.kind} ${line.hash}`, this.report.line);
    if (digest !== line.hash || (line.kind === "rules" && !value)) this.report.wrong("content", line.hash);
    else if (value) this.rules.set(line.hash, value);
  }
  takeFile(line) {
    if (this.files.has(line.sha256) || line.size < 0) this.report.wrong("file", line.sha256);
    this.files.set(line.sha256, [this.report.line, line.names]);
    this.there.set(`file ${line.sha256}`, this.report.line);
  }
  finish() {
    for (const [sha, [line, names]] of this.files) {
      const known = [...(this.names.get(sha) ?? [])].sort(byPoint);
      if (!alike(known, names)) this.report.wrong("file", sha, "", line);
    }
    for (const [key, line] of this.there) if (!this.wanted.has(key)) this.report.wrong("unnamed", key, "", line);
    for (const [key, line] of this.wanted) if (!this.there.has(key)) this.report.wrong("absent", key, "", line);
    for (const [event, [erasure, line]] of this.erased) if (this.grounds.get(event) !== erasure) this.report.wrong("erasure", event, "", line);
  }
}
const byPoint = (a, b) => {
  const one = [...a].map((sign) => sign.codePointAt(0)), other = [...b].map((sign) => sign.codePointAt(0));
  const at = one.findIndex((point, n) => point !== other[n]);
  return at < 0 ? one.length - other.length : other[at] === undefined ? 1 : one[at] - other[at];
};

// What of a line needs hashing is hashed for many lines at once.
async function prepared({ bytes, ended }) {
  const found = { digest: sha256(ended ? joined(bytes, [10]) : bytes), ended, text: null };
  try { found.text = decode(bytes); } catch { /* no text: said to be in no form */ }
  const match = found.text !== null && ended && found.text.startsWith('{"erased":') ? EVENT.exec(found.text) : null;
  if (match) {
    const salted = match[6] !== "null" && match[7] !== "null" ? joined(unhex(match[7].slice(1, -1)), encode(match[6])) : null;
    Object.assign(found, { match, own: sha256(encode(match[3])), told: salted && sha256(salted), node: match[4] !== "null" && sha256(joined([0], unhex(match[2]))) });
  } else if (found.text?.startsWith('{"content":')) {
    const content = parsed(found.text)?.content;
    found.told = typeof content === "string" ? sha256(encode(content)) : null;
  }
  for (const name of ["digest", "own", "told", "node"]) found[name] = await found[name];
  return found;
}

const KEYS = {
  content: (line) => [line.kind, line.hash],
  head: (line) => [line.stream],
  file: (line) => [line.sha256],
  pieces: (line) => [line.pieces[0][0]],
};
const after = (a, b) => {
  const at = a.findIndex((part, n) => part !== b[n]);
  return at >= 0 && a[at] > b[at];
};

class Export {
  constructor(first, policy) {
    const line = parsed(first.text ?? "");
    if (line?.format !== FORMAT || line.type !== "export" || !shaped(line, SHAPES.export)) throw new Error("format");
    if (!isScope(line.scope)) throw new Error("format");
    const report = new Report(), scope = new Scope(line.province, line.scope), named = new Named(report);
    Object.assign(this, {
      first: line, report, scope, named, counted: {}, digests: [first.digest], last: {}, rank: 0, acts: 0, ended: false,
      chains: new Chains(scope, report), log: new Log(line.installation, policy, report), results: new Results(report, named.rules, scope.excerpt, scope.allCases),
    });
    this.given = new Given(this.results, scope);
    if (!same(line, first.text)) report.wrong("canonical");
  }
  take(found) {
    this.report.line += 1;
    if (this.ended) return this.report.wrong("end");
    try {
      if (found.text?.startsWith('{"erased":')) this.event(found);
      else this.other(found);
    } catch { this.report.wrong("line"); }
    if (!this.ended) this.digests.push(found.digest);
    return undefined;
  }
  event(found) {
    const event = this.read(found);
    if (!event) {
      this.inOrder(found.text.slice(-60).includes('"type":"beside"') ? "beside" : "event");
      return this.report.wrong("line");
    }
    this.inOrder(event.kind);
    this.ascending(event.kind, event.kind === "beside" ? [event.hash] : [event.stream, event.seq]);
    if (found.node) this.log.pieces.push([event.leaf, 0, found.node]);
    if (event.kind === "event") {
      this.chains.add(event);
      this.results.take(event);
      this.given.take(event);
    } else if (event.header.kind === "history.exported") this.act(event);
    this.named.add(event);
    return undefined;
  }
  read({ match, own, told }) {
    const header = match && parsed(match[3]);
    if (!header || !isHeader(header)) return null;
    const [, erased, hash, text, leaf, missing, payload, salt, kind, withheld] = match;
    const place = `${header.stream} ${header.seq}`, at = header.act_time;
    if (!same(header, text) || hex(own) !== hash) this.report.wrong("hash", place, at);
    const gone = Object.entries({ missing: missing === "true", withheld: withheld === "true", erased: erased !== "null" }).filter(([, is]) => is).map(([name]) => name);
    const there = payload !== "null";
    let value = null;
    if (gone.length + Number(there) !== 1 || there !== (salt !== "null")) this.report.wrong("state", place, at);
    else if (gone[0] === "missing") this.report.wrong("missing", place, at);
    else if (gone.length) this.report.note(gone[0]);
    else if (hex(told) !== header.payload_digest) this.report.wrong("payload", place, at);
    else {
      value = parsed(payload);
      if (!value || !same(value, payload)) this.report.wrong("canonical", place, at);
    }
    return {
      line: this.report.line, kind, hash, header, payload: value, place, at, stream: header.stream, seq: header.seq,
      leaf: leaf === "null" ? null : Number(leaf), erased: erased === "null" ? "" : erased.slice(1, -1),
    };
  }
  act(event) {
    this.acts += 1;
    const told = event.payload ?? {};
    const asked = alike(told.filter, this.scope.asked) && told.form === "ndjson";
    if (!asked || event.header.province !== this.scope.province) this.report.wrong("act", event.place, event.at);
  }
  other(found) {
    const line = parsed(found.text ?? "") ?? {}, kind = line.type;
    if (!IS.string(kind) || !Object.hasOwn(ORDER, kind) || !Object.hasOwn(SHAPES, kind) || !shaped(line, SHAPES[kind])) return this.report.wrong("line");
    this.inOrder(kind);
    if (kind in KEYS) this.ascending(kind, KEYS[kind](line));
    if (!same(line, found.text) || !found.ended) this.report.wrong("canonical");
    ({
      content: () => {
        this.named.takeContent(line, found.told && hex(found.told));
        this.given.takeContent(line);
      },
      hidden: () => this.chains.takeHidden(line),
      head: () => this.chains.takeHead(line),
      file: () => this.named.takeFile(line),
      pieces: () => this.log.takePieces(line),
      checkpoint: () => this.log.takeCheckpoint(line),
      stamp: () => this.log.stamps.push({ ...line, line: this.report.line }),
      end: () => { this.ended = true; this.told = { ...line, at: this.report.line }; },
    })[kind]();
    return undefined;
  }
  inOrder(kind) {
    this.counted[kind] = (this.counted[kind] ?? 0) + 1;
    const rank = kind === "hidden" ? Math.max(ORDER[kind], this.rank) : ORDER[kind];
    if (rank < this.rank) this.report.wrong("order", kind);
    this.rank = Math.max(rank, this.rank);
  }
  ascending(kind, key) {
    if (this.last[kind] && !after(key, this.last[kind])) this.report.wrong("order", kind);
    this.last[kind] = key;
  }
  async finish() {
    if (this.ended) {
      const sum = hex(await sha256(joinedAll(this.digests)));
      if (this.told.lines !== this.told.at - 1 || this.told.sha256 !== sum) this.report.wrong("end", "", "", this.told.at);
    } else this.report.wrong("end", "", "", 0);
    const { end, ...counted } = this.counted;
    if (!alike(counted, this.first.counts)) this.report.wrong("counts", "", "", 1);
    if (this.acts !== 1) this.report.wrong("act", "", "", 0);
    this.chains.finish();
    this.named.finish();
    await this.log.finish();
    this.results.finish();
    this.given.finish();
    if (this.chains.tail) this.report.note("tail", this.chains.tail);
    if (this.scope.excerpt) this.report.note("excerpt");
    if (this.log.stamps.length) this.report.note("unstamped", this.log.stamps.length);
  }
  get verdict() {
    if (this.report.findings.length) return 1;
    return ["unpinned", "unchecked", "unlogged"].some((code) => code in this.report.notes) ? 2 : 0;
  }
}
