/** A part of the map: how many times larger than the whole, and where its middle lies in map coordinates. */
export interface MapView {
  scale: number;
  x: number;
  y: number;
}

export const WHOLE: MapView = { scale: 1, x: 0, y: 0 };

const MOST_SCALE = 12;

/** The window onto the map, in pixels. */
export interface MapFrame {
  width: number;
  height: number;
  /** Kept free at each edge. */
  margin: number;
}

/** Where a point of the map, −1 … 1 upwards, stands in the frame. */
export function toPixels({ x, y }: { x: number; y: number }, view: MapView, frame: MapFrame): { x: number; y: number } {
  return { x: frame.width / 2 + (x - view.x) * view.scale * halfWidth(frame), y: frame.height / 2 - (y - view.y) * view.scale * halfHeight(frame) };
}

/** Zooms so that what is under the pixel stays under it; the view stays within the map. */
export function zoomed(view: MapView, factor: number, pixel: { x: number; y: number }, frame: MapFrame): MapView {
  const scale = Math.min(MOST_SCALE, Math.max(1, view.scale * factor));
  const at = { x: view.x + (pixel.x - frame.width / 2) / (view.scale * halfWidth(frame)), y: view.y - (pixel.y - frame.height / 2) / (view.scale * halfHeight(frame)) };
  return within({ scale, x: at.x - ((at.x - view.x) * view.scale) / scale, y: at.y - ((at.y - view.y) * view.scale) / scale });
}

/** Moves what is seen by pixels. */
export function panned(view: MapView, dx: number, dy: number, frame: MapFrame): MapView {
  return within({ ...view, x: view.x - dx / (view.scale * halfWidth(frame)), y: view.y + dy / (view.scale * halfHeight(frame)) });
}

/** The whole map has nothing beside it to look at. */
function within({ scale, x, y }: MapView): MapView {
  const most = 1 - 1 / scale;
  return { scale, x: Math.min(most, Math.max(-most, x)), y: Math.min(most, Math.max(-most, y)) };
}

function halfWidth({ width, margin }: MapFrame): number {
  return Math.max(1, width / 2 - margin);
}

function halfHeight({ height, margin }: MapFrame): number {
  return Math.max(1, height / 2 - margin);
}
