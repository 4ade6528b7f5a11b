// When the keyboard is on a control that is not a text, JupyterLab takes single keys for itself: R makes the cell raw,
// D twice removes it, the arrows leave it instead of moving in a list. It leaves alone what bears this attribute.
if (!window.dtsFormKeys) {
  window.dtsFormKeys = true;
  document.addEventListener("focusin", (event) => {
    const control = event.target;
    if (control.closest(".dts-form") && !control.matches(":read-write")) {
      control.setAttribute("data-lm-suppress-shortcuts", "true");
    }
  });
}
