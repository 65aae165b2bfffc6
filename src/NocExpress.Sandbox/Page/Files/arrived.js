// A request as it arrived, part by part.
import { block, bytes, el, foreign, plural, table, visible } from './dom.js';
import { call } from './server.js';

export const requestOf = sequence => call(`requests/${sequence}`);

/** The files of a form, with what became of each where that is known. */
export function files(request, states = new Map()) {
  if (request.files.length === 0) {
    return null;
  }

  return table('Attachments', ['File', 'SHA-256'], request.files.map(file => [
    el('span', {}, foreign(file.fileName), el('span', { class: 'hint lines' }, `\n${bytes(file.size)}, ${states.get(file.fileName) ?? 'received'}`)),
    el('code', {}, file.sha256),
  ]), 'files');
}

/** The parts of a form, in their order, with their headers. */
export function parts(request) {
  const fields = [...request.fields];
  const sent = [...request.files];
  const rows = request.parts.map(name => {
    const index = fields.findIndex(field => field.name === name);
    if (index >= 0) {
      const [field] = fields.splice(index, 1);
      return [foreign(name), el('div', {}, block(field.value), sentHeaders(field))];
    }

    const [file] = sent.splice(sent.findIndex(one => one.name === name), 1);
    return [foreign(name), el('div', {}, foreign(`${file.fileName}, ${bytes(file.size)}`), sentHeaders(file))];
  });
  return rows.length === 0 ? null : table(`The ${plural(rows.length, 'part')}, as they arrived`, ['Part', 'Value, and headers'], rows);
}

function sentHeaders(part) {
  return el('p', { class: 'hint lines' }, foreign(part.rawHeaders));
}

export function headers(request) {
  return table('Headers', ['Name', 'Value'], Object.entries(request.headers).map(([name, value]) => [foreign(name), foreign(withoutSecret(name, value))]));
}

export function body(request) {
  return request.body === null ? null : el('div', {}, el('h4', {}, 'Body'), block(request.body.replace(/(client_secret=)[^&]*/g, '$1…')));
}

/** What a person need not see to know who called. */
function withoutSecret(name, value) {
  return name.toLowerCase() === 'authorization' ? `${visible(value).split(' ')[0]} …` : value;
}
