import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type MapFrame, type MapView, panned, WHOLE, zoomed } from './map-view.ts';

/** Height by width, within what a page and a phone have room for. */
const SHAPE = 0.7, LOWEST = 300, HIGHEST = 560;
const MARGIN = 44;
const KEY_STEP_PX = 60;
const KEY_ZOOM = 1.6;

/** Zooms and moves a map by wheel, pinch, drag and keys, and keeps its frame as wide as the page allows. */
export class MapGestures implements ReactiveController {
  view: MapView = WHOLE;
  frame: MapFrame = { width: 640, height: 448, margin: MARGIN };
  readonly #host: ReactiveControllerHost;
  readonly #pointers = new Map<number, { x: number; y: number }>();
  #figure: HTMLElement | null = null;
  #sizes: ResizeObserver | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.#figure = this.#sizes = null;
  }

  /** Listens on the element that holds the map. */
  watch(figure: HTMLElement): void {
    if (this.#figure === figure) return;
    this.hostDisconnected();
    this.#figure = figure;
    this.#sizes = new ResizeObserver(([{ contentRect }]) => this.#measure(contentRect.width));
    this.#sizes.observe(figure);
    figure.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    figure.addEventListener('pointerdown', (event) => this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY }));
    figure.addEventListener('pointermove', (event) => this.#move(event));
    for (const over of ['pointerup', 'pointercancel', 'pointerleave'] as const) figure.addEventListener(over, (event) => this.#pointers.delete(event.pointerId));
    figure.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Zooms about the middle. */
  zoom(factor: number): void {
    this.#show(zoomed(this.view, factor, { x: this.frame.width / 2, y: this.frame.height / 2 }, this.frame));
  }

  reset(): void {
    this.#show(WHOLE);
  }

  #show(view: MapView): void {
    this.view = view;
    this.#host.requestUpdate();
  }

  #measure(width: number): void {
    if (width < 1 || Math.abs(width - this.frame.width) < 1) return;
    this.frame = { width: Math.floor(width), height: Math.round(Math.min(HIGHEST, Math.max(LOWEST, width * SHAPE))), margin: MARGIN };
    this.#host.requestUpdate();
  }

  /** The page scrolls over the map until a person has turned to it; a pinch on a touchpad is a wheel with ctrl. */
  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !this.#figure!.matches(':focus, :focus-within')) return;
    event.preventDefault();
    this.#show(zoomed(this.view, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), this.#pixel(event), this.frame));
  }

  #move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    if (!other) {
      if (this.view.scale > 1) this.#show(panned(this.view, now.x - before.x, now.y - before.y, this.frame));
      return;
    }
    const apart = (point: { x: number; y: number }): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    this.#show(zoomed(this.view, apart(now) / apart(before), this.#pixel({ clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 }), this.frame));
  }

  #key(event: KeyboardEvent): void {
    const pan: Record<string, [number, number]> = { ArrowLeft: [KEY_STEP_PX, 0], ArrowRight: [-KEY_STEP_PX, 0], ArrowUp: [0, KEY_STEP_PX], ArrowDown: [0, -KEY_STEP_PX] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') this.zoom(KEY_ZOOM);
    else if (event.key === '-') this.zoom(1 / KEY_ZOOM);
    else if (event.key === '0') this.reset();
    // Where nothing is left to move, the arrows are the page's.
    else if (pan[event.key] && this.view.scale > 1) this.#show(panned(this.view, ...pan[event.key], this.frame));
    else return;
    event.preventDefault();
  }

  #pixel({ clientX, clientY }: { clientX: number; clientY: number }): { x: number; y: number } {
    const { left, top } = this.#figure!.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}
