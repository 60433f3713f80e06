// What a page does better with a script: it opens the hop that its address names, keeps the place when the view is switched, and grows while a dance is
// danced. Without it, pages show the same when they are loaded again.
const main = document.getElementById("main");

function openNamed() {
  if (!/^#hop-[0-9]+$/.test(location.hash)) return;
  const named = document.getElementById(location.hash.slice(1));
  for (let box = named?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  named?.scrollIntoView();
}

// The other view's link goes to the hop that was opened or named last.
document.addEventListener("click", event => {
  const link = event.target.closest(".views a");
  if (link && location.hash) link.hash = location.hash;
});
document.addEventListener("toggle", event => {
  const hop = event.target.open && event.target.querySelector?.(":scope > .open[id]");
  if (hop && location.hash !== `#${hop.id}`) history.replaceState(null, "", `#${hop.id}`);
}, true);
addEventListener("hashchange", openNamed);
openNamed();

// Makes a node what the server says it is, and leaves alone what is the same: open hops, the focus and the scroll position stay.
function become(now, next) {
  if (now.isEqualNode(next)) return;
  if (now.nodeType !== Node.ELEMENT_NODE || now.nodeName !== next.nodeName || now instanceof SVGElement) return now.replaceWith(next);
  for (const { name } of [...now.attributes])
    if (!next.hasAttribute(name) && !(name === "open" && now.nodeName === "DETAILS")) now.removeAttribute(name);
  for (const { name, value } of next.attributes)
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  if (now.nodeName === "SELECT") return;
  const keyed = new Map([...now.children].filter(child => child.dataset.key).map(child => [child.dataset.key, child]));
  let at = now.firstChild;
  for (const child of [...next.childNodes]) {
    const same = child.dataset?.key ? keyed.get(child.dataset.key) : at && !at.dataset?.key && at.nodeName === child.nodeName ? at : null;
    if (!same) {
      now.insertBefore(child, at);
      continue;
    }
    if (same !== at) now.insertBefore(same, at);
    at = same.nextSibling;
    become(same, child);
  }
  while (at) {
    const after = at.nextSibling;
    at.remove();
    at = after;
  }
}

let asking = false, again = false;
async function look() {
  if (asking) return void (again = true);
  asking = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("main");
    if (next) {
      document.title = page.title;
      become(main, next);
    }
  } catch {
    // Not there just now: the next event tries again.
  } finally {
    asking = false;
    if (again) {
      again = false;
      look();
    }
  }
}

// A browser has few connections for one site: a page that nobody looks at gives its own back.
let events = null, later = 0;
function listen() {
  clearTimeout(later);
  if (document.hidden || events || !main.dataset.events) return;
  events = new EventSource(main.dataset.events);
  events.addEventListener("changed", look);
  events.addEventListener("error", () => {
    if (events?.readyState !== EventSource.CLOSED) return;
    events = null;
    later = setTimeout(listen, 10_000);
  });
}
function rest() {
  clearTimeout(later);
  events?.close();
  events = null;
}
document.addEventListener("visibilitychange", () => document.hidden ? rest() : listen());
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
listen();
