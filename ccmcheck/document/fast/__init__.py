"""The fast way to read programmes: plain values alone, or nothing where a text needs the whole reader.

Hides which texts are plain enough; whatever is not goes to `document.read`, which says the same more slowly.
"""
