// How the sandbox behaves: every switch, and those that are not as usual.
import { byId, described, el, refill } from './dom.js';
import { call } from './server.js';
import { switchField } from './switch-field.js';

export function showBehaviours(switches) {
  let behaviour = {};
  const fields = new Map();
  const put = (key, value) => call('behaviour', 'PUT', { [key]: value });
  for (const one of switches) {
    byId('behaviour-list').append(one.keys ? group(one) : field(one));
  }

  return current => {
    behaviour = current;
    for (const { set } of fields.values()) {
      set();
    }

    const changed = switches.filter(one => JSON.stringify(current[one.key]) !== JSON.stringify(one.default));
    byId('change-count').textContent = `${changed.length}`;
    refill(byId('behaviour-changes'), changed.map(one => el('li', { 'data-key': one.key },
      el('div', {},
        el('code', { class: 'wrap' }, `${one.key} = ${JSON.stringify(differences(one, current[one.key]))}`),
        el('p', { class: 'hint' }, ...described(one.meaning))),
      el('button', { type: 'button', 'aria-label': `Put back: ${one.key}`, click: () => put(one.key, null) }, 'Put back'))));
  };

  function field(one) {
    const { element, set } = switchField(one, value => put(one.key, value));
    fields.set(one.key, { set: () => set(behaviour[one.key]) });
    return element;
  }

  /** An object is set as a whole. */
  function group(one) {
    const inner = one.keys.map(key => {
      const { element, set } = switchField(key, value => put(one.key, { ...behaviour[one.key], [key.key]: value ?? key.default }));
      fields.set(`${one.key}.${key.key}`, { set: () => set(behaviour[one.key][key.key]) });
      return element;
    });
    return el('details', { class: 'group' },
      el('summary', {}, el('code', {}, one.key), ' ', ...described(one.meaning)),
      el('div', { class: 'switches' }, ...inner));
  }

  /** Of an object, what is not as usual. */
  function differences(one, value) {
    return one.keys ? Object.fromEntries(one.keys
      .filter(key => JSON.stringify(value[key.key]) !== JSON.stringify(key.default))
      .map(key => [key.key, value[key.key]])) : value;
  }
}
