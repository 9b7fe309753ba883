/** The media query that a page in the dark scheme matches. */
export const darkScheme = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

let colours = null;

/**
 * The colours of the style sheet for what is drawn on a canvas, which CSS does not reach.
 *
 * @returns {{series: string[], grid: string, text: string, fill: string}} strings that a canvas understands
 */
export function palette() {
  if (!colours) {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    colours = {
      series: [1, 2, 3, 4].map((n) => read(`--series-${n}`)),
      grid: read('--line'),
      text: read('--muted'),
      fill: read('--series-fill'),
    };
  }
  return colours;
}

/**
 * @param {() => void} redraw called when the user has switched between light and dark
 */
export function onSchemeChange(redraw) {
  darkScheme.addEventListener('change', () => {
    colours = null;
    redraw();
  });
}
