/** A call after `close()`. */
export class ClosedError extends Error {
  override name = 'ClosedError';
  constructor() {
    super('the recommender is closed');
  }
}
