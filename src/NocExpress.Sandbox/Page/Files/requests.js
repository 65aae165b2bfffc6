// The list of requests.
import { body, files, headers, parts, requestOf } from './arrived.js';
import { byId, el, foreign, plural, time } from './dom.js';
import { LiveTable } from './live-table.js';
import { call } from './server.js';

export function showRequests() {
  const requests = new LiveTable({
    name: 'request',
    key: request => request.sequence,
    label: request => `${request.sequence}`,
    cells: request => [what(request), answer(request), took(request), foreign(request.client || '–'), time(request.receivedAt)],
    detail: async row => {
      const request = await requestOf(row.sequence);
      return [
        el('p', { class: 'wrap' }, el('code', {}, `${request.method} `, foreign(request.path + request.query))),
        request.ticketIds.length > 0 ? el('p', {}, `It opened ${plural(request.ticketIds.length, 'ticket')}: ${request.ticketIds.join(', ')}.`) : null,
        files(request),
        parts(request),
        body(request),
        headers(request),
      ].filter(part => part !== null);
    },
    older: (before, take) => call(`page/requests?before=${before}&take=${take}`),
  });
  return news => {
    requests.apply(news);
    byId('request-count').textContent = news.count.toLocaleString('en');
  };
}

function what(request) {
  return el('span', { class: 'what' },
    el('b', {}, foreign(request.method)), ' ', foreign(request.path + request.query),
    request.parts > 0 ? el('span', { class: 'badge' }, plural(request.parts, 'part')) : null,
    request.tickets > 0 ? el('span', { class: 'badge good' }, plural(request.tickets, 'ticket')) : null);
}

function answer(request) {
  const status = request.status ?? (request.durationMs === null ? 'waits' : 'none');
  const kind = request.status === null ? (request.durationMs === null ? 'waiting' : 'bad') : request.status < 400 ? 'good' : request.status === 429 ? 'warn' : 'bad';
  return el('span', {},
    el('span', { class: `badge ${kind}` }, `${status}`),
    request.isCut ? el('span', { class: 'badge bad' }, 'cut') : null,
    request.fault === null ? null : el('span', { class: 'badge warn' }, `fault ${request.fault}`));
}

function took(request) {
  return request.durationMs === null ? '–' : request.durationMs < 1000 ? `${request.durationMs.toFixed(1)} ms` : `${(request.durationMs / 1000).toFixed(1)} s`;
}
