"""The workbook: cells with their addresses, the layout of its sheets, and the template people fill in."""
