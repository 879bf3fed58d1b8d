/** Where a popup is drawn: outside what opens it, and still in the landmark that screen readers walk by. */

/** The page's main part, or the whole of it where there is none. */
export function landmark(): Element {
  return document.querySelector('main') ?? document.body;
}
