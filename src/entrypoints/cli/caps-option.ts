import { InvalidArgumentError } from 'commander';
import { CAP_NAMES, type CapName, type Caps } from '../../domain/recommendation.ts';

/** An option's value as a cap, such as `brand=2`, beside those `before` it. */
export function cap(value: string, before: Caps = {}): Caps {
  const [name, number] = value.split('=');
  const most = Number(number);
  if (!(CAP_NAMES as readonly string[]).includes(name) || !Number.isSafeInteger(most) || most < 1) throw new InvalidArgumentError(`expected ${CAP_NAMES.join(', ')} and an integer of at least 1, such as brand=2, got ${value}`);
  return { ...before, [name as CapName]: most };
}
