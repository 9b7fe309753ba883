import { palette } from './palette.js';

const POINTS = 120;
const WIDTH = 112;
const HEIGHT = 30;
const INSET = 3; // room for the line's width and for the dot at its end

/**
 * Draws the first series of a history as a small line without axes. A chart library per row would cost a dozen
 * elements and listeners for each of 500 topics; this costs one canvas.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {import('./history.js').History} history
 */
export function drawSparkline(canvas, history) {
  const scale = devicePixelRatio || 1;
  resize(canvas, WIDTH * scale, HEIGHT * scale);
  const pen = canvas.getContext('2d');
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, WIDTH, HEIGHT);
  const points = pointsOf(history);
  if (points.length === 0) return;

  const { series: [colour], fill } = palette();
  const [lastX, lastY] = points.at(-1);
  if (points.length > 1) {
    const line = new Path2D();
    for (const [x, y] of points) line.lineTo(x, y);
    const area = new Path2D(line);
    area.lineTo(lastX, HEIGHT);
    area.lineTo(points[0][0], HEIGHT);
    pen.fillStyle = fill;
    pen.fill(area);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.5;
    pen.lineJoin = 'round';
    pen.stroke(line);
  }
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(lastX, lastY, 2.2, 0, 2 * Math.PI);
  pen.fill();
}

/**
 * Gives the memory of a canvas that nobody sees back.
 *
 * @param {HTMLCanvasElement} canvas
 */
export function releaseSparkline(canvas) {
  resize(canvas, 0, 0);
}

function pointsOf(history) {
  const [times, values] = history.columns(POINTS);
  const known = values.filter((v) => v !== null);
  if (known.length === 0) return [];
  const low = Math.min(...known);
  const high = Math.max(...known);
  const span = times.at(-1) - times[0];
  const x = (t) => (span === 0 ? WIDTH - INSET : INSET + (t - times[0]) / span * (WIDTH - 2 * INSET));
  // A value that never changes is a line through the middle, not along the bottom. Halves, as high - low may overflow.
  const height = high / 2 - low / 2;
  const y = (v) => (height === 0 ? HEIGHT / 2 : HEIGHT - INSET - (v / 2 - low / 2) / height * (HEIGHT - 2 * INSET));
  const points = [];
  for (const [i, value] of values.entries()) if (value !== null) points.push([x(times[i]), y(value)]);
  return points;
}

function resize(canvas, width, height) {
  if (canvas.width !== Math.round(width)) canvas.width = Math.round(width);
  if (canvas.height !== Math.round(height)) canvas.height = Math.round(height);
}
