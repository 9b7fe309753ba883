const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const significant = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const scientific = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, notation: 'scientific' });

/**
 * @param {number} n
 * @returns {string} such as 3,402
 */
export const count = (n) => whole.format(n);

/**
 * @param {number} n
 * @param {string} noun in the singular
 * @returns {string} such as `1 topic` or `12 topics`
 */
export const counted = (n, noun) => `${whole.format(n)} ${noun}${n === 1 ? '' : 's'}`;

/**
 * @param {number} perSecond
 * @returns {string} such as 0.4/s or 1,250/s
 */
export function rate(perSecond) {
  if (perSecond > 0 && perSecond < 0.05) return '<0.1/s';
  return `${(perSecond < 10 ? tenth : whole).format(perSecond)}/s`;
}

/**
 * @param {number} milliseconds since something happened
 * @returns {string} such as now, 12 s, 5 min, 3 h, 2 d
 */
export function age(milliseconds) {
  const seconds = Math.floor(milliseconds / 1_000);
  if (seconds < 1) return 'now';
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  return `${whole.format(Math.floor(seconds / 86_400))} d`;
}

/**
 * @param {number | null} n a charted value
 * @returns {string}
 */
export function number(n) {
  if (n === null || n === undefined) return '–';
  const size = Math.abs(n);
  return (size !== 0 && (size >= 1e9 || size < 1e-4) ? scientific : significant).format(n);
}
