// The list of tickets.
import { files, parts, requestOf } from './arrived.js';
import { block, byId, el, foreign, plural, time } from './dom.js';
import { LiveTable } from './live-table.js';
import { call } from './server.js';
import { switchForm } from './switch-field.js';

export function showTickets(switches) {
  const search = byId('ticket-search');
  const order = byId('ticket-order');
  const isChosen = () => search.value !== '' || order.value !== '';
  const query = (skip, take) => call(`page/tickets?skip=${skip}&take=${take}&order=${order.value}&search=${encodeURIComponent(search.value)}`);
  const tickets = new LiveTable({
    name: 'ticket',
    key: ticket => ticket.id,
    label: ticket => `${ticket.id}`,
    cells: ticket => [site(ticket), foreign(ticket.issue), state(ticket), attachments(ticket), time(ticket.dateEntered)],
    detail: row => detail(row, switches),
    older: async (_, take, skip) => (await query(skip, take)).rows,
  });

  const load = async () => {
    const found = await query(0, Math.max(25, tickets.size));
    tickets.replace(found.rows, found.count, !isChosen());
    showNone();
  };

  let count = 0;
  /** That nothing is found is not that nothing is there. */
  const showNone = () => {
    const isNone = tickets.size === 0 && count > 0;
    byId('ticket-none').hidden = !isNone;
    byId('ticket-empty').hidden ||= isNone;
  };
  let wait = 0;
  const loadSoon = () => {
    clearTimeout(wait);
    wait = setTimeout(load, 200);
  };
  search.addEventListener('input', loadSoon);
  order.addEventListener('change', load);

  return news => {
    byId('ticket-count').textContent = news.count.toLocaleString('en');
    count = news.count;
    announce(news.count);
    if (isChosen()) {
      loadSoon();
    } else {
      tickets.apply(news);
      showNone();
    }
  };
}

/** Tells those who hear the page how many there are, and not each one. */
let told = 0;
let telling = 0;
function announce(count) {
  if (count !== told && telling === 0) {
    telling = setTimeout(() => {
      telling = 0;
      told = Number(byId('ticket-count').textContent.replaceAll(',', ''));
      byId('news').textContent = plural(told, 'ticket');
    }, 3000);
  }
}

function site(ticket) {
  return el('span', {}, foreign(ticket.site), ticket.macnum === null ? null : el('span', { class: 'aside' }, foreign(ticket.macnum)));
}

function state(ticket) {
  const kind = ticket.resolved ? 'good' : ticket.escalated ? 'warn' : '';
  return el('span', { class: `badge ${kind}` }, foreign(ticket.status), ticket.escalated ? ', escalated' : null);
}

function attachments(ticket) {
  return ticket.attachments === 0 ? '–' : el('span', {}, `${ticket.attachments}`,
    ticket.failed > 0 ? el('span', { class: 'badge bad' }, `${ticket.failed} not stored`) : null);
}

async function detail(row, switches) {
  const ticket = await call(`tickets/${row.id}`);
  const states = new Map(ticket.attachments.map(file => [file.filename, file.status === 'success' ? 'stored' : 'not stored']));
  const change = el('details', {}, el('summary', {}, 'Change it by hand'), switchForm(switches, 'Change it', one => call(`tickets/${row.id}`, 'POST', one)));
  const whole = el('details', {}, el('summary', {}, 'The ticket, as it is read'), block(JSON.stringify(ticket, null, 2)));
  try {
    const request = await requestOf(row.requestSequence);
    return [el('p', {}, `Opened by request ${row.requestSequence}.`), files(request, states), parts(request), change, whole].filter(part => part !== null);
  } catch (problem) {
    return [el('p', {}, `Opened by request ${row.requestSequence}. ${problem.message}`), change, whole];
  }
}
