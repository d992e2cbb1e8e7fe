// On paper everything is open.
for (const [event, was, is] of [["beforeprint", "details:not([open])", true], ["afterprint", "details.unfolded", false]]) {
  addEventListener(event, () => {
    for (const details of document.querySelectorAll(was)) {
      details.open = is;
      details.classList.toggle("unfolded", is);
    }
  });
}
// Draws each chart in the element with its id. The interpreter of Vega's expressions (ast) keeps
// the page free of eval.
{
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const options = {renderer: "svg", actions: false, ast: true, tooltip: true};
  const config = {background: null, view: {stroke: null}};
  Promise.all(Object.entries(charts).map(([id, spec]) =>
    vegaEmbed(document.getElementById("chart-" + id), {...spec, config}, options)))
    .then(() => "drawn", (error) => { console.error(error); return "failed"; })
    .then((state) => { document.documentElement.dataset.charts = state; });
}
