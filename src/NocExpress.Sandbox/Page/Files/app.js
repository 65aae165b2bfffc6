// The page: what the server tells goes to the sections that show it.
import { showBehaviours } from './behaviours.js';
import { byId, el } from './dom.js';
import { showFaults } from './faults.js';
import { showLimit } from './limit.js';
import { showRequests } from './requests.js';
import { call, follow } from './server.js';
import { switchForm } from './switch-field.js';
import { showTickets } from './tickets.js';

const switches = await call('switches');
let startedAt = 0;

byId('address').textContent = `${location.origin}/`;
setInterval(showUptime, 1000);
byId('clock-form').append(switchForm(switches.clock, 'Turn it', change => call('clock', 'PUT', change)));

follow({
  server: showServer,
  requests: showRequests(),
  tickets: showTickets(switches.ticket),
  limit: showLimit(),
  faults: showFaults(switches.fault),
  behaviour: showBehaviours(switches.behaviour),
  clock: showClock,
}, isConnected => {
  byId('connection').textContent = isConnected ? 'live' : 'The sandbox does not answer; trying again…';
  byId('connection').className = `badge ${isConnected ? 'good' : 'bad'}`;
});

const dialog = byId('reset-dialog');
byId('reset').addEventListener('click', () => dialog.showModal());
byId('reset-cancel').addEventListener('click', () => dialog.close());
byId('reset-confirm').addEventListener('click', async () => {
  await call('reset', 'POST');
  dialog.close();
});

function showServer(server) {
  startedAt = Date.parse(server.startedAt) - Date.parse(server.now) + Date.now();
  showUptime();
  const variables = [
    `$env:NOCEXPRESS_BASE_URI = '${location.origin}/'`,
    `$env:NOCEXPRESS_TOKEN_URI = '${location.origin}${server.tokenPath}'`,
    `$env:NOCEXPRESS_CLIENT_ID = '${server.clientId}'`,
    `$env:NOCEXPRESS_CLIENT_SECRET = '${server.clientSecret}'`,
    'Connect-NocExpress; Get-NocSite',
  ];
  byId('ticket-empty').replaceChildren(
    el('p', {}, 'No ticket here. To send requests, in PowerShell with the module imported:'),
    el('pre', { tabindex: '0' }, variables.join('\n')));
}

function showClock(clock) {
  byId('clock').textContent = clock.isTurned ? `It was turned: ${clock.runs ? 'it went on from' : 'it stands at'} ${clock.now}.` : 'It has the real time.';
}

function showUptime() {
  const minutes = Math.floor((Date.now() - startedAt) / 60000);
  byId('uptime').textContent = startedAt === 0 ? '' : minutes < 1 ? 'up for less than a minute'
    : minutes < 60 ? `up for ${minutes} min` : `up for ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
