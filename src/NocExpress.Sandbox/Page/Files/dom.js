// Makes elements. Texts of clients only ever become text nodes: nothing here takes markup.

const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** An element; of the attributes, functions are listeners, and true and false add and leave out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(key, value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }

  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** Text with the characters shown that nobody sees and that turn the direction of others. */
export function visible(text) {
  return String(text ?? '').replace(hidden, found => `\\u{${found.codePointAt(0).toString(16)}}`);
}

/** Text of a client, which keeps its direction to itself. */
export function foreign(text) {
  return el('bdi', {}, visible(text));
}

/** Text of a client over many lines; what is very long is cut, and said to be. */
export function block(text) {
  const longest = 20000;
  const all = visible(text);
  const more = all.length - longest;
  return el('pre', { tabindex: '0' }, more > 0 ? `${all.slice(0, longest)}\n… and ${more} more characters` : all);
}

/** A description in which `code` is marked. */
export function described(text) {
  return text.split('`').map((part, index) => (index % 2 ? el('code', {}, part) : part));
}

/** Fills a list anew with items that have a data-key. The focus stays in the one that has it, and else in the section. */
export function refill(list, items) {
  const key = list.contains(document.activeElement) ? document.activeElement.closest('li').dataset.key : null;
  list.replaceChildren(...items);
  if (key !== null) {
    (items.find(item => item.dataset.key === key)?.querySelector('button') ?? list.closest('section')).focus();
  }
}

/** A table of a caption, headers and rows; the first cell of a row heads it. */
export function table(caption, headers, rows, kind = '') {
  return el('table', { class: `inner ${kind}` },
    el('caption', {}, caption),
    el('thead', {}, el('tr', {}, ...headers.map(header => el('th', { scope: 'col' }, header)))),
    el('tbody', {}, ...rows.map(([first, ...others]) =>
      el('tr', {}, el('th', { scope: 'row' }, first), ...others.map(cell => el('td', {}, cell))))));
}

/** The time of day, with the date where that is not today's: the sandbox's clock can be turned. */
export function time(instant) {
  const date = new Date(instant);
  const day = date.toLocaleDateString('sv') === new Date().toLocaleDateString('sv') ? '' : `${date.toLocaleDateString('sv')} `;
  return el('time', { datetime: date.toISOString(), title: date.toISOString() }, day + date.toLocaleTimeString('en-GB'));
}

export function bytes(size) {
  return size < 1024 ? `${size} B` : size < 1048576 ? `${(size / 1024).toFixed(1)} KiB` : `${(size / 1048576).toFixed(1)} MiB`;
}

export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

export const byId = id => document.getElementById(id);
