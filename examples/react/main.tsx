import { createRecommender } from 'attune';
import { PrivacyPanel, Recommendations } from 'attune/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

const recommender = createRecommender({ catalog: new URL('./attune/', document.baseURI) });

const SHELF = [
  { id: 'kettle-steel', title: 'Steel kettle, 1.5 litres' },
  { id: 'coffee-press', title: 'French press, 8 cups' },
  { id: 'lamp-desk', title: 'Desk lamp with an arm' },
];

function Shop() {
  const [cart, setCart] = useState<string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const put = async (item: string): Promise<void> => {
    setCart((before) => [...before, item]);
    await recommender.observe([{ kind: 'cart', item }]);
  };
  return (
    <main>
      <h1>Hearth &amp; Shelf</h1>
      <p role="status">{cart.length} in the cart{chosen && `, looking at ${chosen}`}</p>
      <ul>
        {SHELF.map(({ id, title }) => (
          <li key={id}>
            {title} <button onClick={() => void put(id)}>Put in the cart</button>
          </li>
        ))}
      </ul>
      {/* What is in the cart is not recommended again: another array, another list. */}
      <Recommendations recommender={recommender} limit={6} exclude={cart} onSelect={({ detail }) => setChosen(detail.id)} />
      <PrivacyPanel recommender={recommender} />
    </main>
  );
}

createRoot(document.querySelector('#root')!).render(<Shop />);
