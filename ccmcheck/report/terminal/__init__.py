"""The text report as it grows: one entry for each file, kept on disk where there are many; hides how entries wait."""
