"""The text pane: wrapping, motions, marks, and the widget that shows them."""
