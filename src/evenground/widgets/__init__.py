"""Widgets that pages are made of: anywidget components with their browser side beside them."""
