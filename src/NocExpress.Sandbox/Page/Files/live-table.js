// A table of the newest rows, of however many: it holds a window of them, and more of the older ones when they are asked for.
import { byId, el } from './dom.js';

const first = 25;
const step = 100;
const narrow = matchMedia('(max-width: 50rem)');

export class LiveTable {
  #rows = new Map();
  #shown = first;
  #count = 0;
  #isNewest = true;
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
  }

  /** Takes news: how many rows there are, and those that are new or have changed, newest first. */
  apply({ clear, count, rows }) {
    if (clear) {
      this.#rows.clear();
      this.#body.replaceChildren();
    }

    this.#count = count;
    const newest = this.#newest();
    const fresh = rows.filter(row => this.#key(row) > newest).slice(0, this.#shown);
    if (fresh.length > 0 && newest > 0 && this.#key(fresh.at(-1)) > newest + 1) {
      // So many came at once that some are missing in between: what is older is there to be asked for.
      this.#trim(0);
    }

    for (const row of rows) {
      this.#rows.get(this.#key(row))?.update(row);
    }

    this.#body.prepend(...fresh.flatMap(row => this.#add(row)));
    this.#sort();
    this.#trim(this.#shown);
    this.#settle();
  }

  /**
   * Shows these rows and no others, in their order, which is that of their numbers if isNewest; count is how many there are beyond them. Those that are
   * open stay so.
   */
  replace(rows, count, isNewest) {
    const old = this.#rows;
    this.#rows = new Map();
    this.#isNewest = isNewest;
    this.#count = count;
    const lines = rows.map(row => this.#add(row, old.get(this.#key(row))));
    this.#body.replaceChildren(...lines.flat());
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

  /** Lets go of the oldest beyond so many, but for what somebody reads. */
  #trim(most) {
    for (const [key, entry] of [...this.#rows].reverse()) {
      if (this.#rows.size > most && !entry.isOpen()) {
        entry.line.remove();
        this.#rows.delete(key);
      }
    }
  }

  async #more() {
    // Those behind a gap were kept because they are open.
    const keys = [...this.#rows.keys()];
    const last = this.#isNewest ? keys.findIndex((key, index) => keys[index + 1] !== key - 1) : keys.length - 1;
    const rows = await this.#older(keys[last], step, last + 1);
    const lines = rows.filter(row => !this.#rows.has(this.#key(row))).map(row => this.#add(row));
    this.#shown = this.#rows.size;
    if (this.#isNewest) {
      this.#sort();
      this.#body.append(...[...this.#rows.values()].flatMap(entry => entry.lines()));
    } else {
      this.#body.append(...lines.flat());
    }

    this.#settle();
  }

  #sort() {
    this.#rows = new Map([...this.#rows].sort(([a], [b]) => b - a));
  }

  #settle() {
    byId(`${this.#name}-more`).hidden = this.#rows.size >= this.#count;
    byId(`${this.#name}-empty`).hidden = this.#rows.size > 0;
  }

  /** The lines of a row, of one that was there before or a new one. */
  #add(row, before = undefined) {
    const entry = before ?? this.#make(row);
    entry.update(row);
    this.#rows.set(this.#key(row), entry);
    return entry.lines();
  }

  #make(row) {
    const button = el('button', { type: 'button', class: 'open', 'aria-expanded': 'false', click: () => this.#toggle(entry) }, this.#label(row));
    const line = el('tr', {}, el('th', { scope: 'row' }, button));
    const entry = {
      line,
      button,
      row,
      below: null,
      lines: () => (entry.below ? [line, entry.below] : [line]),
      isOpen: () => entry.below !== null || document.activeElement === button,
      update: changed => {
        entry.row = changed;
        // The button stays where it is, with the focus that it may have.
        [...line.children].slice(1).forEach(cell => cell.remove());
        line.append(...this.#cells(changed).map((cell, index) => el('td', { class: this.#columns[index + 1].className || null }, cell)));
      },
    };
    return entry;
  }

  async #toggle(entry) {
    if (entry.below) {
      entry.below.remove();
      entry.below = null;
      entry.button.setAttribute('aria-expanded', 'false');
      return;
    }

    const cell = el('td', { colspan: this.#visibleColumns() }, 'Loading…');
    entry.below = el('tr', { class: 'detail', id: `${this.#name}-${this.#key(entry.row)}` }, cell);
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
