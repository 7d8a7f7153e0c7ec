"""Figures as inline SVG: no font, no script and no request of their own."""
