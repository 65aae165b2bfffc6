// A table of the newest rows, of however many: it holds a window of them, and more of the older ones when they are asked for.
import { byId, el } from './dom.js';

const first = 25;
const step = 100;
const narrow = matchMedia('(max-width: 50rem)');

export class LiveTable {
  #rows = new Map();
  #shown = first;
  #count = 0;
  #name;
  #key;
  #label;
  #cells;
  #detail;
  #older;
  #body;
  #columns;

  /**
   * name: what the ids of its elements begin with; key: the number of a row; label: what its button says; cells: the other columns;
   * detail: makes, by a promise, what opens below a row; older: fetches rows below a number.
   */
  constructor({ name, key, label, cells, detail, older }) {
    this.#name = name;
    this.#key = key;
    this.#label = label;
    this.#cells = cells;
    this.#detail = detail;
    this.#older = older;
    this.#body = byId(`${name}-rows`);
    this.#columns = this.#body.closest('table').tHead.rows[0].cells;
    byId(`${name}-more`).addEventListener('click', () => this.#more());
    narrow.addEventListener('change', () => this.#rows.forEach(entry => entry.below?.firstChild.setAttribute('colspan', this.#visibleColumns())));
    this.#settle();
  }

  /** Takes news: how many rows there are, and those that are new or have changed, newest first. */
  apply({ clear, count, rows }) {
    if (clear) {
      this.#clear();
    }

    this.#count = count;
    const newest = this.#newest();
    const fresh = rows.filter(row => this.#key(row) > newest).slice(0, this.#shown);
    if (fresh.length > 0 && newest > 0 && this.#key(fresh.at(-1)) > newest + 1) {
      // So many came at once that some are missing in between: the older ones are there to be asked for.
      this.#clear();
    }

    for (const row of rows) {
      this.#rows.get(this.#key(row))?.update(row);
    }

    this.#body.prepend(...fresh.map(row => this.#add(row)));
    this.#rows = new Map([...this.#rows].sort(([a], [b]) => b - a));
    this.#trim();
    this.#settle();
  }

  /** Shows these rows and no others, in their order; count is how many there are beyond them. */
  replace(rows, count) {
    this.#clear();
    this.#count = count;
    this.#body.append(...rows.map(row => this.#add(row)));
    this.#settle();
  }

  get size() {
    return this.#rows.size;
  }

  /** What is open spans no column that is not there: a narrow screen has fewer. */
  #visibleColumns() {
    return [...this.#columns].filter(column => !(narrow.matches && column.classList.contains('wide'))).length;
  }

  #newest() {
    return this.#rows.keys().next().value ?? 0;
  }

  #clear() {
    this.#rows.clear();
    this.#body.replaceChildren();
  }

  #trim() {
    for (const [key, entry] of [...this.#rows].reverse()) {
      // What somebody reads stays.
      if (this.#rows.size <= this.#shown || entry.isOpen()) {
        return;
      }

      entry.line.remove();
      this.#rows.delete(key);
    }
  }

  async #more() {
    const rows = await this.#older([...this.#rows.keys()].at(-1), step, this.#rows.size);
    this.#shown = this.#rows.size + rows.length;
    this.#body.append(...rows.filter(row => !this.#rows.has(this.#key(row))).map(row => this.#add(row)));
    this.#settle();
  }

  #settle() {
    byId(`${this.#name}-more`).hidden = this.#rows.size >= this.#count;
    byId(`${this.#name}-empty`).hidden = this.#rows.size > 0;
  }

  #add(row) {
    const key = this.#key(row);
    const button = el('button', { type: 'button', class: 'open', 'aria-expanded': 'false', click: () => this.#toggle(key) }, this.#label(row));
    const line = el('tr', {}, el('th', { scope: 'row' }, button));
    const entry = {
      line,
      button,
      row,
      below: null,
      isOpen: () => entry.below !== null || document.activeElement === button,
      update: changed => {
        entry.row = changed;
        const cells = this.#cells(changed).map((cell, index) => el('td', { class: this.#columns[index + 1].className || null }, cell));
        line.replaceChildren(line.firstChild, ...cells);
      },
    };
    entry.update(row);
    this.#rows.set(key, entry);
    return line;
  }

  async #toggle(key) {
    const entry = this.#rows.get(key);
    if (entry.below) {
      entry.below.remove();
      entry.below = null;
      entry.button.setAttribute('aria-expanded', 'false');
      return;
    }

    const cell = el('td', { colspan: this.#visibleColumns() }, 'Loading…');
    entry.below = el('tr', { class: 'detail', id: `${this.#name}-${key}` }, cell);
    entry.line.after(entry.below);
    entry.button.setAttribute('aria-expanded', 'true');
    entry.button.setAttribute('aria-controls', entry.below.id);
    try {
      cell.replaceChildren(...await this.#detail(entry.row));
    } catch (problem) {
      cell.replaceChildren(el('p', { class: 'error', role: 'alert' }, problem.message));
    }
  }
}
