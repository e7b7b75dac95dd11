"use strict";

// Draws every figure.chart: its data comes from the server without colours and layout, which are added here.
(function () {
  const NBSP = "\u00a0";
  const NARROW = 460;
  const SHORT = 22;
  const FEW = 6;
  const CONFIG = {
    responsive: true, displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "",
    staticPlot: false, scrollZoom: false, doubleClick: false, showTips: false, locale: document.documentElement.lang,
  };

  function variables() {
    const styles = getComputedStyle(document.documentElement);
    return (name) => styles.getPropertyValue(name).trim() || name;
  }

  // Every text that begins with -- is the name of a CSS variable.
  function painted(value, colour) {
    if (typeof value === "string") return value.startsWith("--") ? colour(value) : value;
    if (Array.isArray(value)) return value.map((each) => painted(each, colour));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, painted(each, colour)]));
    }
    return value;
  }

  function layout(own, colour, unit) {
    const ink = colour("--quiet");
    const axis = { fixedrange: true, tickfont: { color: ink }, automargin: true, showline: false, ticks: "" };
    return {
      font: { family: colour("--text"), size: 13, color: colour("--ink") },
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      separators: "," + NBSP, showlegend: false, dragmode: false, hovermode: "x unified",
      hoverlabel: { bgcolor: colour("--paper"), bordercolor: colour("--strong-rule"), font: { color: colour("--ink") } },
      margin: { l: 8, r: 64, t: 18, b: 28 },
      ...own,
      xaxis: { type: "category", showgrid: false, zeroline: false, tickangle: 0, ...axis, ...own.xaxis },
      yaxis: {
        gridcolor: colour("--rule"), zerolinecolor: colour("--strong-rule"), nticks: 5, tickformat: ",~r",
        hoverformat: unit === "mnkr" ? ",.1f" : ",.0f", ...axis, ...own.yaxis,
      },
    };
  }

  // In a narrow drawing only the first and the last point are written out, and every third month; names are cut.
  function narrowed(data, own) {
    if (data[0].orientation === "h") {
      const cut = (name) => (name.length > SHORT ? name.slice(0, SHORT - 1).trimEnd() + "…" : name);
      own.yaxis = { ...own.yaxis, ticktext: own.yaxis.ticktext.map(cut), tickfont: { size: 11 } };
      const [low, high] = own.xaxis.range;
      const room = (high - low) * 0.15;
      // A range around zero grows with its ends; one that is cut from zero grows by a share of itself.
      own.xaxis = { ...own.xaxis, range: low <= 0 && high >= 0 ? [low * 1.15, high * 1.15] : [low - room, high + room] };
      return;
    }
    for (const each of data) {
      if (Array.isArray(each.text)) each.text = each.text.map((text, index, all) => (index % (all.length - 1 || 1) ? "" : text));
    }
    const months = own.xaxis?.categoryarray || data[0].x;
    if (months.length <= FEW) return;
    own.xaxis = { ...own.xaxis, tickmode: "array", tickvals: months.filter((_, index) => index % 3 === 0) };
  }

  function draw(holder) {
    const { figure, unit } = JSON.parse(document.getElementById(holder.dataset.figure).textContent);
    const colour = variables();
    const data = painted(figure.data, colour);
    const own = painted(figure.layout, colour);
    if (holder.clientWidth < NARROW) narrowed(data, own);
    Plotly.react(holder, data, layout(own, colour, unit), CONFIG);
    // Paper is narrower than the screen: with a view box the drawing shrinks as a whole.
    holder.querySelectorAll(".main-svg").forEach((svg) => {
      svg.setAttribute("viewBox", `0 0 ${holder.clientWidth} ${holder.clientHeight}`);
      svg.setAttribute("preserveAspectRatio", "xMinYMin meet");
    });
  }

  function drawAll() {
    document.querySelectorAll(".chart .drawing").forEach(draw);
  }

  function start() {
    if (!window.Plotly) {
      document.querySelectorAll(".chart .drawing").forEach((holder) => { holder.hidden = true; });
      document.querySelectorAll(".chart details").forEach((table) => { table.open = true; });
      return;
    }
    drawAll();
    addEventListener("beforeprint", () => { document.documentElement.dataset.printing = ""; drawAll(); });
    addEventListener("afterprint", () => { delete document.documentElement.dataset.printing; drawAll(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
    document.addEventListener("charts-arrived", drawAll);
  }

  start();
})();
