/**
 * Gathers any number of change notices into few paints.
 *
 * Messages may arrive thousands of times a second, eyes follow about ten changes. The animation frame comes after the
 * pause, so a page in a hidden tab stops painting altogether and catches up when it is shown.
 *
 * @param {() => void} paint
 * @param {() => number} pause milliseconds between two paints
 * @returns {() => void} call it when something has changed
 */
export function createFrames(paint, pause) {
  let scheduled = false;
  let last = -Infinity;
  const run = () => {
    scheduled = false;
    last = performance.now();
    paint();
  };
  return () => {
    if (scheduled) return;
    scheduled = true;
    const wait = last + pause() - performance.now();
    if (wait > 0) setTimeout(() => requestAnimationFrame(run), wait);
    else requestAnimationFrame(run);
  };
}
