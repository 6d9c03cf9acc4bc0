/** WebGPU's default `maxComputeWorkgroupsPerDimension`. */
export const GROUPS_PER_DIMENSION = 65_535;

/**
 * The grid [x, y] of at least `groups` workgroups with no side above `limit`; shaders read `y · x_count + x`.
 *
 * @throws {RangeError} when `groups` is no positive whole number or above limit²
 */
export function dispatchSize(groups: number, limit = GROUPS_PER_DIMENSION): [number, number] {
  if (!Number.isInteger(groups) || groups < 1 || groups > limit * limit) throw new RangeError(`dispatch: expected 1 to ${limit * limit} workgroups, got ${groups}`);
  const y = Math.ceil(groups / limit);
  return [Math.ceil(groups / y), y];
}
