// Canonical JSON, hashes, signed notes, pins, and the tree of the log.
const FORMAT = "binhxet-export/1";
const NONE = "none";
const MOST_DEEP = 100;
const encode = (text) => new TextEncoder().encode(text);
const decode = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));
const joined = (...parts) => joinedAll(parts);
const joinedAll = (parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
};
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const base64 = (text) => {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  if (btoa(String.fromCharCode(...bytes)) !== text) throw new Error("base64");
  return bytes;
};
const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
const equal = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

// Raises for what has no canonical form: half a character, a whole number nobody can tell exactly.
function canonical(value) {
  if (typeof value === "string" && /\p{Surrogate}/u.test(value)) throw new Error("text");
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    return `{${Object.keys(value).sort().map((key) => `${canonical(key)}:${canonical(value[key])}`).join(",")}}`;
  }
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) throw new Error("number");
  return JSON.stringify(value);
}

function parsed(text) {
  if (!text.startsWith("{") || !text.endsWith("}")) return null;
  try {
    const found = JSON.parse(text);
    return tooDeep(text, found) ? null : found;
  } catch { return null; }
}

// Whether too much stands in one another; what opens little need not be walked.
function tooDeep(text, value) {
  if ((text.match(/[[{]/g) ?? []).length <= MOST_DEEP) return false;
  let level = [value];
  for (let deep = 0; deep < MOST_DEEP; deep += 1) {
    level = level.flatMap((each) => Object.values(each).filter((part) => part && typeof part === "object"));
  }
  return level.length > 0;
}

function same(value, text) {
  try { return canonical(value) === text; } catch { return false; }
}

class Key {
  static async read(text) {
    const [name, id, ...rest] = text.split("+");
    const whole = base64(rest.join("+"));
    const own = hex((await sha256(joined(encode(`${name}\n`), whole))).slice(0, 4));
    if (own !== id || whole.length !== 33) throw new Error("key");
    return Object.assign(new Key(), { name, id, kind: whole[0], public: whole.slice(1) });
  }
  async signed(text, signature) {
    let message = encode(text), own = signature;
    if (this.kind === 4) {
      if (own.length < 8) return false;
      const at = new DataView(own.buffer, own.byteOffset).getBigUint64(0);
      message = encode(`cosignature/v1\ntime ${at}\n${text}`);
      own = own.slice(8);
    }
    const key = await crypto.subtle.importKey("raw", this.public, { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, key, own, message);
  }
}

function readNote(note) {
  const at = note.lastIndexOf("\n\n");
  if (at < 0 || !note.endsWith("\n") || /[\x00-\x09\x0b-\x1f]/.test(note)) throw new Error("note");
  const lines = note.slice(at + 2, -1).split("\n");
  const signatures = lines.map((line) => {
    const found = /^— ([^ +]+) ([A-Za-z0-9+/]+=*)$/.exec(line);
    const data = base64((found ?? [])[2] ?? "-");
    if (data.length < 5) throw new Error("signature");
    return { name: found[1], id: hex(data.slice(0, 4)), signature: data.slice(4), line };
  });
  return { text: `${note.slice(0, at)}\n`, signatures };
}

function readCheckpoint(text) {
  const note = readNote(text);
  const [origin, size, root, ...rest] = note.text.split("\n");
  if (rest.length !== 1 || rest[0] || !origin || !/^(0|[1-9][0-9]{0,18})$/.test(size)) throw new Error("checkpoint");
  const found = { origin, size: Number(size), root: base64(root), note };
  if (found.root.length !== 32) throw new Error("root");
  const own = note.signatures.filter((each) => each.name === origin).map((each) => `${each.line}\n`);
  return { ...found, asSigned: `${note.text}\n${own.join("")}` };
}

class Policy {
  constructor() { Object.assign(this, { logs: [], witnesses: new Map(), groups: new Map(), quorum: NONE, seen: null }); }
  static async read(text) {
    const policy = new Policy();
    for (const line of text.split(/\r?\n/)) {
      const words = line.replace(/\r$/, "").split(/[ \t]+/).filter(Boolean);
      if (words[0] === "#binhxet") words.shift();
      else if (words[0]?.startsWith("#")) continue;
      if (words.length) await policy.take(words);
    }
    return policy;
  }
  async take([name, ...rest]) {
    const known = (...names) => { if (names.some((each) => !this.witnesses.has(each) && !this.groups.has(each))) throw new Error(name); };
    const [least, most] = { log: [1, 2], witness: [2, 3], group: [3, Infinity], quorum: [1, 1], seen: [2, 2], tsa: [1, 1] }[name] ?? [1, 0];
    if (rest.length < least || rest.length > most) throw new Error(name);
    const once = (each) => { if (each === NONE || this.witnesses.has(each) || this.groups.has(each)) throw new Error(name); };
    if (name === "log") this.logs.push(await Key.read(rest[0]));
    else if (name === "witness") {
      once(rest[0]);
      this.witnesses.set(rest[0], await Key.read(rest[1]));
    } else if (name === "group") {
      known(...rest.slice(2));
      once(rest[0]);
      const every = rest.length - 2;
      if (!/^(all|any|[1-9][0-9]{0,8})$/.test(rest[1]) || Number(rest[1]) > every || new Set(rest.slice(2)).size !== every) throw new Error(name);
      this.groups.set(rest[0], [rest[1], rest.slice(2)]);
    } else if (name === "quorum") {
      if (rest[0] !== NONE) known(rest[0]);
      this.quorum = rest[0];
    } else if (name === "seen") {
      this.seen = { size: Number(rest[0]), line: 0, root: base64(rest[1]) };
      if (!/^(0|[1-9][0-9]{0,18})$/.test(rest[0]) || this.seen.root.length !== 32) throw new Error(name);
    }
  }
  met(name, signers) {
    if (this.witnesses.has(name)) return signers.has(hex(this.witnesses.get(name).public));
    const [count, members] = this.groups.get(name);
    const standing = (member) => (this.witnesses.has(member) ? hex(this.witnesses.get(member).public) : member);
    const met = new Set(members.filter((member) => this.met(member, signers)).map(standing));
    return met.size >= ({ all: members.length, any: 1 }[count] ?? Number(count));
  }
}

class Tree {
  constructor() { Object.assign(this, { size: 0, peaks: [] }); }
  async add(level, node) {
    this.size += 2 ** level;
    let at = level, hash = node;
    while (this.peaks.length && this.peaks.at(-1)[0] === at) {
      hash = await sha256(joined([1], this.peaks.pop()[1], hash));
      at += 1;
    }
    this.peaks.push([at, hash]);
  }
  async root() {
    if (!this.peaks.length) return sha256(new Uint8Array());
    let root = this.peaks.at(-1)[1];
    for (const [, left] of this.peaks.slice(0, -1).reverse()) root = await sha256(joined([1], left, root));
    return root;
  }
}

class Log {
  constructor(origin, policy, report) {
    Object.assign(this, { origin, policy, report, pieces: [], checkpoints: [], stamps: [], proved: 0, witnessed: 0 });
  }
  takePieces(line) {
    for (const piece of line.pieces) {
      const [start, level, node] = Array.isArray(piece) ? piece : [];
      const fits = piece?.length === 3 && Number.isSafeInteger(start) && Number.isSafeInteger(level) && level >= 0 && level < 64;
      if (fits && typeof node === "string" && /^[0-9a-f]{64}$/.test(node)) this.pieces.push([start, level, unhex(node)]);
      else this.report.wrong("line");
    }
  }
  takeCheckpoint(line) {
    let found;
    try { found = readCheckpoint(line.note); } catch { return this.report.wrong("checkpoint"); }
    if (this.checkpoints.length && found.size <= this.checkpoints.at(-1).size) this.report.wrong("order", String(found.size));
    if (found.origin !== this.origin) this.report.wrong("origin", found.origin);
    this.checkpoints.push({ ...found, line: this.report.line });
    return undefined;
  }
  async finish() {
    await this.grow();
    for (const { line, size, token } of this.stamps) {
      const notes = await Promise.all(this.checkpoints.filter((c) => c.size === size).map((c) => sha256(encode(c.asSigned))));
      let bytes = new Uint8Array();
      try { bytes = base64(token); } catch { this.report.wrong("line", "", "", line); continue; }
      const over = stampedDigest(bytes);
      if (!over || !notes.some((note) => equal(note, over))) this.report.wrong("stamp", String(size), "", line);
    }
    if (!this.checkpoints.length) this.report.note("unlogged");
    if (!this.policy.logs.length) this.report.note("unpinned");
    if (!this.checkpoints.length || !this.policy.logs.length) return;
    try { await this.judgeAll(); } catch (error) {
      if (error.name !== "NotSupportedError") throw error;
      this.report.note("unchecked");
    }
  }
  async judgeAll() {
    for (const found of this.checkpoints) await this.judge(found);
    if (this.policy.quorum === NONE) this.report.note("unwitnessed");
    else if (!this.witnessed) this.report.wrong("quorum", this.policy.quorum, "", 0);
  }
  async judge(found) {
    const keys = new Map([...this.policy.logs, ...this.policy.witnesses.values()].map((key) => [`${key.name} ${key.id}`, key]));
    const known = found.note.signatures.map((each) => [keys.get(`${each.name} ${each.id}`), each.signature]).filter(([key]) => key);
    const unknown = found.note.signatures.length - known.length;
    if (unknown) this.report.note("unknown", unknown);
    const bad = new Set(), twice = new Set(), seen = new Set(), signers = new Set();
    let logged = false;
    for (const [key, signature] of known) {
      if (!(await key.signed(found.note.text, signature))) bad.add(key.name);
      if (seen.has(key)) twice.add(key.name);
      seen.add(key);
      if (this.policy.logs.includes(key)) logged = true;
      else signers.add(hex(key.public));
    }
    for (const name of new Set([...bad, ...twice])) this.report.wrong("signature", name, "", found.line);
    if (!logged) return this.report.wrong("unsigned", String(found.size), "", found.line);
    if (!bad.size && !twice.size) this.proved = Math.max(this.proved, found.size);
    if (this.policy.quorum === NONE || bad.size) return undefined;
    if (this.policy.met(this.policy.quorum, signers)) this.witnessed = Math.max(this.witnessed, found.size);
    else this.report.note("fewer");
    return undefined;
  }
  async grow() {
    const tree = new Tree();
    const due = [...this.checkpoints, ...(this.policy.seen ? [this.policy.seen] : [])].sort((a, b) => a.size - b.size || a.line - b.line);
    let since = "";
    const pieces = this.pieces.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    for (const [start, level, node] of [...pieces, [-1, -1, null]]) {
      while (due.length && due[0].size === tree.size) {
        const { size, line, root } = due.shift();
        if (!equal(await tree.root(), root)) return this.report.wrong(line ? "root" : "rollback", String(size), since, line);
        if (line) since = String(size);
      }
      if (!node) break;
      if (start !== tree.size || start % 2 ** level) return this.report.wrong("tree", String(tree.size), since, 0);
      await tree.add(level, node);
    }
    for (const { size, line } of due) {
      if (line) this.report.wrong("tree", String(size), since, line);
      else if (size > tree.size) this.report.wrong("rollback", `${tree.size} < ${size}`, "", 0);
      else this.report.note("unseen");
    }
    const last = this.checkpoints.reduce((most, c) => Math.max(most, c.size), 0);
    if (tree.size !== last) this.report.wrong("tree", String(tree.size), since, 0);
    return undefined;
  }
}
