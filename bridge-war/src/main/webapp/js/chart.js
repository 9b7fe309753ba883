/* global uPlot */
import { number } from './format.js';
import { onSchemeChange, palette } from './palette.js';

const HEIGHT = 170;
const SHORTEST_SPAN = 10; // seconds; a narrower axis would make two quick values look like a trend

/**
 * The chart of one topic: a line per series over time.
 *
 * @param {HTMLElement} host an element whose width the chart takes
 * @param {(cursor: number | null) => void} onCursor tells the index of the point under the pointer, if any
 * @returns {{show: (names: string[], columns: (number | null)[][]) => void, clear: () => void}}
 */
export function createChart(host, onCursor) {
  let plot = null;
  let names = [];
  let columns = [];

  const clear = () => {
    plot?.destroy();
    plot = null;
    onCursor(null);
  };

  const build = () => {
    clear();
    if (typeof uPlot === 'undefined' || host.clientWidth === 0) return;
    plot = new uPlot(options(names, host.clientWidth, onCursor), columns, host);
  };

  // A colour is fixed when a chart is made: another scheme needs another chart.
  onSchemeChange(() => { if (plot) build(); });

  new ResizeObserver(() => {
    if (plot && host.clientWidth > 0 && host.clientWidth !== plot.width) {
      plot.setSize({ width: host.clientWidth, height: HEIGHT });
    }
  }).observe(host);

  return {
    show(nextNames, nextColumns) {
      const same = plot && names.length === nextNames.length && names.every((name, i) => name === nextNames[i]);
      names = nextNames;
      columns = nextColumns;
      if (same) plot.setData(columns);
      else build();
    },
    clear,
  };
}

function options(names, width, onCursor) {
  const { series, grid, text, fill } = palette();
  const axis = {
    stroke: text,
    font: '11px system-ui, sans-serif',
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 4 },
  };
  return {
    width,
    height: HEIGHT,
    legend: { show: false }, // the page has its own, which a keyboard and a screen reader can use
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    padding: [10, 8, 0, 0],
    scales: { x: { time: true, range: (_, low, high) => [Math.min(low, high - SHORTEST_SPAN), high] } },
    axes: [
      { ...axis, space: 70, values: '{HH}:{mm}:{ss}', size: 28 },
      { ...axis, size: 50, space: 36, values: (_, ticks) => ticks.map(number) },
    ],
    series: [{}, ...names.map((name, i) => ({
      label: name,
      stroke: series[i],
      width: 1.75,
      fill: names.length === 1 ? fill : undefined,
      points: { show: (u) => u.data[0].length < 30, size: 5, fill: series[i] },
      spanGaps: true, // members of JSON objects may take turns
    }))],
    hooks: { setCursor: [(u) => onCursor(u.cursor.idx ?? null)] },
  };
}
