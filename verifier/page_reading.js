// Reading a file of any size: its lines, many at once.
const AT_ONCE = 1000;
const MOST_BYTES = 64 * 1024 * 1024;

async function* linesOf(file, progress) {
  let rest = [], held = 0, read = 0;
  const reader = file.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    read += part.value.length;
    progress(read / file.size);
    let from = 0;
    for (let at = part.value.indexOf(10); at >= 0; at = part.value.indexOf(10, from)) {
      rest.push(part.value.subarray(from, at));
      if (held + at - from >= MOST_BYTES) throw new Error("format");
      yield { bytes: joinedAll(rest), ended: true };
      [rest, held] = [[], 0];
      from = at + 1;
    }
    rest.push(part.value.subarray(from));
    held += part.value.length - from;
    if (held > MOST_BYTES) throw new Error("format");
  }
  if (held) yield { bytes: joinedAll(rest), ended: false };
}

async function verify(file, policy, progress = () => {}) {
  let whole = null, batch = [];
  const flush = async () => {
    for (const found of await Promise.all(batch.map(prepared))) {
      if (whole) whole.take(found);
      else whole = new Export(found, policy);
    }
    batch = [];
  };
  for await (const line of linesOf(file, progress)) {
    batch.push(line);
    if (batch.length === AT_ONCE) await flush();
  }
  await flush();
  if (!whole) throw new Error("format");
  await whole.finish();
  return whole;
}
