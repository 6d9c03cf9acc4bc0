import { type Activation, ACTIVATIONS, type AttentionSettings, type DerivationQuery, type Readout } from './derivation.ts';
import type { NewEvent } from './event.ts';

/** Readouts of each σ; the first unless another is given. */
const READOUTS: Readonly<Record<Activation, readonly Readout[]>> = { softmax: ['lse', 'mean'], sigmoid: ['sum'], relu: ['sum'] };
const FIELDS: readonly string[] = ['sigma', 'temperature', 'decay', 'ageDecay', 'readout', 'events'] satisfies (keyof DerivationQuery)[];
/** From here on e^(1/τ) leaves no number. */
const LEAST_TEMPERATURE = 0.01;
const MOST_TEMPERATURE = 100;

export interface CompleteDerivationQuery {
  settings: AttentionSettings;
  /** Not complete yet: ids and times are the engine's to give. */
  events: NewEvent[] | null;
}

/** The settings with another σ, which reads out as it can: as the given ones do where it can, too. */
export function withSigma(sigma: Activation, settings: AttentionSettings): AttentionSettings {
  const readouts = READOUTS[sigma];
  return { ...settings, sigma, readout: readouts.includes(settings.readout) ? settings.readout : readouts[0] };
}

/**
 * The settings that `query` describes, `product` standing in for what it leaves open.
 *
 * @throws {TypeError} when a field is unknown or of the wrong type
 * @throws {RangeError} when τ is outside 0.01 … 100, a decay is negative or not finite, or σ has no such readout
 */
export function completeDerivationQuery(query: DerivationQuery, product: AttentionSettings): CompleteDerivationQuery {
  if (typeof query !== 'object' || query === null) throw new TypeError(`derivation: expected an object, got ${told(query)}`);
  const unknown = Object.keys(query).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw new TypeError(`derivation: expected ${FIELDS.join(', ')}, got ${unknown}`);
  const { sigma = product.sigma, events = null } = query;
  if (!ACTIVATIONS.includes(sigma)) throw new TypeError(`derivation: expected sigma to be one of ${ACTIVATIONS.join(', ')}, got ${told(sigma)}`);
  if (events !== null && !Array.isArray(events)) throw new TypeError(`derivation: expected events to be a list, got ${told(events)}`);
  const readouts = READOUTS[sigma];
  const { readout } = { ...withSigma(sigma, product), ...(query.readout !== undefined && { readout: query.readout }) };
  if (!readouts.includes(readout)) throw new RangeError(`derivation: expected readout ${readouts.join(' or ')} of ${sigma}, got ${told(readout)}`);
  const temperature = numberOf(query, 'temperature', product);
  if (!(temperature >= LEAST_TEMPERATURE && temperature <= MOST_TEMPERATURE)) throw new RangeError(`derivation: expected temperature from ${LEAST_TEMPERATURE} to ${MOST_TEMPERATURE}, got ${temperature}`);
  return { settings: { sigma, temperature, decay: decayOf(query, 'decay', product), ageDecay: decayOf(query, 'ageDecay', product), readout }, events };
}

function decayOf(query: DerivationQuery, name: 'decay' | 'ageDecay', product: AttentionSettings): number {
  const decay = numberOf(query, name, product);
  if (!(decay >= 0 && Number.isFinite(decay))) throw new RangeError(`derivation: expected ${name} to be a finite number of at least 0, got ${decay}`);
  return decay;
}

function numberOf(query: DerivationQuery, name: 'temperature' | 'decay' | 'ageDecay', product: AttentionSettings): number {
  const value = query[name] ?? product[name];
  if (typeof value !== 'number') throw new TypeError(`derivation: expected ${name} to be a number, got ${told(value)}`);
  return value;
}

function told(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? String(value);
}
