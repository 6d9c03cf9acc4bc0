import { msg } from '@lit/localize';
import { html, nothing, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Interests, MapPoint, Topic } from '../domain/interests.ts';
import { hullPath } from './map-hull.ts';
import { type PlacedLabel, placeLabels, type WantedLabel } from './map-labels.ts';
import { type MapFrame, type MapView, toPixels } from './map-view.ts';
import { topicName } from './interest-sentences.ts';

/** Half the line around a topic's points, which makes its shape soft. */
const SOFT = 18;
/** From here on points have room for their titles. */
const TITLES_FROM = 2;
const LONGEST_TITLE = 28;

export interface MapFigure {
  interests: Interests;
  view: MapView;
  frame: MapFrame;
  selected: string | null;
  /** The point whose title is shown. */
  pointed: string | null;
  choose(topic: string | null): void;
  point(id: string | null): void;
}

interface Spot extends MapPoint {
  pixel: { x: number; y: number };
}

/** History dark, candidates light, topics as soft shapes with their words. */
export function mapFigure(figure: MapFigure): TemplateResult {
  const { interests, view, frame } = figure;
  const spots = interests.map.map((point): Spot => ({ ...point, pixel: toPixels(point, view, frame) }));
  const labels = placeLabels(wantedLabels(figure, spots), frame, spots.map(({ pixel }) => pixel));
  const names = interests.topics.map(topicName).join(', ');
  return html`
    <svg viewBox="0 0 ${frame.width} ${frame.height}" width=${frame.width} height=${frame.height} role="img" aria-label=${names ? `${msg('Map of your interests', { id: 'interests.map' })}: ${names}` : msg('Map of your interests', { id: 'interests.map' })}>
      ${interests.topics.map((topic) => hull(topic, spots, figure))}
      ${spots.filter(({ kind }) => kind === 'candidate').map((spot) => dot(spot, figure))}
      ${spots.filter(({ kind }) => kind === 'history').map((spot) => dot(spot, figure))}
      ${labels.map(labelText)}
    </svg>
  `;
}

function hull(topic: Topic, spots: readonly Spot[], { selected, choose }: MapFigure): SVGTemplateResult | typeof nothing {
  const own = spots.filter((spot) => spot.topic === topic.id && spot.kind === 'history');
  if (own.length === 0) return nothing;
  const classes = { hull: true, on: selected === topic.id, muted: topic.degree === 0 };
  return svg`<path class=${classMap(classes)} data-topic=${topic.id} d=${hullPath(own.map(({ pixel }) => pixel))} stroke-width=${2 * SOFT} @click=${() => choose(selected === topic.id ? null : topic.id)} />`;
}

function dot(spot: Spot, { interests, selected, pointed, point }: MapFigure): SVGTemplateResult {
  const topic = interests.topics.find(({ id }) => id === spot.topic);
  const classes = { dot: true, [spot.kind]: true, muted: topic?.degree === 0, aside: selected !== null && selected !== spot.topic, on: pointed === spot.id };
  return svg`<circle class=${classMap(classes)} cx=${spot.pixel.x.toFixed(1)} cy=${spot.pixel.y.toFixed(1)} r=${spot.kind === 'history' ? 5 : 4.5} @pointerenter=${() => point(spot.id)} @pointerleave=${() => point(null)} @click=${() => point(spot.id)}><title>${spot.title}</title></circle>`;
}

/** The pointed item first, then topics from the largest, then, where there is room, the items that are in sight. */
function wantedLabels({ interests, view, frame, pointed }: MapFigure, spots: readonly Spot[]): WantedLabel[] {
  const titled = (spot: Spot): WantedLabel => ({ id: `title ${spot.id}`, text: shortened(spot.title), ...spot.pixel, reach: 6, size: 12 });
  const inSight = spots.filter(({ pixel }) => pixel.x >= 0 && pixel.x <= frame.width && pixel.y >= 0 && pixel.y <= frame.height);
  const named = interests.topics.flatMap((topic): WantedLabel[] => {
    const own = inSight.filter((spot) => spot.topic === topic.id && spot.kind === 'history').map(({ pixel }) => pixel);
    if (own.length === 0) return [];
    const [top, bottom] = [Math.min(...own.map(({ y }) => y)), Math.max(...own.map(({ y }) => y))];
    return [{ id: `topic ${topic.id}`, text: topicName(topic), x: own.reduce((sum, { x }) => sum + x, 0) / own.length, y: (top + bottom) / 2, reach: (bottom - top) / 2 + SOFT, size: 13 }];
  });
  return [...inSight.filter(({ id }) => id === pointed).map(titled), ...named, ...(view.scale >= TITLES_FROM ? inSight.filter(({ id }) => id !== pointed).map(titled) : [])];
}

function labelText({ id, text, at, size }: PlacedLabel): SVGTemplateResult {
  return svg`<text class=${id.startsWith('topic') ? 'name' : 'title'} x=${at.x.toFixed(1)} y=${at.y.toFixed(1)} font-size=${size} text-anchor="middle" dominant-baseline="central" aria-hidden="true">${text}</text>`;
}

function shortened(title: string): string {
  const characters = [...title];
  return characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE - 1).join('').trimEnd()}…` : title;
}
