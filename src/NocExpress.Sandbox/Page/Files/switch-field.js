// A field for a switch, of whichever kind.
import { described, el } from './dom.js';

let fields = 0;

/** A labelled field; onChange is given its value in JSON, null where it is empty. set shows a value that came from elsewhere. */
export function switchField(description, onChange) {
  const { key, kind, meaning, example } = description;
  const id = `field-${++fields}`;
  const error = el('p', { class: 'error', id: `${id}-error`, role: 'alert' });
  const input = control(description, { id, 'aria-describedby': `${id}-meaning`, change });
  const element = el('div', { class: `switch ${kind}` },
    el('label', { for: id }, el('code', {}, key)),
    input,
    el('p', { class: 'hint', id: `${id}-meaning` }, ...described(meaning)),
    error);
  return { element, set, read };

  async function change() {
    error.textContent = '';
    try {
      await onChange(read());
    } catch (problem) {
      error.textContent = problem.message;
    }
  }

  function read() {
    const text = input.value.trim();
    switch (kind) {
      case 'flag': return input.type === 'checkbox' ? input.checked : input.value === '' ? null : input.value === 'true';
      case 'count':
      case 'number': return input.validity.badInput ? NaN : text === '' ? null : Number(text);
      case 'texts': return text === '' ? null : text.split(',').map(part => part.trim());
      case 'json': return text === '' ? null : JSON.parse(text);
      default: return text === '' ? null : text;
    }
  }

  function set(value) {
    if (input.type === 'checkbox') {
      input.checked = value === true;
    } else if (document.activeElement !== input || input.tagName === 'SELECT') {
      input.value = value === null ? '' : kind === 'texts' ? value.join(', ') : kind === 'json' ? JSON.stringify(value) : value;
    }

    if (input.type !== 'checkbox' && input.tagName !== 'SELECT') {
      input.placeholder = example === '' ? '' : `e.g. ${example}`;
    }
  }
}

function control({ kind, values, default: usual }, attributes) {
  switch (kind) {
    case 'flag': return usual === null ? choice(['true', 'false']) : el('input', { type: 'checkbox', ...attributes });
    case 'choice': return choice(values);
    case 'count': return el('input', { type: 'number', step: '1', ...attributes });
    case 'number': return el('input', { type: 'number', step: 'any', ...attributes });
    default: return el('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes });
  }

  function choice(all) {
    return el('select', attributes,
      usual === null ? el('option', { value: '' }, 'not set') : null,
      ...all.map(value => el('option', { value }, value)));
  }
}

/** Fields that are sent together, by a button; send is given those that are set. */
export function switchForm(descriptions, label, send) {
  const fields = descriptions.map(one => ({ ...one, ...switchField(one, () => {}) }));
  const error = el('p', { class: 'error', role: 'alert' });
  reset();
  return el('div', {},
    el('div', { class: 'switches' }, ...fields.map(field => field.element)),
    error,
    el('button', { type: 'button', class: 'send', click }, label));

  async function click() {
    error.textContent = '';
    try {
      const values = fields.map(field => [field.key, field.read(), field.default]);
      await send(Object.fromEntries(values.filter(([, value, usual]) => value !== null && JSON.stringify(value) !== JSON.stringify(usual))));
      reset();
    } catch (problem) {
      error.textContent = problem.message;
    }
  }

  function reset() {
    for (const field of fields) {
      field.set(field.default);
    }
  }
}
