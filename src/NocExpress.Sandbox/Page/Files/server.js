// Talks to the sandbox.

/** Calls a control endpoint; what it refuses is thrown, in its words. */
export async function call(path, method = 'GET', body = undefined) {
  const response = await fetch(`/_sandbox/${path}`, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const answer = text === '' ? null : JSON.parse(text);
  if (!response.ok) {
    throw new Error(answer?.error ?? `The sandbox answered ${response.status}.`);
  }

  return answer;
}

/**
 * Follows what changes. However many events arrive, each kind of them is shown once a frame; rows are gathered, the newest first.
 * onState is told whether there is a connection.
 */
export function follow(handlers, onState) {
  const mostRows = 400;
  let gathered = {};
  let isScheduled = false;

  const source = new EventSource('/_sandbox/page/events');
  source.addEventListener('open', () => onState(true));
  source.addEventListener('error', () => onState(false));
  source.addEventListener('message', event => {
    for (const [kind, news] of Object.entries(JSON.parse(event.data))) {
      gathered[kind] = merge(gathered[kind], news);
    }

    if (!isScheduled) {
      isScheduled = true;
      requestAnimationFrame(show);
    }
  });

  function show() {
    const shown = gathered;
    gathered = {};
    isScheduled = false;
    for (const [kind, news] of Object.entries(shown)) {
      handlers[kind]?.(news);
    }
  }

  function merge(old, news) {
    const list = news.rows ? 'rows' : news.seconds ? 'seconds' : null;
    if (!old || news.clear || !list) {
      return news;
    }

    if (list === 'seconds') {
      return { ...news, clear: old.clear, seconds: [...old.seconds, ...news.seconds] };
    }

    const renewed = new Set(news.rows.map(row => row.id ?? row.sequence));
    const kept = old.rows.filter(row => !renewed.has(row.id ?? row.sequence));
    return { ...news, clear: old.clear, rows: [...news.rows, ...kept].sort((a, b) => (b.id ?? b.sequence) - (a.id ?? a.sequence)).slice(0, mostRows) };
  }
}
