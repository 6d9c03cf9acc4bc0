import { AttuneElement } from './attune-element.ts';
import { Format } from './format.ts';

/** An element that tells dates, sizes and shares too, which lists of cards have no need of. */
export abstract class PanelElement extends AttuneElement {
  protected override get format(): Format {
    return Format.of(this.language.tag);
  }
}
