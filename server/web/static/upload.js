// Sends a chosen file at once and shows it in its row; without a script the button sends it.
(() => {
  const form = document.querySelector("form[data-files]");
  if (!form) return;
  const token = form.querySelector("input[name=csrf_token]").value;

  async function post(address, data) {
    data.append("csrf_token", token);
    const answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } });
    const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
    if (!answer.ok) throw new Error(told.message || form.dataset.failedFile);
    return told;
  }

  function say(box, words) {
    box.querySelector("p.err")?.remove();
    if (!words) return;
    const line = document.createElement("p");
    line.className = "err";
    line.setAttribute("role", "alert");
    line.textContent = words;
    box.append(line);
  }

  // Says that a file is too large before it is sent; empty where it is not.
  function largerThanTaken(file) {
    if (file.size <= Number(form.dataset.largest)) return "";
    const size = Math.ceil(file.size / 1024 / 1024 * 10) / 10;
    const words = { "{name}": file.name, "{size}": size.toLocaleString(document.documentElement.lang) };
    return form.dataset.tooLarge.replace(/\{name\}|\{size\}/g, (hole) => words[hole]);
  }

  function show(box, file) {
    const line = document.createElement("span");
    line.className = "file";
    const link = document.createElement("a");
    link.href = file.address;
    link.textContent = file.name;
    const remove = document.createElement("button");
    remove.type = "submit";
    remove.className = "linkbtn";
    remove.dataset.remove = "";
    remove.formNoValidate = true;
    remove.setAttribute("formaction", file.remove);
    remove.setAttribute("aria-label", `${form.dataset.removeWords} ${file.name}`);
    remove.textContent = form.dataset.removeWords;
    line.append(link, " ", remove);
    box.insertBefore(line, box.querySelector("details"));
  }

  form.addEventListener("change", async (event) => {
    const field = event.target;
    if (!field.matches("input[data-upload]") || !field.files.length) return;
    const box = field.closest("[data-files]");
    const tooLarge = largerThanTaken(field.files[0]);
    if (tooLarge) {
      field.value = "";
      say(box, tooLarge);
      return;
    }
    const data = new FormData();
    data.append(field.name, field.files[0]);
    field.disabled = true;
    say(box, "");
    try {
      (await post(form.dataset.files, data)).files.forEach((file) => show(box, file));
      box.querySelector("details").open = false;
    } catch (error) {
      say(box, error.message);
    } finally {
      field.value = "";
      field.disabled = false;
    }
  });

  // A chosen file is on its way already: the button for browsers without a script asks for one.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-choose]");
    if (!button) return;
    event.preventDefault();
    button.closest("details").querySelector("input[data-upload]").click();
  });

  form.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-remove]");
    if (!button) return;
    event.preventDefault();
    const box = button.closest("[data-files]");
    try {
      await post(button.formAction, new FormData());
      button.closest(".file").remove();
      box.querySelector("summary")?.focus();
    } catch (error) {
      say(box, error.message);
    }
  });
})();
