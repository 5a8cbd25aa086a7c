/* Reads printed sign-in cards with the camera, where the browser can; the form beneath does the rest. No picture
   leaves the telephone, and none is kept. Without BarcodeDetector the telephone's own camera opens the card's link. */
"use strict";

(async () => {
  const form = document.querySelector(".scan-form");
  const box = form.querySelector("[name=card]");
  const start = document.getElementById("camera-on");
  /* empty as soon as it is on its way: a hand scanner writes the next card before the answer is there */
  let sent = "";
  document.addEventListener("htmx:configRequest", () => { sent = box.value; box.value = ""; });
  document.addEventListener("htmx:sendError", () => { box.value = box.value || sent; });

  const able = "BarcodeDetector" in window && navigator.mediaDevices
    && (await window.BarcodeDetector.getSupportedFormats()).includes("qr_code");
  if (!able) return;
  document.getElementById("camera-missing").hidden = true;
  start.hidden = false;

  start.addEventListener("click", async () => {
    const place = document.getElementById("camera");
    const view = place.querySelector("video");
    try {
      view.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      document.getElementById("camera-missing").hidden = false;
      start.hidden = true;
      return;
    }
    place.hidden = false;
    start.hidden = true;
    await view.play();
    watch(view);
  });

  async function watch(view) {
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    let last = "";
    let seen = 0;
    for (;;) {
      await new Promise((next) => { window.setTimeout(next, 250); });
      if (!view.srcObject) return;
      const [found] = await detector.detect(view).catch(() => []);
      if (!found) continue;
      /* the same card held still is read once; shown again after five seconds it is told again */
      if (found.rawValue === last && Date.now() - seen < 5000) continue;
      last = found.rawValue;
      seen = Date.now();
      box.value = found.rawValue;
      form.requestSubmit();
      if (navigator.vibrate) navigator.vibrate(80);
    }
  }
})();
