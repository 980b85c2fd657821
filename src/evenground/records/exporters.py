"""Our nbconvert exporters: a record's notebook, or any other, as one HTML file or as Markdown."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets import default
from traitlets.config import Config

from evenground.records.escapes import html
from evenground.records.notebook import PRIORITY, TEMPLATES


class _RecordExporter(TemplateExporter):
    """What both have in common: our template, no code cells, one check of the notebook instead of twelve."""

    optimistic_validation = True
    exclude_input = True
    shown: tuple[str, ...] = ()

    @default("template_name")
    def _template_name_default(self) -> str:
        return "evenground"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES)]

    @property
    def default_config(self) -> Config:
        """Say which kind of output is taken where a cell offers several."""
        config = Config({"NbConvertBase": {"display_data_priority": list(self.shown)}})
        config.merge(super().default_config)
        return config

    def default_filters(self) -> Any:
        """Add our way to escape text to nbconvert's filters, and headings without a pilcrow beside them."""
        yield from super().default_filters()
        yield "shown", html
        yield "markdown2html", _markdown


def _markdown(source: str) -> str:
    return str(MarkdownWithMath(IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source))


class EvengroundHTMLExporter(_RecordExporter):
    """One HTML file: its style is in it, it runs no script and loads nothing."""

    export_from_notebook = "Even Ground record (HTML)"
    output_mimetype = "text/html"
    shown = PRIORITY["html"]

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"


class EvengroundMarkdownExporter(_RecordExporter):
    """Markdown that reads well as it is."""

    export_from_notebook = "Even Ground record (Markdown)"
    output_mimetype = "text/markdown"
    shown = PRIORITY["md"]

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".md"
