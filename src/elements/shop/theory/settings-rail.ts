import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Activation, AttentionSettings, Derivation, Readout } from '../../../domain/derivation.ts';
import type { Format } from '../../format.ts';
import { decimal, significant } from './shown.ts';

/** Settings of the visitor's, beside the product's. */
export type ChangedSettings = Partial<AttentionSettings>;

export interface Rail {
  derivation: Derivation;
  /** As they were last set, which may be ahead of the derivation. */
  settings: AttentionSettings;
  format: Format;
  change(changed: ChangedSettings): void;
  reset(): void;
}

interface Slider {
  name: 'temperature' | 'decay' | 'ageDecay';
  sign: string;
  label: string;
  least: number;
  most: number;
  step: number;
  /** Between the slider's own scale and the setting. */
  toSetting(position: number): number;
  toPosition(setting: number): number;
}

const linear = { toSetting: (position: number): number => Number(position.toFixed(4)), toPosition: (setting: number): number => setting };

/** By tens: what τ does depends on its order of magnitude. */
const logarithmic = { toSetting: (position: number): number => Number((10 ** position).toPrecision(2)), toPosition: (setting: number): number => Number(Math.log10(setting).toFixed(2)) };

function sliders(): Slider[] {
  return [
    { name: 'temperature', sign: 'τ', label: msg('temperature', { id: 'theory.temperature' }), least: -1.7, most: 0.3, step: 0.05, ...logarithmic },
    { name: 'decay', sign: 'λ', label: msg('decay per newer event', { id: 'theory.decay' }), least: 0, most: 1.5, step: 0.05, ...linear },
    { name: 'ageDecay', sign: 'λt', label: msg('decay per day', { id: 'theory.age-decay' }), least: 0, most: 0.4, step: 0.008, ...linear },
  ];
}

/** σ, readout, τ and the decays, and what comes of them. */
export function settingsRail(rail: Rail): TemplateResult {
  const { settings, derivation: { product } } = rail;
  const changed = (Object.keys(product) as (keyof AttentionSettings)[]).some((name) => settings[name] !== product[name]);
  return html`
    <section class="rail" aria-labelledby="settings">
      <h2 id="settings">${msg('Try other settings', { id: 'theory.settings' })}</h2>
      ${sigmas(rail)}${readouts(rail)}
      ${sliders().map((slider) => sliderControl(slider, rail))}
      ${outcome(rail)}
      <button class="button" aria-disabled=${!changed} @click=${() => changed && rail.reset()}>${msg('As the product has it', { id: 'theory.reset' })}</button>
    </section>
  `;
}

function sigmas({ settings, change }: Rail): TemplateResult {
  const names: [Activation, string][] = [['softmax', 'softmax'], ['sigmoid', 'sigmoid'], ['relu', 'ReLU']];
  return html`
    <fieldset class="options">
      <legend>σ · ${msg('what makes weights', { id: 'theory.sigma' })}</legend>
      ${names.map(([sigma, name]) => html`<label><input type="radio" name="sigma" value=${sigma} .checked=${live(settings.sigma === sigma)} @change=${() => change({ sigma, readout: sigma === 'softmax' ? 'lse' : 'sum' })} /><span>${name}</span></label>`)}
    </fieldset>
  `;
}

function readouts({ settings, change }: Rail): TemplateResult {
  const names: [Readout, string][] = [['lse', 'log-sum-exp'], ['mean', msg('mean', { id: 'theory.readout.mean' })]];
  const shared = settings.sigma === 'softmax';
  return html`
    <fieldset class="options" ?disabled=${!shared}>
      <legend>r · ${msg('how they are summed', { id: 'theory.readout' })}</legend>
      ${names.map(([readout, name]) => html`<label><input type="radio" name="readout" value=${readout} .checked=${live(shared && settings.readout === readout)} @change=${() => change({ readout })} /><span>${name}</span></label>`)}
    </fieldset>
  `;
}

function sliderControl({ name, sign, label, least, most, step, toSetting, toPosition }: Slider, { settings, derivation: { product }, format, change }: Rail): TemplateResult {
  const said = significant(format, settings[name]);
  const own = significant(format, product[name]);
  return html`
    <label class="slider">
      <span><i>${sign.charAt(0)}</i><sub>${sign.slice(1)}</sub> ${label}</span><span class="now numbers">${said}</span>
      <input type="range" min=${least} max=${most} step=${step} .value=${live(String(toPosition(settings[name])))} aria-label=${`${sign} ${label}`} aria-valuetext=${settings[name] === product[name] ? msg(str`${said}, as the product has it`, { id: 'theory.slider.own' }) : msg(str`${said}; the product has ${own}`, { id: 'theory.slider.other' })} @input=${(event: Event) => change({ [name]: toSetting(Number((event.target as HTMLInputElement).value)) })} />
    </label>
  `;
}

/** What the settings come to, seen while they are turned: the weights in one line, the score, the place. */
function outcome({ derivation: { events, score, relevanceRank, asProduct }, format }: Rail): TemplateResult {
  return html`
    <div class="outcome">
      <span class="shares" aria-hidden="true">${events.filter(({ weight }) => weight > 0).map(({ weight }) => html`<span .style=${`flex-grow:${weight.toFixed(4)}`}></span>`)}</span>
      <dl>
        <div><dt>${msg('Score', { id: 'theory.score' })}</dt><dd class="numbers">${decimal(format, score, 2)}${was(score.toFixed(2) === asProduct.score.toFixed(2) ? null : decimal(format, asProduct.score, 2))}</dd></div>
        <div><dt>${msg('Place', { id: 'theory.outcome.place' })}</dt><dd class="numbers">${format.number(relevanceRank)}${was(relevanceRank === asProduct.relevanceRank ? null : format.number(asProduct.relevanceRank))}</dd></div>
      </dl>
    </div>
  `;
}

function was(before: string | null): TemplateResult | typeof nothing {
  return before === null ? nothing : html` <span class="was">${msg(str`product: ${before}`, { id: 'theory.outcome.product' })}</span>`;
}
