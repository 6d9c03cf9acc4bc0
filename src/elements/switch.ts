import { css, html } from 'lit';
import type { TemplateResult } from 'lit';

/** A switch with its label on the left; `change` is told the new state. */
export function switchControl(label: string, on: boolean, change: (on: boolean) => void): TemplateResult {
  return html`<button class="switch" role="switch" aria-checked=${on} @click=${() => change(!on)}><span>${label}</span><span class="rail" aria-hidden="true"><span class="knob"></span></span></button>`;
}

export const switchStyles = css`
  .switch {
    display: inline-flex;
    align-items: center;
    gap: var(--a-space-3);
    min-block-size: 44px;
    font-weight: 550;
  }

  .rail {
    flex: none;
    inline-size: 44px;
    block-size: 24px;
    padding: 3px;
    border-radius: var(--a-radius-full);
    background: var(--a-mark);
    transition: background-color var(--a-quick);
  }

  .knob {
    display: block;
    inline-size: 18px;
    block-size: 18px;
    border-radius: var(--a-radius-full);
    background: var(--a-surface);
    transition: translate var(--a-quick);
  }

  .switch[aria-checked='true'] .rail {
    background: var(--a-accent);
  }

  .switch[aria-checked='true'] .knob {
    translate: 20px;
  }

  .switch[aria-checked='true']:dir(rtl) .knob {
    translate: -20px;
  }

  @media (forced-colors: active) {
    .rail {
      border: 1px solid CanvasText;
      padding: 2px;
      background: Canvas;
    }

    .knob {
      background: CanvasText;
      forced-color-adjust: none;
    }

    .switch[aria-checked='true'] .rail {
      background: Highlight;
      forced-color-adjust: none;
    }

    .switch[aria-checked='true'] .knob {
      background: HighlightText;
    }
  }
`;
