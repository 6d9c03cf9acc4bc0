import { describe, expect, it } from 'vitest';
import { pickRows } from '../domain/matrix.ts';
import { continuationOf } from './continuation.ts';
import { MASKED } from './kernels.ts';
import { makeHead, makeInput } from './make-case.ts';

const { request: { history } } = makeInput(10, 6, 32);
const bias = [-1, -2, MASKED, -3, -0.5, -0.25];
/** The first `count` events, all biases `shift` nats from where they were, in one head of temperature 0.1. */
const after = (count: number, shift = 0, changed: Partial<ReturnType<typeof makeHead>> = {}) => ({
  history: pickRows(history, Array.from({ length: count }, (_, row) => row)),
  heads: [{ ...makeHead(count, { bias: Float32Array.from({ length: count }, (_, row) => (bias[row] === MASKED ? MASKED : bias[row] + shift)) }), temperature: 0.1, ...changed }],
});

describe('a request goes on from an earlier one', () => {
  it('with further events, in whatever place, and a common shift of the old ones', () => {
    expect(continuationOf(after(4), after(6, -0.3))).toEqual({ added: Uint32Array.of(4, 5), shifts: [expect.closeTo(-0.3, 6)] });
    const { history: six, heads } = after(6, -0.3);
    const order = [5, 0, 1, 4, 2, 3];
    const mixed = { history: pickRows(six, order), heads: heads.map((head) => ({ ...head, bias: Float32Array.from(order, (row) => head.bias[row]) })) };
    expect(continuationOf(after(4), mixed)).toEqual({ added: Uint32Array.of(0, 3), shifts: [expect.closeTo(-0.3, 6)] });
  });

  it('with nothing new, or another readout and blend weight', () => {
    expect(continuationOf(after(5), after(5, 0, { readout: 'mean', blendWeight: -2 }))).toEqual({ added: new Uint32Array(), shifts: [0] });
  });

  it('without an event that weighed nothing', () => {
    const past = after(4);
    past.heads[0].bias[0] = -60;
    const without = { history: pickRows(history, [1, 2, 3]), heads: [{ ...past.heads[0], bias: past.heads[0].bias.slice(1) }] };
    expect(continuationOf(past, without)).toEqual({ added: new Uint32Array(), shifts: [0] });
  });

  it('with the same item once more', () => {
    const twice = { history: pickRows(history, [0, 1, 0]), heads: [{ ...makeHead(3, { bias: Float32Array.of(-1, -2, 0) }), temperature: 0.1 }] };
    expect(continuationOf(after(2), twice)).toEqual({ added: Uint32Array.of(2), shifts: [0] });
  });
});

describe('a request does not go on', () => {
  it.each<[string, ReturnType<typeof after>]>([
    ['without an event that weighed', { history: pickRows(history, [1, 2, 3]), heads: [{ ...after(4).heads[0], bias: after(4).heads[0].bias.slice(1) }] }],
    ['where biases moved apart', { ...after(4), heads: [{ ...after(4).heads[0], bias: Float32Array.of(-1, -2.01, MASKED, -3) }] }],
    ['where a head sees what it did not', { ...after(4), heads: [{ ...after(4).heads[0], bias: Float32Array.of(-1, -2, -2, -3) }] }],
    ['at another temperature', after(4, 0, { temperature: 0.2 })],
    ['with another head', { ...after(4), heads: [...after(4).heads, ...after(4).heads] }],
  ])('%s', (_, now) => {
    expect(continuationOf(after(4), now)).toBeNull();
  });
});
