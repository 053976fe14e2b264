// Time stamps (RFC 3161): values of ASN.1 as they stand in bytes, BER, of which DER is a part.
const ASN1 = { integer: 0x02, octets: 0x04, oid: 0x06, sequence: 0x30, first: 0xa0, inPieces: 0x24 };
const SHA256_AS_OID = "608648016503040201";
const DEEPEST_VALUE = 16;
const noValue = () => { throw new Error("value"); };

// The values that stand one after another, each with its tag and content.
function valuesOf(data) {
  const found = [];
  for (let at = 0; at < data.length;) {
    const [value, end] = valueAt(data, at, DEEPEST_VALUE);
    found.push(value);
    at = end;
  }
  return found;
}

function valueAt(data, at, depth) {
  const tag = data[at];
  let begins = at + 2, length = data[at + 1];
  if (begins > data.length || depth === 0 || (tag & 0x1f) === 0x1f) noValue();
  if (length === 0x80) { // it says where it ends only at its end
    while (!(data[begins] === 0 && data[begins + 1] === 0)) [, begins] = valueAt(data, begins, depth - 1);
    return [{ tag, content: data.slice(at + 2, begins) }, begins + 2];
  }
  if (length > 0x80) {
    const counted = begins + length - 0x80;
    length = data.slice(begins, counted).reduce((sum, byte) => sum * 256 + byte, 0);
    begins = counted;
  }
  if (begins + length > data.length) noValue();
  return [{ tag, content: data.slice(begins, begins + length) }, begins + length];
}

const only = (values) => (values.length === 1 ? values[0] : noValue());
const inside = (value, tag) => (value?.tag === tag ? valuesOf(value.content) : noValue());
const octetsOf = (value, depth = DEEPEST_VALUE) => value.tag === ASN1.inPieces && depth ? joinedAll(valuesOf(value.content).map((part) => octetsOf(part, depth - 1)))
  : value.tag === ASN1.octets ? value.content : noValue();

// The SHA-256 that an answer grants a stamp over; null where it grants none.
function stampedDigest(answer) {
  try {
    const parts = inside(only(valuesOf(answer)), ASN1.sequence);
    const [status, token] = parts.length === 2 ? parts : noValue();
    const [number] = inside(status, ASN1.sequence);
    if (number.tag !== ASN1.integer || number.content.length !== 1 || number.content[0] > 1) return null;
    const signed = only(inside(inside(token, ASN1.sequence)[1], ASN1.first));
    const held = only(inside(inside(inside(signed, ASN1.sequence)[2], ASN1.sequence)[1], ASN1.first));
    const imprint = inside(inside(only(valuesOf(octetsOf(held))), ASN1.sequence)[2], ASN1.sequence);
    const [algorithm, digest] = imprint.length === 2 ? imprint : noValue();
    const [oid] = inside(algorithm, ASN1.sequence);
    return oid.tag === ASN1.oid && hex(oid.content) === SHA256_AS_OID ? octetsOf(digest) : null;
  } catch { return null; }
}
