'use strict';
// Sorts and folds; without it the page says the same.
for (const tools of document.querySelectorAll('.tools')) tools.hidden = false;

for (const order of document.querySelectorAll('.order')) {
  const list = order.parentElement.querySelector('.cards-list');
  const place = (item, by) => Number(item.dataset.places.split(' ')[by]);
  const buttons = [...order.querySelectorAll('button')];
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const by = Number(button.dataset.order);
      const items = [...list.children].sort((a, b) => place(a, by) - place(b, by));
      list.append(...items);
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
    });
  }
}

for (const button of document.querySelectorAll('[data-fold]')) {
  const names = [button.textContent, button.dataset.fold];
  let open = false;
  button.addEventListener('click', () => {
    open = !open;
    for (const details of document.querySelectorAll('details')) details.open = open;
    button.textContent = names[Number(open)];
  });
}

// A link into a folded part opens it.
const reveal = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = target && target.querySelector(':scope > details');
  if (details) details.open = true;
};
addEventListener('hashchange', reveal);
reveal();

// On paper nothing can be unfolded; what was folded is folded again afterwards.
let folded = [];
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('details:not([open])')];
  for (const details of folded) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of folded) details.open = false;
  folded = [];
});
