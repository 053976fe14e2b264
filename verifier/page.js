// The page itself: two files in, an answer out, in either language.
(() => {
  const at = (id) => document.getElementById(id);
  let english = false, last = null;
  const pick = (both) => both[english ? 1 : 0];
  const word = (code) => pick(WORDS[code]);
  const known = (code) => (Object.hasOwn(WORDS, code) ? word(code) : code);
  const add = (parent, tag, text, data = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    Object.assign(made.dataset, data);
    parent.append(made);
    return made;
  };
  // Which result: its word, of a round with its number.
  function named(what) {
    const [name, number = ""] = what.split(" ");
    return `${known(name)} ${number}`.trim();
  }
  // A code in words, points in the reader's form, everything else as it is.
  function cell(text, names) {
    if (!english && /^-?\d+\.\d+$/.test(text)) return text.replace(".", ",");
    return names.has(text) ? pick(names.get(text)) : known(text);
  }
  // A time of an event as the pages write it; what is none stands for itself.
  function moment(text) {
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) return text;
    const [day, clock] = new Date(at.getTime() + 7 * 3600000).toISOString().split("T");
    return `${clock.slice(0, 8)}, ${day.split("-").reverse().join("/")} UTC+7`;
  }
  // Of which chains and days the file is: what is proved is proved of no others.
  function covered({ streams, since, until }) {
    const parts = [Array.isArray(streams) ? streams.join(", ") : "", since ? `${word("since")} ${moment(since)}` : "", until ? `${word("before")} ${moment(until)}` : ""];
    return parts.filter(Boolean).join("; ") || word("whole");
  }
  // A stream as it is; a case with its title, kind and bloc.
  function titled(stream) {
    const name = last.titled ? pick(last.titled(stream)) : "";
    return name ? `${stream} (${name})` : stream;
  }
  function placed(code, place) {
    const at = place.includes(" ") ? place.indexOf(" ") : place.length, what = place.slice(at + 1);
    return `${titled(place.slice(0, at))} ${code === "result" ? named(what) : what}`.trim();
  }
  function show() {
    const answer = at("answer");
    answer.replaceChildren();
    if (!last) return;
    const { verdict, findings, notes, results, events, log, asked, called } = last;
    const unwitnessed = "unwitnessed" in notes ? `; ${word("unwitnessed")}` : "";
    add(answer, "h2", word(["proved", "broken", "unreadable"][verdict]) + unwitnessed, { verdict });
    const wrong = add(answer, "ul", "");
    for (const [code, line, place, since] of findings.slice(0, 200)) {
      const when = since ? ` (${word("since")} ${moment(since)})` : "";
      const parts = [line ? `${word("row")} ${line}` : "", word(code), placed(code, place)];
      add(wrong, "li", parts.filter(Boolean).join(": ") + when, { code });
    }
    if (asked) add(answer, "p", `${word("holds")}: ${covered(asked)}`);
    add(answer, "p", `${events} ${word("events")}`);
    const told = add(answer, "ul", "");
    if (log?.proved) add(told, "li", `${word("checked")} ${log.proved}`);
    if (log?.witnessed) add(told, "li", `${word("witnessed")} ${log.witnessed}`);
    for (const [code, count] of Object.entries(notes)) {
      if (code !== "unwitnessed") add(told, "li", UNCOUNTED.includes(code) ? word(code) : `${word(code)}: ${count}`);
    }
    if (!verdict && log?.proved) add(answer, "pre", `#binhxet seen ${log.checkpoints.at(-1).size} ${toBase64(log.checkpoints.at(-1).root)}`);
    if (results.length) add(answer, "h3", word("results"));
    for (const [stream, what, agrees, lines] of results) {
      const [wrong, unsaid] = what.startsWith("taken ") ? ["given", "uncompared"] : ["result", "not_recomputed"];
      add(answer, "h4", `${titled(stream)} ${named(what)}: ${word(agrees ? "agrees" : agrees === false ? wrong : unsaid)}`);
      const list = add(answer, "ul", "");
      for (const line of lines) add(list, "li", line.filter(Boolean).map((each) => cell(each, called(stream))).join(" · "));
    }
  }
  const refused = (code) => ({ verdict: 2, findings: [[code, 0, "", ""]], notes: {}, results: [], events: 0 });
  async function run(file, pins, progress) {
    let policy;
    try { policy = pins === null ? new Policy() : await Policy.read(pins); } catch { return refused("policy"); }
    try {
      const found = await verify(file, policy, progress);
      return {
        verdict: found.verdict, findings: found.report.findings, notes: found.report.notes, results: found.results.found,
        events: found.counted.event ?? 0, log: found.log, asked: found.scope.asked,
        called: (stream) => found.results.called(stream), titled: (stream) => found.results.titled(stream),
      };
    } catch { return refused("format"); }
  }
  async function start() {
    const [file] = at("export").files, [pins] = at("policy").files;
    if (!file) {
      last = null;
      at("answer").replaceChildren();
      add(at("answer"), "p", word("unchosen"));
      return;
    }
    at("progress").hidden = false;
    last = await run(file, pins ? await pins.text() : null, (done) => { at("progress").value = done; });
    at("progress").hidden = true;
    show();
    const { verdict, findings, notes, results } = last;
    document.documentElement.dataset.answer = JSON.stringify({ verdict, findings, notes, results });
  }
  function speak(inEnglish) {
    english = inEnglish;
    document.documentElement.lang = english ? "en" : "vi";
    for (const each of document.querySelectorAll("[data-vi]")) each.textContent = each.dataset[english ? "en" : "vi"];
    show();
  }
  at("verify").addEventListener("click", start);
  at("vi").addEventListener("click", () => speak(false));
  at("en").addEventListener("click", () => speak(true));
})();
