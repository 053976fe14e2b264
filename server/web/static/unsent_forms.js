// Keeps what is typed into any form that does not save itself, until it is sent and accepted.
"use strict";

(() => {
  if (!Unsent.reader) return;
  const typed = "textarea, input:not([type]), input[type=text], input[type=search], input[type=number]";
  const seen = new Map();

  function watch(form, place) {
    const drawn = Unsent.pairs(form);
    const same = () => JSON.stringify(Unsent.pairs(form)) === JSON.stringify(drawn) && !(found && Unsent.refused);
    const found = Unsent.read(place);
    if (found && Unsent.refused) {
      // The page answers what was sent and shows it; it is not taken yet. Seen again, it does not show what came after.
      if (Unsent.again) Unsent.fill(form, found.pairs);
    } else if (found && Unsent.fill(form, found.pairs)) {
      Unsent.say(form, () => {
        Unsent.fill(form, drawn);
        Unsent.drop(place);
      });
    } else {
      Unsent.drop(place);
    }
    const write = () => {
      if (same()) Unsent.drop(place);
      else Unsent.write(place, { pairs: Unsent.pairs(form) });
    };
    form.addEventListener("input", write);
    form.addEventListener("change", write);
    form.addEventListener("submit", () => Unsent.send(place));
  }

  for (const form of document.forms) {
    const { pathname, search } = new URL(form.action);
    const action = pathname + search;
    // Its fields are hidden; what they were typed into is sent with it.
    if (form.matches("[data-confirms]")) form.addEventListener("submit", () => Unsent.send(`${action} 0`));
    if (!form.querySelector(typed) || form.matches("[data-draft], [data-unkept]")) continue;
    const nth = seen.get(action) || 0;
    seen.set(action, nth + 1);
    watch(form, `${action} ${nth}`);
  }
})();
