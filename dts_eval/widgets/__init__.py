"""Tools for groups in JupyterLab; they show rows and write through one verb."""
