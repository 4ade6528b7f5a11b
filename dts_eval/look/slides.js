// Moves between slides from the keyboard and prints the handout. Without it every slide is read by scrolling.
(function () {
  "use strict";
  var slides = Array.prototype.slice.call(document.querySelectorAll(".diapo"));
  var bar = document.querySelector(".barre");
  var place = bar.querySelector("output");
  var MOVES = { ArrowRight: 1, ArrowLeft: -1 };
  var PAGES = { ArrowDown: 1, PageDown: 1, ArrowUp: -1, PageUp: -1 };
  var current = 0;

  function tell(number) {
    current = number;
    place.textContent = (number + 1) + " / " + slides.length;
    bar.querySelector("[data-pas='-1']").disabled = number === 0;
    bar.querySelector("[data-pas='1']").disabled = number === slides.length - 1;
  }

  function go(number) {
    var slide = slides[Math.max(0, Math.min(slides.length - 1, number))];
    slide.scrollIntoView({ behavior: "instant", block: "start" });
    slide.querySelector("h1, h2").focus({ preventScroll: true });
    history.replaceState(null, "", "#" + slide.id);
    tell(slides.indexOf(slide));
  }

  // A slide higher than the window is read to its end before the next one comes.
  function hides(step) {
    var box = slides[current].getBoundingClientRect();
    return step > 0 ? box.bottom > window.innerHeight + 2 : box.top < -2;
  }

  document.addEventListener("keydown", function (event) {
    var key = event.key;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) { return; }
    if (key === " " || key === "Enter") {
      if (key === "Enter" || event.target.closest("button, summary, a")) { return; }
    }
    var step = MOVES[key] || PAGES[key] || (key === " " ? (event.shiftKey ? -1 : 1) : 0);
    if (step && !MOVES[key] && hides(step)) { return; }
    if (step) {
      event.preventDefault();
      go(current + step);
    } else if (key === "Home" || key === "End") {
      event.preventDefault();
      go(key === "Home" ? 0 : slides.length - 1);
    } else if (key === "p" || key === "P") {
      event.preventDefault();
      window.print();
    }
  });
  bar.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) { return; }
    if (button.dataset.pas) { go(current + Number(button.dataset.pas)); } else { window.print(); }
  });

  // The slide that fills the middle of the window is the one that is read.
  var seen = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) { if (entry.isIntersecting) { tell(slides.indexOf(entry.target)); } });
  }, { rootMargin: "-50% 0px -50% 0px" });
  slides.forEach(function (slide) { seen.observe(slide); });

  document.documentElement.classList.add("anime");
  bar.hidden = false;
  var asked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  var slide = asked && asked.closest(".diapo");
  tell(slide ? slides.indexOf(slide) : 0);
})();
