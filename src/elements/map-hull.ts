interface Point {
  x: number;
  y: number;
}

/** The corners of the smallest convex shape around points, by Andrew's monotone chain (1979); one or two points are their own. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y).filter((point, index, all) => index === 0 || point.x !== all[index - 1].x || point.y !== all[index - 1].y);
  if (sorted.length < 3) return sorted;
  return [...halfHull(sorted), ...halfHull(sorted.toReversed())];
}

/** One side of the hull, without its last corner, with which the other side begins. */
function halfHull(sorted: readonly Point[]): Point[] {
  const corners: Point[] = [];
  for (const point of sorted) {
    while (corners.length >= 2 && cross(corners.at(-2)!, corners.at(-1)!, point) <= 0) corners.pop();
    corners.push(point);
  }
  return corners.slice(0, -1);
}

function cross(from: Point, over: Point, to: Point): number {
  return (over.x - from.x) * (to.y - from.y) - (over.y - from.y) * (to.x - from.x);
}

/** The hull as the `d` of a path, to be drawn with a wide round line so that its corners are soft. */
export function hullPath(points: readonly Point[]): string {
  const corners = convexHull(points).map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  return corners.length === 0 ? '' : `M${corners.join('L')}Z`;
}
