// Puts a hole where the cursor last stood, and shows what a case makes of what is typed.
"use strict";

(() => {
  const form = document.querySelector("[data-wording]");
  const shown = document.getElementById("preview");
  if (!form || !shown) return;
  let field = form.querySelector("textarea");
  let waiting = 0;
  let asked = 0;

  async function show() {
    const mine = (asked += 1);
    try {
      const answer = await fetch(form.dataset.wording, { method: "POST", body: new FormData(form), headers: { Accept: "application/xhtml+xml" } });
      if (answer.ok && mine === asked) shown.innerHTML = await answer.text();
    } catch {
      // The page stays as it is; saving says what is wrong.
    }
  }

  form.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea")) field = event.target;
  });
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 600);
  });
  for (const button of form.querySelectorAll("[data-hole]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      field.setRangeText(button.dataset.hole, field.selectionStart, field.selectionEnd, "end");
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
})();
