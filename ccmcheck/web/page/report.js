// The report's own HTML, taken over into this page. Its words are escaped where it is made; nothing in it runs here.
const KEPT = ["header", "nav", "main", "footer"];
const NEVER = "script, style, link, meta, base, iframe, object, embed, form, img, [onload], [onerror]";

export function adopted(html) {
  const body = html.slice(html.indexOf("<body>"));  // the style in its head is this page's own
  const parsed = new DOMParser().parseFromString(body, "text/html");
  parsed.querySelectorAll(NEVER).forEach((one) => one.remove());
  const holder = document.createElement("div");
  holder.className = "report";
  for (const name of KEPT) {
    const part = parsed.body.querySelector(`:scope > ${name}`);
    if (!part) continue;
    const own = document.createElement(name === "main" || name === "footer" || name === "header" ? "div" : name);
    own.className = `report-${name}`;
    for (const { name: attribute, value } of part.attributes) if (attribute !== "class") own.setAttribute(attribute, value);
    own.append(...part.childNodes);
    holder.append(document.adoptNode(own));
  }
  return holder;
}

// Elements by name, attributes and what they hold; words are always text.
export function made(name, attributes = {}, ...inner) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null) element.setAttribute(key, value);
  }
  element.append(...inner);
  return element;
}
