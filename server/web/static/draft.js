// Saves what is typed every few seconds, and says when; the button does the same without a script.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const status = form.querySelector("[data-saved]");
  const version = form.querySelector("input[name=_version]");
  const QUIET = 2500;
  let timer = 0, dirty = false, saving = false, stopped = false;

  function fields() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !name.startsWith("file.")) data.append(name, value);
    }
    return data;
  }

  async function save() {
    window.clearTimeout(timer);
    if (!dirty || saving || stopped) return;
    dirty = false;
    saving = true;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: fields(), keepalive: true, headers: { Accept: "application/json" },
      });
      const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
      if (answer.ok && told.version) {
        version.value = told.version;
        status.textContent = told.saved;
      } else if (answer.status === 409 && told.version) {
        stopped = true;
        version.value = told.version;
        status.textContent = told.message;
        status.classList.add("err");
      } else {
        dirty = true;
        status.textContent = form.dataset.failed;
      }
    } catch {
      dirty = true;
      status.textContent = form.dataset.failed;
    } finally {
      saving = false;
      if (dirty && !stopped) timer = window.setTimeout(save, QUIET * 4);
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file" || event.target.name === "show") return;
    dirty = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, QUIET);
  });
  form.addEventListener("submit", () => { stopped = true; window.clearTimeout(timer); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
})();
