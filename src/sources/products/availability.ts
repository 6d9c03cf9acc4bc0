import type { Availability } from '../../domain/item.ts';

const WORDS: Readonly<Record<Availability, string>> = {
  in_stock:
    'instock available limitedavailability lowstock onlineonly instoreonly auflager lagernd vorrätig verfügbar lieferbar sofortlieferbar sofortverfügbar enstock disponible endisponibilidad enexistencia enexistencias ' +
    '有货 现货 有現貨 库存充足 在售 yes true ja oui sí si y 是',
  out_of_stock:
    'outofstock soldout unavailable notavailable discontinued ausverkauft vergriffen nichtauflager nichtverfügbar nichtlieferbar nichtvorrätig enrupture rupturedestock horsstock épuisé indisponible nondisponible agotado sinexistencias sinstock nodisponible ' +
    '缺货 缺貨 售罄 无货 無貨 下架 no false nein non n 否',
  // What may be ordered and comes later.
  preorder:
    'preorder presale preordered backorder backordered onbackorder availableonbackorder availablefororder madetoorder comingsoon vorbestellbar vorbestellung vorbestellen nachbestellt lieferrückstand précommande surcommande enprécommande preventa reserva bajopedido bajoreserva ' +
    '预售 預售 预订 預訂 预购 預購',
};
const MEANING: ReadonlyMap<string, Availability> = new Map(Object.entries(WORDS).flatMap(([meaning, words]) => words.split(' ').map((word) => [word, meaning as Availability] as const)));

/**
 * What a word for availability means: those of Google Merchant, schema.org (as URLs too), Shopify and WooCommerce, yes and
 * no, a number of pieces, in English, German, French, Spanish and Chinese. What is ordered back may be bought and comes
 * later, as what is ordered ahead: both are `preorder`.
 *
 * @returns null for other words
 */
export function parseAvailability(text: string): Availability | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (/^[+-]?\d+([.,]\d+)?$/.test(plain)) return Number(plain.replace(',', '.')) > 0 ? 'in_stock' : 'out_of_stock';
  return MEANING.get(plain.replace(/^https?:\/\/schema\.org\//, '').replace(/[^\p{L}]/gu, '')) ?? null;
}
