// The requests of the last five minutes, drawn against the limit: a unit is a second wide, and the height is a hundred.
import { byId, plural } from './dom.js';

const width = 300;
const windowLength = 60;

export function showLimit() {
  const seconds = new Map();
  let perMinute = 0;
  let ahead = 0;
  const chart = byId('limit-chart');
  const path = name => chart.querySelector(`.${name}`);

  // Time goes on where nothing arrives.
  setInterval(draw, 1000);
  return news => {
    if (news.clear) {
      seconds.clear();
    }

    perMinute = news.perMinute;
    ahead = Date.parse(news.now) - Date.now();
    for (const one of news.seconds) {
      seconds.set(one.second, one);
    }

    draw();
  };

  function draw() {
    const now = Math.floor((Date.now() + ahead) / 1000);
    const first = now - width + 1;
    for (const second of seconds.keys()) {
      if (second < first - windowLength) {
        seconds.delete(second);
      }
    }

    const bars = [];
    const inWindow = [];
    let sum = 0;
    for (let second = first - windowLength + 1; second <= now; second++) {
      sum += (seconds.get(second)?.admitted ?? 0) - (seconds.get(second - windowLength)?.admitted ?? 0);
      if (second >= first) {
        inWindow.push(sum);
        bars.push(seconds.get(second) ?? { admitted: 0, refused: 0 });
      }
    }

    const highest = Math.max(perMinute, ...inWindow, ...bars.map(bar => bar.admitted + bar.refused), 10) * 1.15;
    const y = count => (100 - (count / highest) * 100).toFixed(2);
    path('window').setAttribute('d', `M0 100${inWindow.map((count, x) => `V${y(count)}H${x + 1}`).join('')}V100Z`);
    path('admitted').setAttribute('d', bars.map((bar, x) => (bar.admitted > 0 ? `M${x} 100V${y(bar.admitted)}h1V100z` : '')).join(''));
    path('refused').setAttribute('d', bars.map((bar, x) => (bar.refused > 0 ? `M${x} ${y(bar.admitted)}V${y(bar.admitted + bar.refused)}h1V${y(bar.admitted)}z` : '')).join(''));
    path('line').setAttribute('d', perMinute > 0 ? `M0 ${y(perMinute)}H${width}` : '');
    byId('limit-mark').textContent = perMinute > 0 ? `${perMinute}` : '';
    byId('limit-mark').style.top = `${y(perMinute)}%`;

    const refused = bars.reduce((all, bar) => all + bar.refused, 0);
    const text = perMinute > 0
      ? `${inWindow.at(-1)} of ${perMinute} requests in the last 60 seconds; ${refused === 0 ? 'none' : refused} refused in five minutes.`
      : `${plural(inWindow.at(-1), 'request')} in the last 60 seconds. There is no limit.`;
    if (byId('limit-text').textContent !== text) {
      byId('limit-text').textContent = text;
    }
  }
}
