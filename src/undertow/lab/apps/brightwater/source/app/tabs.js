/** Tabs as the ARIA practices describe them: one visible panel, arrow keys move between tabs. */

function select(tabs, chosen) {
  for (const tab of tabs) {
    const active = tab === chosen;
    tab.setAttribute('aria-selected', String(active));
    tab.tabIndex = active ? 0 : -1;
    document.getElementById(tab.getAttribute('aria-controls')).hidden = !active;
  }
}

export function startTabs(list) {
  const tabs = [...list.querySelectorAll('[role="tab"]')];
  list.addEventListener('click', (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) select(tabs, tab);
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    select(tabs, next);
    next.focus();
  });
}
