import type { Problem } from '../domain/status.ts';

/** Codes that tell of something other than a failure, and stay true while the room works. */
const LASTING: ReadonlySet<string> = new Set(['evicted', 'not-kept']);

/** The troubles that a status tells, each once by room and code, until its room works again. */
export class ProblemList {
  #problems = new Map<string, Problem>();
  #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** In the order they first arose. */
  get all(): Problem[] {
    return [...this.#problems.values()];
  }

  add(problem: Problem): void {
    this.#problems.set(`${problem.room} ${problem.code}`, problem);
    this.#changed();
  }

  /** Adds the trouble that an error tells of. */
  report(room: Problem['room'], error: Error & { code?: unknown }): void {
    this.add({ room, code: typeof error.code === 'string' ? error.code : error.name, detail: error.message });
  }

  /** Takes back the failures of a room that works again. */
  settle(room: Problem['room']): void {
    this.#drop((problem) => problem.room === room && !LASTING.has(problem.code));
  }

  /** Takes back all that was told of a room. */
  clear(room: Problem['room']): void {
    this.#drop((problem) => problem.room === room);
  }

  #drop(goes: (problem: Problem) => boolean): void {
    const before = this.#problems.size;
    for (const [key, problem] of this.#problems) if (goes(problem)) this.#problems.delete(key);
    if (this.#problems.size < before) this.#changed();
  }
}
