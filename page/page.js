// What the page does without its server: open a card, fold a passage, copy an answer, show an article, ask twice.
// Everything else is handed to the server by `trigger`, with the data-… of the button that was pressed.
(() => {
  "use strict";

  const card = (turn, number) => document.getElementById(`turn-${turn}-source-${number}`);
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  function hit(found, on, kind = "hit") {
    if (on) document.querySelectorAll(`.card.${kind}`).forEach((other) => other.classList.remove(kind));
    found?.classList.toggle(kind, on);
  }

  function unfold(found, on) {
    found.classList.toggle("open", on);
    const button = found.querySelector('[data-do="unfold"]');
    if (!button) return;
    button.setAttribute("aria-expanded", String(on));
    button.textContent = on ? "Less" : "Whole passage";
  }

  const local = {
    source(button) {
      const found = card(button.dataset.turn, button.dataset.number);
      if (!found) return;
      hit(found, true);
      unfold(found, true);
      found.focus({ preventScroll: true });
      const mark = found.querySelector("mark") || found;
      found.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
      const box = mark.getBoundingClientRect();
      if (box.bottom > innerHeight - 160 || box.top < 0) mark.scrollIntoView({ block: "center" });
    },
    unfold(button) {
      const found = button.closest(".card");
      unfold(found, !found.classList.contains("open"));
    },
    copy(button) {
      const words = button.parentElement.querySelector(".copied").textContent;
      copied(words).then(() => {
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy with sources"), 2000);
      });
    },
    close(button) {
      button.closest("dialog").close();
    },
    sure(button) {
      button.hidden = true;
      button.nextElementSibling.hidden = false;
      button.nextElementSibling.querySelector("button").focus();
    },
    unsure(button) {
      const asked = button.closest(".sure");
      asked.hidden = true;
      asked.previousElementSibling.hidden = false;
      asked.previousElementSibling.focus();
    },
    vote(button) {
      const vote = button.closest(".vote");
      vote.querySelectorAll(".thumb").forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
      const why = vote.querySelector(".why");
      why.hidden = false;
      why.querySelector("button").dataset.liked = button.dataset.liked;
      why.querySelector("input").focus();
    },
  };

  async function copied(words) {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const area = document.createElement("textarea");
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  function pressed(event, trigger) {
    const button = event.target.closest("[data-act], [data-do]");
    if (!button) return;
    if (button.dataset.do) return local[button.dataset.do](button);
    const data = { ...button.dataset };
    const why = button.closest(".why")?.querySelector("input");
    if (why) data.why = why.value;
    trigger(button.dataset.act, data);
  }

  function picked(event, trigger) {
    const box = event.target;
    if (!box.dataset.pick || box.type === "search") return;
    trigger("pick", { field: box.dataset.pick, value: box.value, on: box.type !== "checkbox" || box.checked ? "1" : "" });
  }

  let later;
  function sought(event, trigger) {
    if (event.target.type !== "search") return;
    clearTimeout(later);
    later = setTimeout(() => trigger("search", { words: event.target.value }), 250);
  }

  // A marker that has the pointer or the focus marks its card.
  function pointed(event, on) {
    const marker = event.target.closest?.(".marker");
    if (marker) hit(card(marker.dataset.turn, marker.dataset.number), on, "near");
  }

  // The article that the server sent opens as a dialog, at its mark.
  function shown(element) {
    const dialog = element.querySelector("dialog");
    if (!dialog || dialog.open) return;
    const before = document.activeElement;
    dialog.showModal();
    dialog.addEventListener("close", () => before?.focus?.(), { once: true });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close(), { once: false });
    const mark = dialog.querySelector("mark");
    (mark || dialog.querySelector(".text"))?.scrollIntoView({ block: mark ? "center" : "start" });
    dialog.querySelector(".close")?.focus({ preventScroll: true });
  }

  // What is being answered stays in sight, unless the reader has gone elsewhere.
  function followed(element) {
    const turn = element.querySelector(".turn:last-of-type");
    if (turn && !turn.dataset.seen) {
      turn.dataset.seen = "1";
      turn.scrollIntoView({ block: "start", behavior: still() ? "auto" : "smooth" });
    }
  }

  window.dateline = {
    wire(element, trigger) {
      element.addEventListener("click", (event) => pressed(event, trigger));
      element.addEventListener("change", (event) => picked(event, trigger));
      element.addEventListener("input", (event) => sought(event, trigger));
      element.addEventListener("keydown", (event) => {
        const why = event.key === "Enter" && event.target.closest(".why");
        if (why) why.querySelector("button").click();
      });
      for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
        element.addEventListener(name, (event) => pointed(event, on));
      }
    },
    shown,
    followed,
  };
})();
