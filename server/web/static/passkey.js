// Has the browser make a passkey, or sign with one; the form then goes its ordinary way.
// Without a script, or in a browser that knows none, the buttons stay hidden and the page says why.
"use strict";

(() => {
  const Key = window.PublicKeyCredential;
  if (!Key || !Key.parseRequestOptionsFromJSON || !Key.parseCreationOptionsFromJSON) return;
  const shown = (form, name, is) => form.querySelectorAll(`[data-passkey-${name}]`).forEach((each) => { each.hidden = !is; });

  async function made(form) {
    const publicKey = Key.parseCreationOptionsFromJSON(JSON.parse(form.dataset.passkeyNew));
    return navigator.credentials.create({ publicKey });
  }
  async function signed(form) {
    const answer = await fetch(form.dataset.passkey, { method: "POST", body: new URLSearchParams({ csrf_token: form.elements.csrf_token.value }), headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return navigator.credentials.get({ publicKey: Key.parseRequestOptionsFromJSON(await answer.json()) });
  }
  function offer(form, ask) {
    let waits = false;
    shown(form, "button", true);
    shown(form, "none", false);
    form.addEventListener("submit", async (event) => {
      if (form.elements.passkey_answer.value) return;
      event.preventDefault();
      if (waits) return;
      waits = true;
      shown(form, "failed", false);
      try {
        form.elements.passkey_answer.value = JSON.stringify(await ask(form));
        form.requestSubmit();
      } catch {
        shown(form, "failed", true);
      }
      waits = false;
    });
    // A page that is come back to asks anew.
    window.addEventListener("pageshow", () => { form.elements.passkey_answer.value = ""; });
  }
  document.querySelectorAll("form[data-passkey]").forEach((form) => offer(form, signed));
  document.querySelectorAll("form[data-passkey-new]").forEach((form) => offer(form, made));
})();
