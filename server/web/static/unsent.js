// What is typed and not yet sent stays in this tab, per person and page, until it is sent; of a draft
// also what was saved last, for a page that was asked for before.
// It is gone with the tab, at sign-out, and as soon as the tab shows another person's pages.
"use strict";

const Unsent = (() => {
  const PREFIX = "binhxet.kept ";
  const TAB = "binhxet.tab";
  const LEFT = "binhxet.left";
  const HERE = "binhxet.here";
  const SENT = "binhxet.sent";
  const LOCK_MS = 1500;
  const reader = document.querySelector("meta[name=reader]")?.content || "";
  const visit = performance.getEntriesByType("navigation")[0] || {};
  const again = visit.type === "reload" || visit.type === "back_forward";
  const answer = new URLSearchParams(location.search).has("_answer");
  const refused = (visit.responseStatus || 0) >= 400 || Boolean(document.querySelector(".errors:not([hidden]), .refused"));

  // A browser may keep nothing, or no more: then what it holds is null, and a write says false.
  function held(name) {
    try {
      return JSON.parse(sessionStorage.getItem(name) || "null");
    } catch {
      return null;
    }
  }
  function hold(name, value) {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }
  // Tells the other tabs: somebody has left, or somebody is here, who may have signed in anew.
  function announce(name) {
    try {
      localStorage.setItem(name, String(Date.now()));
    } catch { /* they find out by themselves, later */ }
  }
  function clear(spared) {
    try {
      Object.keys(sessionStorage)
        .filter((name) => name.startsWith(PREFIX) && !(spared && name.startsWith(`${PREFIX}${spared} `)))
        .forEach((name) => sessionStorage.removeItem(name));
    } catch { /* nothing is kept */ }
  }

  const key = (place) => `${PREFIX}${reader} ${place}`;
  const read = (place) => held(key(place));
  const write = (place, copy) => Boolean(reader) && hold(key(place), copy);
  const drop = (place) => { if (read(place)) sessionStorage.removeItem(key(place)); };
  const send = (place) => { if (read(place)) hold(SENT, key(place)); };

  // The tab's name; a copied tab finds the same one, so a lock that dies with its page tells them apart.
  const tab = { turn: 0, ...held(TAB) };
  function rename() {
    tab.name = crypto.getRandomValues(new Uint32Array(4)).join("-").slice(0, 40);
    tab.turn = 0;
    hold(TAB, tab);
  }
  async function claim() {
    if (!navigator.locks) return;
    await new Promise((settled) => {
      const taken = () => { settled(); return new Promise(() => {}); };
      navigator.locks.request(`${TAB} ${tab.name}`, { signal: AbortSignal.timeout(LOCK_MS) }, taken).catch(() => {
        rename();
        navigator.locks.request(`${TAB} ${tab.name}`, taken).catch(settled);
      });
    });
  }
  function turn() {
    tab.turn += 1;
    hold(TAB, tab);
    return tab;
  }

  const UNKEPT = new Set(["password", "file", "hidden", "submit", "button", "reset", "image", "fieldset", "output"]);
  const texts = (form) => [...form.elements].filter((field) => field.name && !UNKEPT.has(field.type) && !field.name.startsWith("_"));
  const ticks = (field) => field.type === "checkbox" || field.type === "radio";
  const stands = (field) => (ticks(field) ? field.checked : field.value.replace(/\r\n?/g, "\n").normalize("NFC"));
  const pairs = (form) => texts(form).map((field) => [field.name, ticks(field) ? field.value : "", stands(field)]);

  // Puts pairs back where they differ; answers whether any did.
  function fill(form, kept) {
    const left = [...kept];
    form.dispatchEvent(new CustomEvent("rows-wanted", { bubbles: true, detail: kept.map(([name]) => name) }));
    let changed = false;
    for (const field of texts(form)) {
      const place = left.findIndex(([name, value]) => name === field.name && value === (ticks(field) ? field.value : ""));
      if (place < 0) continue;
      const [, , was] = left.splice(place, 1)[0];
      if (stands(field) === was) continue;
      changed = true;
      if (ticks(field)) field.checked = was;
      else field.value = was;
      for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return changed;
  }

  // A line before a form that says what came back, with a button that puts it away again.
  function say(form, undo) {
    const line = document.getElementById("unsent-words").content.firstElementChild.cloneNode(true);
    line.querySelector("button").addEventListener("click", () => {
      line.remove();
      undo();
    });
    form.before(line);
  }

  // What was sent is done with once a page comes that neither refuses it nor asks whether it is meant.
  // Who goes back sees it again.
  const sent = held(SENT);
  if (sent) {
    sessionStorage.removeItem(SENT);
    const asks = document.querySelector("form[data-confirms]");
    if (visit.type === "navigate" && document.referrer && !refused && !asks) sessionStorage.removeItem(sent);
  }
  if (reader) clear(reader);
  if (!tab.name) rename();
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches("[data-leaves]")) return;
    clear();
    announce(LEFT);
  });
  window.addEventListener("storage", (event) => { if (event.key === LEFT) clear(); });
  if (reader) announce(HERE);

  return { HERE, reader, refused, again, answer, read, write, drop, send, claim, turn, pairs, fill, say };
})();
