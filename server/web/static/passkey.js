// Has the browser make a passkey, or sign with one; the form then goes its ordinary way.
// Without a script, or in a browser that is too old, the buttons stay hidden and the page says why.
"use strict";

(() => {
  const Key = window.PublicKeyCredential;
  const shown = (within, name, is) => within.querySelectorAll(`[data-passkey-${name}]`).forEach((each) => { each.hidden = !is; });
  shown(document, "none", false);
  if (!Key || !Key.parseRequestOptionsFromJSON || !Key.parseCreationOptionsFromJSON) {
    shown(document, "old", true);
    return;
  }
  // A browser does not tell "cancelled" from "none here": pages are not to learn who has a passkey.
  const CAUSES = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known" };

  class Failed extends Error {
    constructor(cause, words) {
      super(cause);
      this.cause = cause;
      this.words = words;
    }
  }
  function tell(form, failure) {
    const cause = failure instanceof Failed ? failure.cause : CAUSES[failure.name] || "unable";
    const said = form.querySelector(`[data-passkey-failed=${cause}]`) || form.querySelector("[data-passkey-failed]");
    if (failure.words) said.textContent = failure.words;
    said.hidden = false;
  }

  async function asked(form, address, fields) {
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, ...fields });
    let answer, told;
    try {
      answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
      told = await answer.json().catch(() => ({}));
    } catch {
      throw new Failed("network");
    }
    if (!answer.ok) throw new Failed("refused", told.message);
    return told;
  }
  async function made(form) {
    const publicKey = Key.parseCreationOptionsFromJSON(JSON.parse(form.dataset.passkeyNew));
    return navigator.credentials.create({ publicKey });
  }
  async function signed(form, address, fields = {}) {
    const publicKey = Key.parseRequestOptionsFromJSON(await asked(form, address, fields));
    return navigator.credentials.get({ publicKey });
  }

  const waiting = new Set();
  async function send(form, ask, submit) {
    if (waiting.has(form)) return;
    waiting.add(form);
    shown(form, "failed", false);
    try {
      form.elements.passkey_answer.value = JSON.stringify(await ask());
      submit();
    } catch (failure) {
      tell(form, failure);
    }
    waiting.delete(form);
  }

  function offer(form, ask) {
    shown(form, "button", true);
    form.addEventListener("submit", (event) => {
      if (form.elements.passkey_answer.value) return;
      event.preventDefault();
      send(form, () => ask(form), () => form.requestSubmit(event.submitter));
    });
    // A page that is come back to asks anew.
    window.addEventListener("pageshow", () => { form.elements.passkey_answer.value = ""; });
  }
  document.querySelectorAll("form[data-passkey]").forEach((form) => offer(form, () => signed(form, form.dataset.passkey)));
  document.querySelectorAll("form[data-passkey-new]").forEach((form) => offer(form, made));

  // In place of the password before an act: a form of one act is sent at once, of several by the button of one.
  function instead(button) {
    const form = button.form;
    const password = form.querySelector("input[type=password]");
    const acts = [...form.querySelectorAll("button[type=submit]:not([formnovalidate], [aria-hidden])")];
    let chosen = false;
    function choose(is) {
      chosen = is;
      button.setAttribute("aria-pressed", String(is));
      shown(form, "then", is);
    }
    function withoutPassword(step) {
      if (password) password.disabled = true;
      const done = step();
      if (password) password.disabled = false;
      return done;
    }
    async function prove(act) {
      if (!withoutPassword(() => form.reportValidity())) return;
      const path = new URL(act.hasAttribute("formaction") ? act.formAction : form.action).pathname;
      await send(form, () => signed(form, button.dataset.passkeyInstead, { path }), () => withoutPassword(() => form.requestSubmit(act)));
      form.elements.passkey_answer.value = "";
    }
    button.hidden = false;
    button.addEventListener("click", () => {
      if (acts.length === 1) prove(acts[0]);
      else choose(!chosen);
    });
    for (const act of acts) {
      act.addEventListener("click", (event) => {
        if (!chosen) return;
        event.preventDefault();
        prove(act);
      });
    }
  }
  document.querySelectorAll("button[data-passkey-instead]").forEach(instead);
})();
