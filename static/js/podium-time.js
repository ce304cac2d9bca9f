// How far a podium is, by the clock: from what is kept to what is shown, without a page. Moments in milliseconds.
const MINUTE = 60000;
const LEAST = 3; // minutes: nobody is asked to tell a story in less
const FAR = 12 * 60 * MINUTE; // so far from the hour of the visit it is a rehearsal

export function fresh(data) {
  const order = data.turns.map(({ id }) => id);
  return { planned: order, order, skipped: [], used: {}, now: null, since: null, begun: null, ended: null };
}

// What was kept before, on the line-up as it is now: who had their turn stays in front, the others as they are planned.
export function resumed(kept, data) {
  const state = { ...fresh(data), ...kept };
  const planned = data.turns.map(({ id }) => id);
  const known = new Set(planned);
  const isSame = String(state.planned) === String(planned);
  const had = state.order.filter((id) => known.has(id) && (id in state.used || id === state.now));
  const order = isSame ? state.order : [...had, ...planned.filter((id) => !had.includes(id))];
  if (state.now !== null && !known.has(state.now)) Object.assign(state, { now: null, since: null });
  return { ...state, planned, order, skipped: state.skipped.filter((id) => known.has(id)) };
}

const isToCome = (state, id) => id !== state.now && !(id in state.used) && !state.skipped.includes(id);

export const toCome = (state) => state.order.filter((id) => isToCome(state, id));

export function next(state, data, at) {
  if (state.ended) return state;
  if (state.now !== null && at < state.since) return { ...state, since: at }; // the change is over: begins now
  const used = state.now === null ? state.used : { ...state.used, [state.now]: at - state.since };
  const [coming] = toCome(state);
  const done = { ...state, used, begun: state.begun ?? at };
  if (coming === undefined) return { ...done, now: null, since: null, ended: state.begun ? at : null, begun: state.begun };
  const wait = state.begun ? data.changeover : data.opening;
  return { ...done, order: inFront(done, coming), now: coming, since: at + wait * MINUTE };
}

// Whoever had their turn stands before who has it now, so that 'previous' finds the way back.
function inFront(state, coming) {
  const had = state.order.filter((id) => id in state.used);
  return [...had, coming, ...state.order.filter((id) => id !== coming && !had.includes(id))];
}

export function previous(state, at) {
  const had = state.order.filter((id) => id in state.used);
  const last = had.at(-1);
  if (last === undefined) return { ...state, now: null, since: null, begun: null, ended: null };
  const { [last]: spent, ...used } = state.used;
  return { ...state, used, now: last, since: at - spent, ended: null };
}

export function skip(state, id, data, at) {
  if (state.skipped.includes(id)) return { ...state, skipped: state.skipped.filter((one) => one !== id), ended: null };
  const without = { ...state, skipped: [...state.skipped, id] };
  if (state.now !== id) return without;
  const [coming] = toCome({ ...without, now: null });
  const isWaiting = at < state.since;
  if (coming === undefined) return { ...without, now: null, since: null, ended: at };
  return { ...without, order: inFront(without, coming), now: coming, since: isWaiting ? state.since : at + data.changeover * MINUTE };
}

// One place down among those to come; who is on now gives the turn to the next.
export function later(state, id, data, at) {
  const coming = toCome(state);
  if (state.now === id) {
    if (!coming.length) return state;
    const since = at < state.since ? state.since : at + data.changeover * MINUTE;
    return { ...state, order: swapped(state.order, id, coming[0]), now: coming[0], since };
  }
  const after = coming[coming.indexOf(id) + 1];
  return after === undefined ? state : { ...state, order: swapped(state.order, id, after) };
}

function swapped(order, id, after) {
  const rest = order.filter((one) => one !== id);
  rest.splice(rest.indexOf(after) + 1, 0, id);
  return rest;
}

const minutesOf = (data, id) => data.turns.find((turn) => turn.id === id).minutes;

// {remaining: of who is on, waiting: until they begin, delay, over: minutes after the end of the visit, ends, shorter}
export function reading(state, data, at) {
  const coming = toCome(state);
  const isWaiting = state.now !== null && at < state.since;
  const remaining = state.now === null ? null : minutesOf(data, state.now) * MINUTE - Math.max(at - state.since, 0);
  const isFar = Math.abs(at - data.start) > FAR;
  const begin = isFar ? (state.begun ?? at) : data.start;
  const free = state.now === null ? (state.begun ? at : Math.max(at, begin) + data.opening * MINUTE) : Math.max(at, state.since) + Math.max(remaining, 0);
  const pauses = Math.max(coming.length - (state.now === null ? 1 : 0), 0);
  const stories = coming.reduce((sum, id) => sum + minutesOf(data, id), 0);
  const ends = free + (stories + pauses * data.changeover + data.closing) * MINUTE;
  const planned = begin + whole(data) * MINUTE;
  const over = Math.round((ends - (begin + data.until - data.start)) / MINUTE);
  return { remaining, waiting: isWaiting ? state.since - at : 0, delay: Math.round((ends - planned) / MINUTE), over, ends, isFar, shorter: over > 0 ? shorter(coming, data, over) : [] };
}

function whole({ turns, opening, changeover, closing }) {
  const stories = turns.reduce((sum, { minutes }) => sum + minutes, 0);
  return opening + stories + Math.max(turns.length - 1, 0) * changeover + closing;
}

// Each minute from whoever is longest, the last one first; [] when it cannot be won. As programmes/…/running.py does.
export function shorter(ids, data, over) {
  const left = ids.map((id) => ({ id, was: minutesOf(data, id), minutes: minutesOf(data, id) }));
  for (let won = 0; won < over; won += 1) {
    const longest = left.reduce((best, one) => (!best || one.minutes >= best.minutes ? one : best), null);
    if (!longest || longest.minutes <= LEAST) return [];
    longest.minutes -= 1;
  }
  return left.filter(({ was, minutes }) => was !== minutes);
}
