"""Sets criteria and cases side by side without adding, averaging or ranking them."""
