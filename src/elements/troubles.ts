import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Problem, Status } from '../domain/status.ts';
import { icon } from './icons.ts';
import { encoderTrouble, problemSentence, storeTrouble } from './status-sentences.ts';

/** Problems of `rooms` by their sentence, each sentence once; what is told where the store or the encoder stands is left out. */
export function distinctProblems(status: Status, rooms?: readonly Problem['room'][]): Map<string, Problem> {
  const { store, encoder, problems } = status;
  const found = new Map<string, Problem>();
  for (const problem of problems) {
    const sentence = problemSentence(problem);
    if ((!rooms || rooms.includes(problem.room)) && !found.has(sentence)) found.set(sentence, problem);
  }
  if (store.kind === 'memory') found.delete(storeTrouble(store.reason ?? ''));
  if (encoder.state === 'failed') found.delete(encoderTrouble(encoder.problem?.code ?? ''));
  return found;
}

/** What went wrong, a box for each sentence. */
export function troubles(status: Status, rooms?: readonly Problem['room'][]): TemplateResult[] {
  return [...distinctProblems(status, rooms)].map(([sentence, problem]) => html`<div class="trouble" role="alert">${icon('warning')}<div><p>${sentence}</p>${technicalDetail(problem)}</div></div>`);
}

/** What a report needs of a problem. */
export function technicalDetail(problem: Problem | undefined): TemplateResult | typeof nothing {
  if (!problem?.detail) return nothing;
  return html`<details><summary>${msg('Technical detail', { id: 'error.detail' })}</summary><code>${problem.room}/${problem.code}: ${problem.detail}</code></details>`;
}
