// A country picker without <select>: a button or box opens a list elsewhere in the document, options are chosen by
// mouse. `kind`: "click" opens on click, "mousedown" on mousedown (as Ant and MUI do), "search" has a filter field.
const COUNTRIES = [
  ["US", "United States", "+1"], ["GB", "United Kingdom", "+44"], ["FR", "France", "+33"], ["ES", "España", "+34"],
  ["LI", "Liechtenstein", "+423"], ["DE", "Deutschland", "+49"], ["CN", "中国", "+86"], ["JP", "日本", "+81"], ["EG", "مصر", "+20"],
];

function picker(opener, { kind = "click", option = "li", list = "ul", names = {}, change }) {
  let open = null;
  const close = () => { open?.remove(); open = null; opener.setAttribute("aria-expanded", "false"); };
  const show = () => {
    if (open) return close();
    open = document.createElement(list);
    open.setAttribute("role", "listbox");
    open.className = "picker-list";
    open.style.cssText = "position:absolute;z-index:9;margin:0;padding:4px;background:#fff;border:1px solid #888;max-height:180px;overflow:auto;list-style:none";
    const box = opener.getBoundingClientRect();
    open.style.left = `${box.left + scrollX}px`;
    open.style.top = `${box.bottom + scrollY}px`;
    const draw = (filter = "") => {
      for (const old of open.querySelectorAll("[role=option]")) old.remove();
      for (const [code, name, prefix] of COUNTRIES) {
        const shown = `${names[code] ?? name} (${prefix})`;
        if (!shown.toLowerCase().includes(filter.toLowerCase())) continue;
        const item = document.createElement(option);
        item.setAttribute("role", "option");
        item.textContent = shown;
        item.style.cssText = "padding:3px 8px;cursor:pointer";
        item.addEventListener("click", () => { opener.textContent = prefix; change(prefix); close(); });
        open.append(item);
      }
    };
    if (kind === "search") {
      const search = document.createElement("input");
      search.setAttribute("role", "searchbox");
      search.placeholder = "…";
      search.addEventListener("input", () => draw(search.value));
      open.append(search);
    }
    draw();
    document.body.append(open);
    opener.setAttribute("aria-expanded", "true");
  };
  opener.addEventListener(kind === "mousedown" ? "mousedown" : "click", (event) => { event.preventDefault(); show(); });
}
