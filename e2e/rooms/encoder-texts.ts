/** Varied texts whose vectors browser and Node must agree on: lengths, languages, punctuation, noise. */
export const TEXTS: readonly string[] = [
  'wireless mouse', 'Mechanical keyboard with brown switches, 87 keys', 'red shoes', 'soup', 'A', '42', 'USB-C to HDMI adapter 4K@60Hz',
  'Refillable fountain pen with a steel nib and blue ink', 'HP 74 black ink cartridge', 'Desk lamp', 'Ergonomic office chair, mesh back, adjustable arms',
  'How do lighthouses get their power?', 'Why the sea is salt', 'Show HN: a feed reader that sorts itself', 'Ask HN: What are you reading this winter?',
  'The committee met again on Tuesday and put off the vote.', 'The central bank raised interest rates by a quarter point.', 'A cat sleeps on the sofa.', 'A kitten naps on the couch.',
  'A field guide to the birds of northern coasts', 'The cartographer’s apprentice', 'Letters from a slow train', 'Twelve ways to lose a chess game', 'Night gardening for beginners',
  'An orphan raised by clockmakers discovers that the town’s great bell has been telling the wrong hour for a century, and that someone profits from it.',
  'Two sisters inherit a failing orchard and must decide, over one long winter, whether to sell it to the neighbour who once loved them both.',
  'A retired detective, a missing violin, and a village where nobody sleeps: the third case of a series that is better read in order.',
  'A short history of maps, from clay tablets to satellites, with two hundred drawings of coastlines that were never there.',
  'Sourdough', 'Rye bread with caraway seeds and a dark crust, baked on stone', 'Green tea, loose leaf, 250 g', 'Espresso machine with a steam wand',
  'Noise-cancelling headphones', 'Trail running shoes, men’s, size 43', 'Waterproof jacket for cycling in the rain', 'Tent for three persons, 2.4 kg',
  'rust borrow checker lifetimes explained', 'PostgreSQL query planner statistics', 'WebAssembly SIMD dot product', 'Attention is a weighted mean',
  'Ein Wörterbuch der vergessenen Berufe', 'Le jardin des heures perdues', 'El faro y la tormenta', 'Öl, Essig und Salz', 'naïve café résumé',
  'Война и мир', 'מילון עברי', 'قاموس عربي', '红楼梦', '上海的早晨', '한국어 책', 'こんにちは世界', '🎉 party hats 🎈', '!!! SALE !!! 50% OFF !!!', 'a  b\tc\nd',
  'ALL CAPITALS HERE', 'mixed CaSe WoRdS', 'https://example.com/path?query=1#part', 'x = y**2 + 3*z; // comment', 'lorem ipsum dolor sit amet '.repeat(120),
];
