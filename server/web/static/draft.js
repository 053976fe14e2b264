// Saves what is typed every few seconds, and says when; the button does the same without a script.
// What is not saved yet stays in the tab (unsent.js), so no way out of the page loses it.
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const QUIET = 2500, FIRST_PAUSE = 5000, LONGEST_PAUSE = 60000, PATIENCE = 4000;
  const LAST = 60000; // a browser sends at most 64 KiB from a page that is closing
  const ON_ITS_WAY = 60000; // so long may a page be that was asked for before the newest save
  const place = form.dataset.place;
  // An answer that is seen again is older than the draft: what was typed since is on the page itself.
  if (Unsent.answer && Unsent.again && !("unchosen" in form.dataset)) {
    location.replace(place);
    return;
  }
  const field = (name) => form.querySelector(`input[name=${name}]`);
  const status = form.querySelector("[data-saved]");
  const drawn = Unsent.pairs(form);
  let timer = 0, pause = 0, dirty = false, chosen = true, handed = false, saving = null, surely = false;

  function tell(words, bad) {
    status.textContent = words;
    status.classList.toggle("err", Boolean(bad));
  }
  function banner(name, words) {
    document.querySelectorAll("[data-banner]").forEach((box) => { box.hidden = box.dataset.banner !== name; });
    const box = document.querySelector(`[data-banner="${name}"] [data-words]`);
    if (box && words) box.textContent = words;
  }

  function number() {
    const tab = Unsent.turn();
    field("_tab").value = tab.name;
    field("_turn").value = tab.turn;
  }
  function fields() {
    number();
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !name.startsWith("file.")) data.append(name, value);
    }
    return data;
  }
  // Until one of two drafts is chosen, what is typed is based on neither.
  const keep = (saved = 0) => Unsent.write(place, { pairs: Unsent.pairs(form), version: chosen ? field("_version").value : "0", saved });
  // A page that comes after a save may be older than it: only then is what was saved put into it.
  const shown = (copy) => copy.saved && (Date.now() - copy.saved > ON_ITS_WAY || Number(copy.version) <= Number(field("_version").value));

  async function post(body, keepalive) {
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive, headers: { Accept: "application/json" } });
      const json = (answer.headers.get("Content-Type") || "").includes("json");
      return { status: answer.status, ...(json ? await answer.json() : {}) };
    } catch {
      return { status: 0 };
    }
  }

  function later(delay) {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => save(), delay);
  }
  function failed(words) {
    dirty = true;
    keep();
    pause = Math.min(pause ? pause * 2 : FIRST_PAUSE, LONGEST_PAUSE);
    later(pause);
    tell(words, true);
  }

  function answered(told) {
    if (told.status === 200 && told.version) {
      field("_version").value = told.version;
      pause = 0;
      if (!dirty) keep(Date.now());
      banner("");
      tell(told.saved);
      return true;
    }
    if (told.status === 400 && told.csrf) {
      document.querySelectorAll("input[name=csrf_token]").forEach((input) => { input.value = told.csrf; });
      dirty = true;
      later(pause = pause || 200);
    } else if (told.status === 401) {
      failed(form.dataset.unsaved);
      banner("ended", told.message);
    } else if (told.status === 409 && "own" in told) {
      dirty = true;
      chosen = false;
      keep();
      tell(form.dataset.unsaved, true);
      banner("other", told.message);
    } else if ([403, 404, 409, 410].includes(told.status)) {
      failed(form.dataset.unsaved);
      banner("refused", told.message);
    } else {
      failed(told.message || form.dataset.failed);
    }
    return false;
  }

  async function save(keepalive = false) {
    window.clearTimeout(timer);
    if (saving) await saving;
    if (!dirty || !chosen || handed) return !dirty;
    const body = fields();
    surely = keepalive && body.toString().length <= LAST;
    dirty = false;
    saving = post(body, surely);
    const told = await saving;
    saving = null;
    return answered(told);
  }

  // The page closes: what is typed is in the tab already; a short one reaches the server, too.
  function close() {
    window.clearTimeout(timer);
    if (handed || !(dirty || (saving && !surely))) return;
    keep();
    const body = fields();
    if (chosen && body.toString().length <= LAST) post(body, true);
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file" || event.target.name === "show") return;
    dirty = true;
    handed = false;
    keep();
    if (pause || !chosen) return;
    tell("");
    later(QUIET);
  });
  form.addEventListener("submit", () => {
    handed = true;
    window.clearTimeout(timer);
    number();
    if (keep()) Unsent.send(place);
  });

  // Another form of the page, or a link, is a way out: what is typed is saved first.
  async function settle() {
    const waited = new Promise((done) => window.setTimeout(() => done(false), PATIENCE));
    return Promise.race([save().then((saved) => saved && !dirty), waited]);
  }
  document.addEventListener("submit", async (event) => {
    const other = event.target;
    if (other === form || event.defaultPrevented || other.method === "dialog" || !(dirty || saving) || other.dataset.settled) return;
    event.preventDefault();
    event.stopPropagation();
    const saved = await settle();
    if (!saved && other.matches("[data-leaves]") && !window.confirm(form.dataset.leaving)) return;
    if (other.matches("[data-leaves]")) handed = true;
    other.dataset.settled = "1";
    other.requestSubmit(event.submitter);
    delete other.dataset.settled;
  }, true);
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.hash) return;
    if (link.matches("[data-drop-kept]")) {
      handed = true;
      Unsent.drop(place);
    } else if (dirty && fields().toString().length > LAST) {
      event.preventDefault();
      await settle();
      window.location.assign(link.href);
    }
  });

  const awake = () => { if (dirty && pause) { pause = 0; later(0); } };
  window.addEventListener("online", awake);
  window.addEventListener("storage", (event) => { if (event.key === Unsent.HERE) awake(); });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => { if (event.persisted) handed = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
    else awake();
  });

  // A page that answers a post shows what was posted; any other may lack what was typed last.
  const copy = Unsent.read(place);
  if (form.dataset.unchosen !== undefined) {
    dirty = true;
    chosen = false;
    keep();
  } else if (copy && !shown(copy) && window.location.pathname === place && Unsent.fill(form, copy.pairs)) {
    field("_version").value = copy.version;
    keep();
    Unsent.say(form, () => Unsent.fill(form, drawn));
  } else {
    Unsent.drop(place);
  }
  Unsent.claim();
})();
