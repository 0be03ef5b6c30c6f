"use strict";
// Niceties only: the report says everything without this script.
(() => {
  // A link into a closed section opens it, and what it stands in.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // On paper all evidence is open; afterwards what was closed is closed again.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not(.shot, .aside)")].filter((part) => !part.open);
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });

  const toggle = document.getElementById("toggle");
  if (toggle) {
    toggle.hidden = false;
    toggle.addEventListener("click", () => {
      const open = toggle.getAttribute("aria-pressed") !== "true";
      for (const part of document.querySelectorAll("main details:not(.shot, .aside)")) part.open = open;
      toggle.setAttribute("aria-pressed", String(open));
      toggle.textContent = open ? "Close all" : "Open all";
    });
  }

  // Pointing at a box or a line shows the paths that pass through it.
  const picture = document.querySelector("svg.flows");
  if (picture) {
    const parts = [...picture.querySelectorAll("[data-flows]")];
    const flowsOf = (part) => part.dataset.flows.split(" ");
    const show = (chosen) => {
      const wanted = new Set(chosen);
      picture.classList.toggle("choosing", wanted.size > 0);
      for (const part of parts) part.classList.toggle("chosen", flowsOf(part).some((flow) => wanted.has(flow)));
    };
    for (const part of parts) {
      part.addEventListener("pointerenter", () => show(flowsOf(part)));
      part.addEventListener("pointerleave", () => show([]));
    }
  }
})();
