// Opens proofs beside the text, and draws figures when they come near the view. Without it the page is whole.
(function () {
  "use strict";
  var byId = function (id) { return document.getElementById(id); };

  // Proofs: a plain link that opens a native dialog; the annex holds the same article.
  var panel = byId("volet");
  var content = panel.querySelector(".contenu");
  var opener = null;

  function open(link) {
    content.textContent = "";
    link.dataset.evidence.split(" ").forEach(function (id) {
      var article = byId(id);
      if (!article) { return; }
      var copy = article.cloneNode(true);
      copy.removeAttribute("id");
      copy.querySelectorAll(".retour").forEach(function (back) { back.remove(); });
      var shared = article.parentNode.querySelector(".commun");
      Array.prototype.slice.call(shared ? shared.children : []).reverse().forEach(function (fact) {
        copy.querySelector("dl").prepend(fact.cloneNode(true));
      });
      content.appendChild(copy);
    });
    opener = link;
    panel.showModal();
    panel.scrollTop = 0;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-evidence]");
    if (!link || !panel.showModal || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    open(link);
  });
  document.addEventListener("pointerover", function (event) {
    var link = event.target.closest && event.target.closest("a[data-evidence]");
    if (!link || link.title) { return; }
    link.title = link.dataset.evidence.split(" ").map(function (id) {
      return byId(id) ? byId(id).querySelector("h3").textContent : id;
    }).join("\n");
  });
  panel.addEventListener("click", function (event) { if (event.target === panel) { panel.close(); } });
  // The browser gives the focus back by itself, except to a link that a click did not focus; told late, it is not taken
  // from what somebody reached meanwhile.
  panel.addEventListener("close", function () {
    if (opener && document.activeElement === document.body) { opener.focus({ preventScroll: true }); }
    opener = null;
  });

  // Figures: plotly.js is read once, when the first figure comes near.
  var frames = Array.prototype.slice.call(document.querySelectorAll(".fig-dessin[data-figure]"));
  if (!frames.length || !window.IntersectionObserver || !window.DecompressionStream) { return; }
  var phone = window.matchMedia("(max-width:43rem)");
  var dark = window.matchMedia("(prefers-color-scheme:dark)");
  var WIDTHS = { wide: 656, narrow: 328 };
  var locale = JSON.parse(byId("locale").textContent);

  var loading = null;
  function load() {
    var bundle = byId("plotly");
    loading = loading || (bundle.dataset.src ? fetched(bundle.dataset.src) : carried(bundle)).then(function () {
      if (locale.moduleType) { window.Plotly.register(locale); }
    });
    return loading;
  }

  // Beside the page, for pages that share it.
  function fetched(source) {
    return new Promise(function (done, failed) {
      var code = document.createElement("script");
      code.onload = done;
      code.onerror = failed;
      code.src = source;
      document.head.appendChild(code);
    });
  }

  function carried(bundle) {
    return inflate(bundle.textContent).then(function (text) {
      var code = document.createElement("script");
      code.textContent = text;
      document.head.appendChild(code);
    });
  }

  // The bundle is carried compressed: the page stays light, and opens before it is read.
  function inflate(text) {
    var bytes = Uint8Array.from(atob(text), function (sign) { return sign.charCodeAt(0); });
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  // A figure names its colours by their light value: each becomes the value of the page as it is seen.
  var COLOURS = /*colours*/{};
  function seen(value, style) {
    if (typeof value === "string") {
      var name = COLOURS[value.toUpperCase()];
      return name ? style.getPropertyValue("--" + name).trim() : value;
    }
    if (Array.isArray(value)) { return value.map(function (item) { return seen(item, style); }); }
    if (value && typeof value === "object") {
      return Object.keys(value).reduce(function (copy, key) { copy[key] = seen(value[key], style); return copy; }, {});
    }
    return value;
  }

  // What all figures say is said once: a figure says the rest, and null where it says nothing of it.
  var USUAL = /*usual*/{};
  function whole(usual, said) {
    var copy = Object.assign({}, usual);
    Object.keys(said).forEach(function (key) {
      var value = said[key];
      var plain = value && typeof value === "object" && !Array.isArray(value);
      if (value === null) { delete copy[key]; } else { copy[key] = plain ? whole(copy[key], value) : value; }
    });
    return copy;
  }
  function read(frame, size) {
    var said = JSON.parse(byId(frame.dataset.figure).textContent)[size];
    var layout = whole(USUAL.layout, said.layout);
    ["annotations", "shapes"].forEach(function (kind) {
      if (layout[kind]) { layout[kind] = layout[kind].map(function (item) { return whole(USUAL[kind], item); }); }
    });
    ["xaxis", "yaxis"].forEach(function (kind) { layout[kind] = whole(USUAL[kind], said.layout[kind]); });
    return { data: said.data.map(function (trace) {
      return whole(USUAL[trace.type === "bar" && trace.text ? "bar-text" : trace.type], trace);
    }), layout: layout };
  }

  function erase(frame) {
    var drawn = frame.querySelector(".vif");
    frame.classList.remove("anime");
    if (!drawn) { return; }
    if (window.Plotly) { window.Plotly.purge(drawn); }
    drawn.remove();
  }

  function draw(frame) {
    var size = phone.matches ? "narrow" : "wide";
    erase(frame);
    if (frame.clientWidth < WIDTHS[size]) { return; }
    var style = getComputedStyle(document.documentElement);
    var figure = seen(read(frame, size), style);
    var place = document.createElement("div");
    place.className = "vif";
    frame.appendChild(place);
    var colour = function (name) { return style.getPropertyValue("--" + name).trim(); };
    var letters = colour("sans");
    var layout = Object.assign({}, figure.layout, {
      width: WIDTHS[size], paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: Object.assign({}, figure.layout.font, { family: letters }),
      hoverlabel: { bgcolor: colour("papier"), bordercolor: colour("bord"),
        font: { family: letters, size: 13, color: colour("encre") } },
      separators: locale.format.decimal + locale.format.thousands
    });
    var config = { displayModeBar: false, staticPlot: false, scrollZoom: false, doubleClick: false,
      showAxisDragHandles: false, locale: locale.name };
    load().then(function () {
      return window.Plotly.newPlot(place, figure.data, layout, config);
    }).then(
      function () { if (place.isConnected) { frame.classList.add("anime"); } },
      function () { erase(frame); }
    );
  }

  var near = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) { return; }
      near.unobserve(entry.target);
      draw(entry.target);
    });
  }, { rootMargin: "300px 0px" });
  function again(frame) { erase(frame); near.unobserve(frame); near.observe(frame); }
  [phone, dark].forEach(function (query) {
    query.addEventListener("change", function () { frames.forEach(again); });
  });
  window.addEventListener("resize", function () {
    frames.forEach(function (frame) {
      var size = phone.matches ? "narrow" : "wide";
      if (frame.classList.contains("anime") !== (frame.clientWidth >= WIDTHS[size])) { again(frame); }
    });
  });
  frames.forEach(function (frame) { near.observe(frame); });
})();
