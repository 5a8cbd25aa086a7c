/* Nothing on a page needs this file to work. It keeps a form from being sent twice, moves the focus to what a
   fragment brought, closes a toast, says so when nothing could be sent, and brings the entry of this page into sight
   where the navigation is a strip. */
"use strict";

const PATIENCE = 8000; // ms; a download leaves the page standing, so its button must come back

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  window.setTimeout(() => release(form), PATIENCE);
}, true);

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

/* the way back shows the page as it was left, also its sent forms */
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

const here = document.querySelector(".mainnav [aria-current]");
if (here) {
  const strip = here.closest("ul");
  strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
}

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-close]");
  if (close) close.closest(".toast").remove();
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest("form");
  if (form) release(form);
});

/* a refused form: to the first box that is wrong; otherwise where the fragment asks for it */
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  const target = part.querySelector('[aria-invalid="true"], [data-focus]');
  if (target) target.focus();
});

function say(sentence) {
  const place = document.getElementById("toasts");
  if (!place) return;
  place.classList.add("is-floating");
  const toast = document.createElement("div");
  toast.className = "toast note is-warn";
  const text = document.createElement("p");
  text.textContent = sentence;
  const close = document.createElement("button");
  close.type = "button";
  close.dataset.close = "";
  close.textContent = "知道了";
  toast.append(text, close);
  place.replaceChildren(toast);
}

document.addEventListener("htmx:sendError", () => say("没有连上服务器，刚才那一步没有办成。请检查网络后再试一次。"));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  say(status === 403
    ? "这一步没有办成：您的职务不能办，或这一页开得太久。请刷新后再试。"
    : "这一步没有办成，请刷新后再试；还不行，请告诉管理员。");
});
