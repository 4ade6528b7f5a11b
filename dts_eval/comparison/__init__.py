"""Sets criteria and cases side by side, and gathers what the reports of a network show; nothing is ranked."""
