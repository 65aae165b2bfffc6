// What goes wrong: the faults in force, those that are switched on by one click, and one of any kind.
import { byId, el, plural, refill, visible } from './dom.js';
import { call } from './server.js';
import { switchForm } from './switch-field.js';

const presets = [
  ['Lose the answer of a ticket', 'The next request for tickets is carried out, and its connection breaks before the answer.',
    { method: 'POST', path: 'tickets/external', when: 'after', cut: true, times: 1 }],
  ['Refuse two reads', '503 with Retry-After of a second, twice.', { method: 'GET', status: 503, retryAfterSeconds: 1, times: 2 }],
  ['Refuse for the limit', '429 with Retry-After of five seconds, once.', { path: '/api/', status: 429, retryAfterSeconds: 5, times: 1 }],
  ['Be two seconds late', 'Every answer of the API, until it is switched off.', { path: '/api/', delayMs: 2000 }],
  ['Never answer', 'The next request of the API waits for ever.', { path: '/api/', silent: true, times: 1 }],
  ['A gateway’s web page', '502 with HTML in place of JSON, once.',
    { path: '/api/', status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>', times: 1 }],
];

export function showFaults(switches) {
  const usual = Object.fromEntries(switches.map(one => [one.key, one.default]));
  byId('fault-presets').append(...presets.map(([name, meaning, rule]) => el('li', {},
    el('div', {}, el('b', {}, name), el('p', { class: 'hint' }, meaning)),
    el('button', { type: 'button', 'aria-label': `Switch on: ${name}`, click: () => switchOn(rule) }, 'Switch on'))));

  byId('fault-form').append(switchForm(switches, 'Switch it on', switchOn));

  return faults => {
    byId('fault-count').textContent = `${faults.length}`;
    byId('fault-none').hidden = faults.length > 0;
    refill(byId('fault-list'), faults.map(fault => el('li', { 'data-key': fault.id },
      el('div', {},
        el('b', {}, `Fault ${fault.id}`), ` ${strikes(fault)}`,
        el('p', { class: 'hint wrap' }, el('code', {}, visible(rule(fault.rule))))),
      el('button', { type: 'button', 'aria-label': `Switch off fault ${fault.id}`, click: () => switchOff(fault) }, 'Switch off'))));
  };

  async function switchOn(rule) {
    const fault = await call('faults', 'POST', rule);
    byId('news').textContent = `Fault ${fault.id} is on`;
  }

  async function switchOff(fault) {
    await call(`faults/${fault.id}`, 'DELETE');
    byId('news').textContent = `Fault ${fault.id} is off`;
  }

  function strikes({ struck, matched }) {
    return matched === 0 ? 'waits for its first request' : `has struck ${struck.toLocaleString('en')} of the ${plural(matched, 'request')} that it is for`;
  }

  function isUsual(key, value) {
    return JSON.stringify(value) === JSON.stringify(usual[key]);
  }

  function rule(values) {
    return Object.entries(values).filter(([key, value]) => !isUsual(key, value)).map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(', ');
  }
}
