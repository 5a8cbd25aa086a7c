"use strict";

/* a list of cases: one is open at a time; keys for whoever works through many of them */
document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  if (!target.matches("[data-body]")) return;
  document.querySelectorAll("[data-body]").forEach((body) => { if (body !== target) fold(body); });
  if (event.detail.shouldSwap) hold(target.closest("[data-case]"));
});

document.addEventListener("click", (event) => {
  const folding = event.target.closest("[data-fold]");
  if (!folding) return;
  const place = folding.closest("[data-case]");
  fold(folding.closest("[data-body]"));
  place.querySelector("[data-open]").focus();
});

function fold(body) {
  body.replaceChildren();
  body.closest("[data-case]").classList.remove("is-open");
}

function hold(place) {
  document.querySelectorAll("[data-case][aria-current]").forEach((each) => each.removeAttribute("aria-current"));
  place.setAttribute("aria-current", "true");
  return place;
}

function step(by) {
  const places = [...document.querySelectorAll("[data-case]")];
  if (!places.length) return;
  const here = places.findIndex((each) => each.hasAttribute("aria-current"));
  const next = here < 0 ? (by > 0 ? 0 : places.length - 1) : Math.min(Math.max(here + by, 0), places.length - 1);
  hold(places[next]).querySelector("[data-open]").focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: (place) => {
    if (!place) return;
    const folding = place.querySelector("[data-fold]");
    (folding || place.querySelector("[data-open]")).click();
  },
  x: (place) => place?.querySelector("input[type=checkbox]")?.click(),
  a: (place) => (place || document).querySelector('[data-key="a"]')?.click(),
  r: (place) => (place || document).querySelector('[name="answer"]')?.focus(),
  "?": () => document.querySelectorAll("[data-help]").forEach((help) => { help.open = !help.open; }),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector("[data-keys]")) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act(document.querySelector("[data-case][aria-current]"));
});
