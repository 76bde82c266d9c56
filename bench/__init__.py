"""Speed and quality against references; `make bench` runs the package."""
