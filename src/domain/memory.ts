import { type Adjustments, completeAdjustments, NO_ADJUSTMENTS } from './adjustments.ts';
import { completeEvent, type HistoryEvent } from './event.ts';
import { completePreference, type Preference } from './learning.ts';

/** The format that is given out; `restore` takes it and those before. */
export const MEMORY_FORMAT = 1;

/**
 * What is known about a person, all of it or what a filter selects, as plain JSON: what `forget` deletes and `restore` puts back.
 *
 * Left out is what is made of these anew (vectors of the events' texts, learned weights, topics, lists as last shown) and what is
 * said of the device and not of the person: whether recording is paused, the encoder that was chosen, speeds of kernels.
 */
export interface Memory {
  format: number;
  /** Oldest first, each with the item that it carries. */
  events: HistoryEvent[];
  /** [events] numbers that grow in the order of recording: which of two events of one time came first. */
  order: number[];
  /** What choices taught, oldest first. */
  preferences: Preference[];
  /** What the person said of their interests. */
  adjustments: Adjustments;
}

/** How much of a memory was not there before. */
export interface Restored {
  events: number;
  preferences: number;
  /** Items, sources and words. */
  adjustments: number;
}

const FIELDS: readonly string[] = ['format', 'events', 'order', 'preferences', 'adjustments'] satisfies (keyof Memory)[];

/** A memory of nothing but `known`. */
export function memoryOf(known: Partial<Omit<Memory, 'format'>>): Memory {
  return { format: MEMORY_FORMAT, events: [], order: [], preferences: [], adjustments: NO_ADJUSTMENTS, ...known };
}

/**
 * The memory that `memory` describes, read whole.
 *
 * @throws {TypeError} naming the place, what was expected and what stood there; {RangeError} when the format is a later one
 */
export function completeMemory(memory: Memory): Memory {
  if (typeof memory !== 'object' || memory === null || Array.isArray(memory)) throw new TypeError(`memory: expected an object, got ${told(memory)}`);
  const { format, order } = memory;
  if (!Number.isSafeInteger(format) || format < 1) throw new TypeError(`memory: expected format to be a whole number of at least 1, got ${told(format)}`);
  if (format > MEMORY_FORMAT) throw new RangeError(`memory: expected format ${MEMORY_FORMAT}, got ${format}, which a later version gave out`);
  const unknown = Object.keys(memory).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw new TypeError(`memory: expected ${FIELDS.join(', ')}, got ${unknown}`);
  const events = listOf('events', memory.events, completeKept);
  if (!Array.isArray(order) || order.length !== events.length) throw new TypeError(`memory: expected order to be a number for each of ${events.length} events, got ${Array.isArray(order) ? order.length : told(order)}`);
  const wrong = order.findIndex((number) => !Number.isSafeInteger(number) || number < 1);
  if (wrong >= 0) throw new TypeError(`memory: order[${wrong}]: expected a whole number of at least 1, got ${told(order[wrong])}`);
  return { format, events, order: [...order], preferences: listOf('preferences', memory.preferences, completePreference), adjustments: at('memory', () => completeAdjustments(memory.adjustments)) };
}

/** An event with id and time of its own: one that is put back gets no new ones. */
function completeKept(event: HistoryEvent): HistoryEvent {
  if (typeof event !== 'object' || event === null) throw new TypeError(`event: expected an object, got ${told(event)}`);
  return completeEvent(event, '', () => '');
}

function listOf<T>(name: string, list: readonly T[], complete: (each: T) => T): T[] {
  if (!Array.isArray(list)) throw new TypeError(`memory: expected ${name} to be a list, got ${told(list)}`);
  return list.map((each: T, n) => at(`memory: ${name}[${n}]`, () => complete(each)));
}

/** What `read` gives; what it refuses, with the place. */
function at<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new TypeError(`${place}: ${(cause as Error).message}`, { cause });
  }
}

function told(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? String(value);
}
