interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A text's width and height in ems, about: digits and small letters of a sans serif. */
const WIDTH_EM = 0.6;
const HEIGHT_EM = 0.9;

/** Where a label may stand beside its point, in the order of preference: [across, down], in halves of its size. */
const SIDES = [[0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, 1], [1, 1], [-1, -1]] as const;

/** Finds room for the labels of a chart: each beside its point, where it covers no other label and no point. */
export class ChartLabels {
  readonly #taken: Box[] = [];

  /** Keeps labels off a mark of this radius. */
  keepOff(x: number, y: number, radius: number): void {
    this.#taken.push({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
  }

  /**
   * Room for `text` beside a mark that is kept off.
   *
   * @param size of the type, in pixels
   * @param gap  between the mark's middle and the text
   * @returns the middle of its base line; null where every side is taken
   */
  place(text: string, x: number, y: number, size: number, gap: number): { x: number; y: number } | null {
    const [halfWidth, halfHeight] = [(WIDTH_EM * size * text.length) / 2, (HEIGHT_EM * size) / 2];
    for (const [across, down] of SIDES) {
      const [middle, centre] = [x + across * (halfWidth + gap), y + down * (halfHeight + (across === 0 ? gap : gap / 2))];
      const box = { left: middle - halfWidth, top: centre - halfHeight, right: middle + halfWidth, bottom: centre + halfHeight };
      if (this.#taken.some((other) => overlap(box, other))) continue;
      this.#taken.push(box);
      return { x: middle, y: centre + 0.35 * size };
    }
    return null;
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
