/*
 * Draws the pictures of the report. Each figure of the page carries its data as JSON; here is one
 * definition for each kind of picture, a function of the data and of the width that there is.
 * Colours are variables of the style sheet, so light, dark and paper need no second drawing.
 */
(function () {
  'use strict';

  const NARROW = 640;
  // By name, because ECharts measures texts with it before it places them.
  const FONT = getComputedStyle(document.body).fontFamily;
  const colour = (name) => 'var(--' + name + ')';
  const TEXT = { color: colour('ink'), fontSize: 13 };
  const QUIET = { color: colour('quiet'), fontSize: 12 };

  const thousands = (number) => String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ',');
  const minus = (text) => text.replace('-', '\u2212');

  /** The smallest round range that holds all values, with a round step. */
  function range(values, unit, steps) {
    let low = Math.min(...values);
    let high = Math.max(...values);
    if (unit === 'POINTS') {
      low = Math.min(low, 0);
      high = Math.max(high, 0);
    }
    const spread = Math.max(high - low, 0.01);
    low -= spread * 0.06;
    high += spread * 0.06;
    const rough = spread / steps;
    const magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
    const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((size) => size >= rough);
    low = Math.floor(low / step + 1e-9) * step;
    high = Math.ceil(high / step - 1e-9) * step;
    if (unit === 'PERCENT') {
      low = Math.max(low, 0);
      high = Math.min(high, 1);
    }
    return { min: low, max: high, interval: step, digits: Math.max(0, -Math.floor(Math.log10(step * 100) + 1e-9)) };
  }

  function tick(unit, digits) {
    return function (share) {
      const number = (share * 100).toFixed(digits);
      const plain = Number(number) === 0 ? '0' : number;
      return unit === 'POINTS' ? (Number(plain) > 0 ? '+' : '') + minus(plain) : plain + '%';
    };
  }

  /** Ends of intervals as one broken line: pairs of points with a gap between them. */
  function segments(rows, style) {
    const data = [];
    rows.forEach((row, i) =>
      row.marks
        .filter((mark) => mark.style === style && mark.span)
        .forEach((mark) => data.push([mark.span.lower, i], [mark.span.upper, i], [null, null])));
    return data;
  }

  function points(rows, style) {
    const data = [];
    rows.forEach((row, i) =>
      row.marks
        .filter((mark) => mark.style === style && mark.value !== undefined && mark.value !== null)
        .forEach((mark) => data.push({ value: [mark.value, i], itemStyle: row.muted ? { opacity: 0.45 } : undefined })));
    return data;
  }

  /** How each style of mark is drawn, from the back to the front. */
  const MARKS = [
    { style: 'BOUNDS', line: { width: 18, color: colour('bounds') } },
    { style: 'WILSON', line: { width: 1.5, color: colour('wilson') },
      point: { symbol: 'circle', size: 12, fill: colour('paper'), border: colour('wilson'), borderWidth: 1.5 } },
    { style: 'SHRUNKEN', line: { width: 4, color: colour('estimate') },
      point: { symbol: 'circle', size: 8, fill: colour('estimate'), border: colour('paper'), borderWidth: 1 } },
    { style: 'UNTRUSTED', line: { width: 2, color: colour('estimate'), type: [4, 3] },
      point: { symbol: 'circle', size: 11, fill: colour('paper'), border: colour('estimate'), borderWidth: 2 } },
    { style: 'ESTIMATE', line: { width: 3, color: colour('estimate') },
      point: { symbol: 'circle', size: 12, fill: colour('estimate'), border: colour('paper'), borderWidth: 1.5 } },
    { style: 'OBSERVED',
      point: { symbol: 'circle', size: 11, fill: colour('paper'), border: colour('observed'), borderWidth: 2 } },
    { style: 'NAIVE',
      point: { symbol: 'diamond', size: 14, fill: colour('paper'), border: colour('naive'), borderWidth: 2 } },
    { style: 'TRUTH',
      point: { symbol: 'rect', size: [3, 24], fill: colour('truth'), border: colour('paper'), borderWidth: 1 } }
  ];

  function lineSeries(data, look, z) {
    return {
      type: 'line', z: z, data: data, silent: true, symbol: 'none', connectNulls: false, clip: false,
      lineStyle: Object.assign({ cap: 'butt', opacity: 1 }, look)
    };
  }

  function pointSeries(data, look, z) {
    return {
      type: 'scatter', z: z, data: data, silent: true, symbol: look.symbol, symbolSize: look.size, clip: false,
      itemStyle: { color: look.fill, borderColor: look.border, borderWidth: look.borderWidth, opacity: 1 }
    };
  }

  /** Text at given places; the place itself is not drawn. */
  function textSeries(data, position, offset) {
    return {
      type: 'scatter', z: 50, data: data, silent: true, symbolSize: 0.01, clip: false,
      label: Object.assign({ show: true, position: position, offset: offset, formatter: (entry) => entry.name }, TEXT)
    };
  }

  function label(text, x, y, look) {
    return { name: text, value: [x, y], label: look };
  }

  /** On a narrow screen the text stands above the marks, and leaves the interval to the table. */
  function brief(row) {
    const figure = row.text.replace(/ \(.*?\)/, '');
    return figure ? row.label + ': ' + figure : row.label;
  }

  function intervals(chart, width) {
    const narrow = width < NARROW;
    const rows = chart.lines;
    const values = [];
    rows.forEach((row) => row.marks.forEach((mark) => {
      if (mark.value !== undefined && mark.value !== null) { values.push(mark.value); }
      if (mark.span) { values.push(mark.span.lower, mark.span.upper); }
    }));
    if (chart.reference) { values.push(chart.reference.value); }
    const scale = range(values.length ? values : [0, 1], chart.unit, narrow ? 3 : 5);
    const rowHeight = narrow ? 50 : 32;
    const left = narrow ? 22 : Math.max(222, Math.min(250, Math.round(width * 0.26)));
    const right = narrow ? 22 : 212;
    const top = (chart.reference ? 26 : 8) + (narrow ? 12 : 0);
    const height = top + rows.length * rowHeight + 32;
    const look = (row) => ({
      fontWeight: row.heading ? 600 : 400,
      color: row.muted ? colour('faint') : row.heading ? colour('ink') : colour('quiet'),
      fontStyle: row.muted ? 'italic' : 'normal',
      width: left - 12, overflow: 'truncate'
    });
    const above = (row) => Object.assign(look(row), {
      // A width would be filled by the background, so only what does not fit gets one.
      width: brief(row).length * 8 > width ? width - 30 : undefined, backgroundColor: colour('paper'), padding: [1, 3]
    });
    // ECharts draws all lines of one depth before all points, so each mark has a depth of its own.
    const series = MARKS.flatMap((mark, depth) => {
      const drawn = [];
      const ends = mark.line ? segments(rows, mark.style) : [];
      if (ends.length) { drawn.push(lineSeries(ends, mark.line, 10 + 2 * depth)); }
      const dots = mark.point ? points(rows, mark.style) : [];
      if (dots.length) { drawn.push(pointSeries(dots, mark.point, 11 + 2 * depth)); }
      return drawn;
    });
    if (chart.reference) {
      const at = chart.reference.value;
      series.unshift(lineSeries([[at, -0.5], [at, rows.length - 0.5]], { width: 1.5, color: colour('quiet'), type: 'dashed' }, 11));
      series.push(textSeries([label(chart.reference.label, at, -0.5, QUIET)], 'top', [0, narrow ? -6 : 2]));
    }
    if (narrow) {
      series.push(textSeries(
        rows.map((row, i) => label(brief(row), scale.min, i, above(row))),
        'right', [-27, -20]));
    } else {
      series.push(textSeries(rows.map((row, i) => label(row.label, scale.min, i, look(row))), 'left', [-6, 0]));
      series.push(textSeries(rows.map((row, i) => label(row.text, scale.max, i, Object.assign(look(row), { width: right }))), 'right', [6, 0]));
    }
    return {
      height: height,
      option: {
        grid: { left: left, right: right, top: top, bottom: 32 },
        xAxis: {
          type: 'value', min: scale.min, max: scale.max, interval: scale.interval,
          axisLabel: Object.assign({ formatter: tick(chart.unit, scale.digits), hideOverlap: true }, QUIET),
          axisLine: { show: true, onZero: false, lineStyle: { color: colour('faint') } },
          axisTick: { show: true, lineStyle: { color: colour('faint') } },
          splitLine: { lineStyle: { color: colour('rule'), width: 1 } }
        },
        yAxis: { type: 'value', inverse: true, min: -0.5, max: rows.length - 0.5, show: false },
        series: series
      }
    };
  }

  function overlap(chart, width) {
    const narrow = width < NARROW;
    const bars = chart.bars;
    const largest = Math.max(...bars.map((bar) => bar.swapOut + bar.agreeIn + bar.swapIn), 1);
    const left = narrow ? 6 : Math.max(200, Math.min(250, Math.round(width * 0.24)));
    const rowHeight = narrow ? 66 : 54;
    const part = (name, key, sign) => ({
      type: 'bar', stack: 'contacts', silent: true, barWidth: 30,
      data: bars.map((bar) => sign * bar[key]),
      itemStyle: { color: colour(name), borderColor: colour('paper'), borderWidth: 1 },
      label: {
        show: true, color: colour('on-' + name), fontSize: 13, fontWeight: 600,
        formatter: (entry) => {
          const share = Math.abs(entry.value) / largest;
          return share * (width - left) < 46 ? '' : thousands(Math.abs(entry.value));
        }
      }
    });
    return {
      height: bars.length * rowHeight + 52,
      option: {
        grid: { left: left, right: 16, top: narrow ? 14 : 6, bottom: 46 },
        xAxis: {
          type: 'value',
          name: 'contacts; left of zero: dropped', nameLocation: 'middle', nameGap: 28, nameTextStyle: QUIET,
          axisLabel: Object.assign({ formatter: (number) => thousands(Math.abs(number)), hideOverlap: true }, QUIET),
          axisLine: { show: false }, axisTick: { show: false },
          splitLine: { lineStyle: { color: colour('rule') } }
        },
        yAxis: {
          type: 'category', inverse: true, data: bars.map((bar) => bar.label),
          axisLabel: narrow
            ? Object.assign({}, TEXT, { inside: true, margin: 0, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 20, 0], width: width - 24, overflow: 'truncate', fontWeight: 600 })
            : Object.assign({}, TEXT, { width: left - 14, overflow: 'truncate', fontWeight: 600 }),
          axisLine: { onZero: true, lineStyle: { color: colour('ink') } }, axisTick: { show: false }, z: 10
        },
        series: [part('swap-out', 'swapOut', -1), part('agree-in', 'agreeIn', 1), part('swap-in', 'swapIn', 1)]
      }
    };
  }

  function months(chart, width) {
    const narrow = width < NARROW;
    const list = chart.months;
    const names = list.map((month) => month.label);
    const rates = list.map((month) => (month.rate === undefined || month.rate === null ? null : month.rate));
    const known = rates.filter((rate) => rate !== null);
    const scale = range([0].concat(known.length ? known.map((rate) => rate * 1.1) : [1]), 'PERCENT', narrow ? 3 : 5);
    const left = 54;
    const right = 12;
    const dense = (width - left - right) / list.length < 46;
    const category = (grid, shown) => ({
      type: 'category', data: names, gridIndex: grid,
      axisLabel: Object.assign({ show: shown, hideOverlap: true }, QUIET),
      axisLine: { lineStyle: { color: colour('faint') } }, axisTick: { show: false }
    });
    const value = (grid, name, formatter, more) => Object.assign({
      type: 'value', gridIndex: grid, name: name, nameLocation: 'end', nameGap: 10,
      nameTextStyle: Object.assign({ align: 'left', padding: [0, 0, 0, -46] }, QUIET),
      axisLabel: Object.assign({ formatter: formatter }, QUIET),
      splitLine: { lineStyle: { color: colour('rule') } }, min: 0
    }, more);
    const ofMaturity = (maturity) => list.map((month, i) => (month.maturity === maturity ? rates[i] : null));
    const dots = (maturity, fill) => ({
      type: 'scatter', silent: true, xAxisIndex: 0, yAxisIndex: 0, symbolSize: 10, data: ofMaturity(maturity), clip: false,
      itemStyle: { color: fill, borderColor: colour('estimate'), borderWidth: 2, opacity: 1 },
      label: Object.assign({
        show: !dense, position: 'top', formatter: (entry) => tick('PERCENT', 1)(entry.value)
      }, QUIET)
    });
    const line = {
      type: 'line', silent: true, xAxisIndex: 0, yAxisIndex: 0, symbol: 'none', connectNulls: false,
      data: ofMaturity('MATURE'), lineStyle: { color: colour('estimate'), width: 2 }
    };
    const shade = {
      type: 'bar', silent: true, xAxisIndex: 0, yAxisIndex: 0, z: 0, barWidth: '100%',
      data: list.map((month) => (month.maturity === 'MATURE' ? null : scale.max)), itemStyle: { color: colour('immature') }
    };
    const volume = {
      type: 'bar', silent: true, xAxisIndex: 1, yAxisIndex: 1, barMaxWidth: 36,
      data: list.map((month) => ({
        value: month.contacts,
        itemStyle: month.maturity === 'MATURE'
          ? { color: colour('agree-in') }
          : { color: colour('immature'), borderColor: colour('faint'), borderType: 'dashed', borderWidth: 1 }
      })),
      label: Object.assign({ show: !dense, position: 'top', formatter: (entry) => thousands(entry.value) }, QUIET)
    };
    return {
      height: narrow ? 380 : 420,
      option: {
        grid: [
          { left: left, right: right, top: 34, height: narrow ? 150 : 180 },
          { left: left, right: right, top: narrow ? 232 : 262, bottom: 28 }
        ],
        xAxis: [category(0, false), category(1, true)],
        yAxis: [
          value(0, 'Rate within the horizon', tick('PERCENT', scale.digits), { max: scale.max, interval: scale.interval }),
          value(1, 'Volume', thousands, { splitNumber: 3 })
        ],
        series: [shade, line, dots('MATURE', colour('estimate')), dots('PARTLY', colour('paper')), volume]
      }
    };
  }

  const DEFINITIONS = { intervals: intervals, overlap: overlap, months: months };

  function draw(place) {
    const width = Math.floor(place.element.clientWidth);
    if (width === 0 || width === place.width) { return; }
    place.width = width;
    const drawing = DEFINITIONS[place.data.kind](place.data, width);
    place.element.style.height = drawing.height + 'px';
    if (!place.chart) {
      place.chart = echarts.init(place.element, null, { renderer: 'svg', width: width, height: drawing.height });
    } else {
      place.chart.resize({ width: width, height: drawing.height });
    }
    const common = { animation: false, textStyle: { fontFamily: FONT }, backgroundColor: 'transparent' };
    place.chart.setOption(Object.assign(common, drawing.option), { notMerge: true });
    // Without sizes of its own the picture follows the width of the paper.
    const svg = place.element.querySelector('svg');
    svg.setAttribute('viewBox', '0 0 ' + width + ' ' + drawing.height);
    svg.setAttribute('aria-hidden', 'true');
  }

  const places = Array.from(document.querySelectorAll('figure .chart'), (element) => ({
    element: element, data: JSON.parse(element.parentNode.querySelector('script').textContent), width: 0
  }));
  // A folded figure has no width until it is opened, and is drawn then.
  const watcher = new ResizeObserver((entries) =>
    entries.forEach((entry) => draw(places.find((place) => place.element === entry.target))));
  places.forEach((place) => { draw(place); watcher.observe(place.element); });

  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach((fold) => { fold.open = true; });
    places.forEach(draw);
  });
})();
