"""Our nbconvert exporters: a record's notebook, or any other, as one HTML file, as Markdown, for Word or as PDF."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from nbconvert.exporters import Exporter, TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets import Enum, default
from traitlets.config import Config

from evenground import i18n
from evenground.records import block_data
from evenground.records.blocks import PAPERS, WORD, Document
from evenground.records.escapes import html
from evenground.records.notebook import PRIORITY, TEMPLATES, unwrapped
from evenground.records.notebook_reading import about_of, document_of, kept


class _TextExporter(TemplateExporter):
    """What both texts have in common: our template, no code cells, one check of the notebook instead of twelve."""

    optimistic_validation = True
    exclude_input = True
    shown: tuple[str, ...] = ()

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.register_preprocessor(tidied)

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


def tidied(nb: Any, resources: Any) -> tuple[Any, Any]:
    """The notebook as our templates read it: no guiding cells, our parts bare, and what the top tells of it all."""
    nb.cells = kept(nb)
    nb.metadata["evenground"] = about_of(nb)
    for output in (one for cell in nb.cells for one in cell.get("outputs", ())):
        data = output.get("data", {})
        if block_data.MIME in data and "text/html" in data:
            data["text/html"] = unwrapped(data["text/html"])
    return nb, resources


def _markdown(source: str) -> str:
    return str(MarkdownWithMath(IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source))


class EvengroundHTMLExporter(_TextExporter):
    """One HTML file: its style is in it, it runs no script and loads nothing."""

    export_from_notebook = "Even Ground record (HTML)"
    output_mimetype = "text/html"
    shown = PRIORITY["html"]

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"


class EvengroundMarkdownExporter(_TextExporter):
    """Markdown that reads well as it is."""

    export_from_notebook = "Even Ground record (Markdown)"
    output_mimetype = "text/markdown"
    shown = PRIORITY["md"]

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".md"


class _PaperExporter(Exporter):
    """What the formats for paper have in common: the notebook is read as a document, and that is drawn."""

    optimistic_validation = True
    paper = Enum(PAPERS, "a4", help="The paper: a4 or letter").tag(config=True)

    def from_notebook_node(self, nb: Any, resources: Any = None, **more: Any) -> tuple[Any, Any]:
        """The file's bytes, in the language of the notebook."""
        done, resources = super().from_notebook_node(nb, resources, **more)
        document = document_of(done, resources["metadata"]["name"])
        with i18n.using(document.language):
            return self.drawn(document), resources

    @abstractmethod
    def drawn(self, document: Document) -> bytes:
        """The document in this format."""


class EvengroundDocxExporter(_PaperExporter):
    """A document for Word, to read and to edit."""

    export_from_notebook = "Even Ground record (Word)"
    output_mimetype = WORD

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".docx"

    def drawn(self, document: Document) -> bytes:
        """The document as DOCX."""
        from evenground.records.word import as_docx

        return as_docx.write(document, self.paper)


class EvengroundPDFExporter(_PaperExporter):
    """A tagged PDF, for paper and for portfolios."""

    export_from_notebook = "Even Ground record (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def drawn(self, document: Document) -> bytes:
        """The document as PDF."""
        from evenground.records.paper import pdf

        return pdf.write(document, self.paper)
