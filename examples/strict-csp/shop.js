await customElements.whenDefined('attune-recommendations');
const { recommender } = document.querySelector('attune-recommendations');
const button = document.querySelector('#cart');

button.addEventListener('click', async () => {
  await recommender.observe([{ kind: 'cart', item: button.dataset.item }]);
  document.querySelector('[role=status]').textContent = 'It is in the cart.';
});
