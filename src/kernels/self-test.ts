import { compareKernels } from './compare-kernels.ts';
import type { Kernels } from './kernels.ts';
import { makeInput, type KernelInput } from './make-case.ts';
import { openPlainKernels } from './plain-kernels.ts';

/** The form that the product's lists have: softmax about a bound that is known. */
const usual = (): KernelInput => makeInput(150, 70, 40, [{}, { readout: 'mean', blendWeight: -0.5 }]);

/** Softmax whose largest logit is sought, beside the sums; and values that are not the keys. */
const OTHERS: (() => KernelInput)[] = [
  () => makeInput(150, 70, 40, [{ temperature: 0.01 }, { readout: 'sum', activation: 'sigmoid', threshold: 3 }, { readout: 'sum', activation: 'relu', threshold: 2 }]),
  () => withValues(makeInput(150, 70, 40, [{ readout: 'mean' }])),
];

/**
 * Holds `kernels` against the plain ones on a small input of odd sizes.
 *
 * @throws {Error} naming the differences, or what the kernels threw
 */
export async function selfTest(kernels: Kernels, signal?: AbortSignal): Promise<void> {
  await agree(kernels, usual(), signal);
}

/** The same for the forms of attention that the product's own lists do not have. A GPU compiles each for a while. */
export async function testOtherForms(kernels: Kernels, signal?: AbortSignal): Promise<void> {
  for (const make of OTHERS) await agree(kernels, make(), signal);
}

async function agree(kernels: Kernels, input: KernelInput, signal?: AbortSignal): Promise<void> {
  const faults = await compareKernels(openPlainKernels(), kernels, input, signal);
  if (faults.length > 0) throw new Error(`self-test: expected the scores of the plain kernels, got ${faults.join('; ')}`);
}

function withValues({ catalog, request }: KernelInput): KernelInput {
  const { history } = makeInput(1, request.history.rows, request.history.dimension, [], 23).request;
  return { catalog, request: { ...request, values: history } };
}
