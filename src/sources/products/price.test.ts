import { describe, expect, it } from 'vitest';
import { parsePriceText } from './price.ts';

describe('parsePriceText', () => {
  it.each([
    ['1.234,56 €', 1234.56, 'EUR'],
    ['€1,234.56', 1234.56, 'EUR'],
    ['US$12', 12, 'USD'],
    ['US $12', 12, 'USD'],
    ['$12.50 CAD', 12.5, 'CAD'],
    ['12.50 USD', 12.5, 'USD'],
    ['usd 12.5', 12.5, 'USD'],
    ['¥1,200', 1200, 'JPY'],
    ['￥12.50', 12.5, 'CNY'],
    ['12元', 12, 'CNY'],
    ['CHF 10.-', 10, 'CHF'],
    ['10,– €', 10, 'EUR'],
    ["CHF 1'234.50", 1234.5, 'CHF'],
    ['1 234,50 zł', 1234.5, 'PLN'],
    ['1\u202F234,50\u00A0€', 1234.5, 'EUR'],
    ['₹12,34,567.00', 1234567, 'INR'],
    ['1.200 €', 1200, 'EUR'],
    ['1,200,300 USD', 1200300, 'USD'],
    ['12.500 KWD', 12.5, 'KWD'],
    ['0.125 USD', 0.125, 'USD'],
    ['1234.5 USD', 1234.5, 'USD'],
    ['ab 9,99 €', 9.99, 'EUR'],
    ['0.00 USD', 0, 'USD'],
  ])('%s', (text, amount, currency) => {
    expect(parsePriceText(text)).toEqual({ amount, currency });
  });

  it.each([
    ['12.50', 'EUR', 12.5, 'EUR'],
    ['12.50 USD', 'EUR', 12.5, 'USD'],
    ['$12', 'CAD', 12, 'CAD'],
    ['$12', 'EUR', 12, 'USD'],
    ['149 kr', 'SEK', 149, 'SEK'],
    ['¥ 1200', 'CNY', 1200, 'CNY'],
  ])('%s where the shop counts in %s', (text, currency, amount, meant) => {
    expect(parsePriceText(text, { currency })).toEqual({ amount, currency: meant });
  });

  it.each(['', '12.50', 'on request', '10 – 20 €', '-5 €', '149 kr', 'SKU12 EUR', '12.5.2026 EUR', '1,23.456,7 €', '20 % EUR', `${'9'.repeat(400)} EUR`])('%j states no price', (text) => {
    expect(parsePriceText(text)).toBeNull();
  });
});
