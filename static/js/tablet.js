/* The tablet at the door. Every sign-in is written down in the browser first, then sent; without network it waits
   there with its hour and a nonce, and sending it twice does no harm. When the activity is over, or its hours have
   passed, every name and number is wiped from the device. */
"use strict";

(() => {
  const page = document.body.dataset;
  const at = (id) => document.getElementById(id);
  const RETRY = 4000;
  const REFRESH = 10000;
  const QUIET = 6000;
  const LONGEST = 6;
  let state = null;
  let asked = null;
  let proxy = null;
  let typed = "";
  let quiet = 0;
  let sending = false;

  /* --- what is kept in the browser ------------------------------------------------------------------ */

  const store = new Promise((ready, failed) => {
    const opening = indexedDB.open(`door-${page.key}`, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("scans", { keyPath: "nonce" });
      opening.result.createObjectStore("state");
    };
    opening.onsuccess = () => ready(opening.result);
    opening.onerror = () => failed(opening.error);
  });

  async function ask(name, mode, act) {
    const db = await store;
    return new Promise((done, failed) => {
      const work = db.transaction(name, mode);
      const request = act(work.objectStore(name));
      work.oncomplete = () => done(request.result);
      work.onabort = () => failed(work.error);
    });
  }

  const waiting = () => ask("scans", "readonly", (all) => all.getAll());
  const keepScan = (scan) => ask("scans", "readwrite", (all) => all.put(scan));
  const dropScan = (nonce) => ask("scans", "readwrite", (all) => all.delete(nonce));
  const keepState = (value) => ask("state", "readwrite", (all) => all.put(value, "people"));
  const keptState = () => ask("state", "readonly", (all) => all.get("people"));

  async function forgetNames() {
    state = null;
    at("roll").replaceChildren();
    at("theme").textContent = "";
    cancel();
    const lost = at("refused").children.length;
    const line = document.createElement("li");
    line.textContent = `有 ${lost} 人没能登记，请告诉记录人，名单在活动的“会场平板”页上。`;
    at("refused").replaceChildren(...(lost ? [line] : []));
    await ask("state", "readwrite", (all) => all.clear());
    if (navigator.serviceWorker) (await navigator.serviceWorker.getRegistration())?.active?.postMessage({ forget: true });
  }

  /* --- the server ----------------------------------------------------------------------------------- */

  async function refresh() {
    let answer;
    try {
      answer = await fetch(page.state, { cache: "no-store" });
    } catch {
      return offline();
    }
    if (answer.status === 403) return over("这台设备没有打开会场签到，或已经收回。");
    if (!answer.ok) return offline();
    const fresh = await answer.json();
    await flush();
    if (fresh.over) return over(fresh.over);
    const mine = new Set((await waiting()).map((scan) => scan.number));
    fresh.people.forEach((person) => { person.here = person.here || mine.has(person.number); });
    fresh.until = Date.now() + fresh.forget_in * 1000;
    await keepState(fresh);
    show(fresh);
    return tell();
  }

  async function offline() {
    const kept = state || await keptState();
    /* without network the device's own clock says when the names have to go */
    if (kept && Date.now() >= kept.until) return over("签到的时间已过。");
    if (kept) show(kept);
    return tell(true);
  }

  async function over(sentence) {
    await forgetNames();
    at("tabs").hidden = at("pad").hidden = at("names").hidden = true;
    say(sentence, true);
    return tell();
  }

  async function flush() {
    const scans = sending ? [] : (await waiting()).slice(0, 100);
    if (!scans.length) return;
    sending = true;
    try {
      const now = Date.now();
      const body = { scans: scans.map(({ nonce, number, when, by }) => ({ nonce, number, proxy: by, age: (now - when) / 1000 })) };
      const answer = await fetch(page.scans, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
        body: JSON.stringify(body),
      });
      if (!answer.ok) return;
      for (const { nonce, refusal } of (await answer.json()).outcomes) {
        const scan = scans.find((each) => each.nonce === nonce);
        if (refusal) complain(scan, refusal);
        await dropScan(nonce);
      }
    } catch {
      /* no network: what was written down stays */
    } finally {
      sending = false;
    }
  }

  /* --- the page ------------------------------------------------------------------------------------- */

  function show(fresh) {
    state = fresh;
    at("theme").textContent = fresh.theme;
    at("tabs").hidden = false;
    if (at("pad").hidden && at("names").hidden && at("ask").hidden) at("pad").hidden = false;
    at("roll").replaceChildren(...fresh.people.map((person) => {
      const line = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = person.here ? "btn is-here" : "btn";
      button.textContent = person.here ? `${person.name} 已签` : person.name;
      button.addEventListener("click", () => choose(person));
      line.append(button);
      return line;
    }));
  }

  async function tell(off = false) {
    const count = (await waiting()).length;
    at("net").classList.toggle("is-off", off || count > 0);
    at("net").textContent = count ? `${off ? "网络断了，" : ""}还有 ${count} 人没传到，网络通了自动传` : off ? "网络断了，照常签" : "网络正常";
  }

  function say(sentence, stays = false) {
    const place = at("said");
    place.textContent = sentence;
    place.hidden = !sentence;
    place.classList.toggle("is-done", !stays);
    window.clearTimeout(quiet);
    if (!stays) quiet = window.setTimeout(() => { place.hidden = true; }, QUIET);
  }

  function complain(scan, refusal) {
    const person = state && state.people.find((each) => each.number === scan.number);
    if (person) person.here = false;
    const line = document.createElement("li");
    line.textContent = `${person ? person.name : scan.number} 没有登记：${refusal}`;
    at("refused").append(line);
    at("refused").hidden = false;
  }

  function type(digits) {
    typed = digits.slice(0, LONGEST);
    at("typed").textContent = typed;
    if (!state || !typed) return;
    const possible = state.people.filter((each) => each.number.startsWith(typed));
    if (!possible.length) unknown();
    else if (possible.length === 1 && possible[0].number === typed) choose(possible[0]);
  }

  function unknown() {
    typed = "";
    at("typed").textContent = "";
    say("没有这个签到号，请再按一次，或点“找名字”。", true);
  }

  function enter() {
    const person = state && state.people.find((each) => each.number === typed);
    if (person) choose(person);
    else if (typed) unknown();
  }

  function choose(person) {
    asked = person;
    at("said").hidden = true;
    at("who").textContent = person.name;
    at("ask").hidden = false;
    at("pad").hidden = at("names").hidden = true;
    at("yes").textContent = proxy ? `${proxy.name}代签` : "是我，签到";
    at("yes").hidden = person.here;
    at("ask-note").textContent = person.here ? "已经签到，不用再签。" : proxy ? `由 ${proxy.name} 代签，签到册会写明。` : "";
    at("for-other").hidden = !person.here || Boolean(proxy);
  }

  function cancel() {
    asked = null;
    proxy = null;
    typed = "";
    at("typed").textContent = "";
    at("ask").hidden = true;
    at("who").textContent = at("ask-note").textContent = "";
    at("yes").textContent = "是我，签到";
    if (state) turn("pad");
  }

  function turn(name) {
    at("pad").hidden = name !== "pad";
    at("names").hidden = name !== "names";
    at("ask").hidden = true;
    document.querySelectorAll("[data-show]").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.show === name)));
  }

  async function sign() {
    /* the list may have come anew since the name was pressed */
    const person = state.people.find((each) => each.number === asked.number) || asked;
    const by = proxy;
    /* getRandomValues also works on an address without https */
    const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const when = Date.now();
    await keepScan({ nonce, number: person.number, when, by: by ? by.number : "" });
    person.here = true;
    await keepState(state);
    const hour = new Date(when).toTimeString().slice(0, 5);
    cancel();
    show(state);
    say(by ? `${person.name}：${by.name}代签 ${hour}` : `${person.name}：已签到 ${hour}`);
    await flush();
    await tell(!navigator.onLine);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.digit) type(typed + button.dataset.digit);
    else if (button.dataset.act === "enter") enter();
    else if (button.dataset.act === "back") type(typed.slice(0, -1));
    else if (button.dataset.show) { typed = ""; at("typed").textContent = ""; turn(button.dataset.show); }
    else if (button.id === "yes") sign();
    else if (button.id === "no") cancel();
    else if (button.id === "for-other") {
      proxy = asked;
      typed = "";
      at("typed").textContent = "";
      turn("pad");
      say(`请按要代签的同志的签到号，或找名字。由 ${proxy.name} 代签。`, true);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (/^\d$/.test(event.key) && !at("pad").hidden) type(typed + event.key);
    else if (event.key === "Backspace" && !at("pad").hidden) type(typed.slice(0, -1));
    else if (event.key === "Enter" && !at("pad").hidden) enter();
    else if (event.key === "Escape") cancel();
  });

  async function keepPage() {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register(page.worker, { scope: "/tablet/" });
    const ready = await navigator.serviceWorker.ready;
    const files = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")].map((each) => each.href);
    const scripts = [...document.scripts].map((each) => each.src).filter(Boolean);
    ready.active.postMessage({ keep: [location.href, ...files, ...scripts] });
  }

  window.addEventListener("online", refresh);
  window.addEventListener("offline", () => tell(true));
  window.setInterval(async () => { if ((await waiting()).length) { await flush(); await tell(!navigator.onLine); } }, RETRY);
  window.setInterval(refresh, REFRESH);
  refresh().then(() => { if (state) keepPage().catch(() => {}); });
})();
