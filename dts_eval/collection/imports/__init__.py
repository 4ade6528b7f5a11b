"""Files made elsewhere, read as proposals for the workbook: nothing is written before somebody has seen it."""
