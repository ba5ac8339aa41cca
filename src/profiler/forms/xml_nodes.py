"""Any XML text as nodes expressions can walk: elements, attributes, texts, comments, namespaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from profiler.forms.expressions.nodes import Attribute, Node, NodeKind

XML = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"

USUAL_PREFIXES: Mapping[str, str] = {
    "xml": XML,
    "h": XHTML,
    "html": XHTML,
    "xhtml": XHTML,
    "xf": "http://www.w3.org/2002/xforms",
    "xforms": "http://www.w3.org/2002/xforms",
    "ev": "http://www.w3.org/2001/xml-events",
    "jr": "http://openrosa.org/javarosa",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
}
"""Prefixes forms use; a document that declares one otherwise is followed."""

_BLANKS = "\ufeff \t\r\n"
"""What may stand around a document without meaning anything."""
_LINE_END = re.compile(r"\r\n?|\n")
_DEEPEST = 200
_MOST_CHARACTERS = 16 * 1024 * 1024
_MOST_NODES = 300_000
"""Each takes some 250 bytes, and twice as many more while an expression looks at all of them."""


class UnreadableXmlError(ValueError):
    """A text that is no XML, or XML nobody should read.

    Attributes:
        reason: `broken`, `forbidden` (it declares entities), `too_large` or `too_deep`.
        line: where, 0 if not in one place.
    """

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(f"{reason} xml, line {line}" if line else f"{reason} xml")
        self.reason = reason
        self.line = line


class XmlElement(Node):
    """An element, or the document itself, which has no name.

    A name without prefix is met by a test without prefix, whatever the default namespace, as instances are
    written. Web pages are the exception, as in browsers: their elements need a prefix in tests.
    """

    __slots__ = ("_scope", "_spaces", "_uri", "_written")

    def __init__(self, name: str, parent: Node | None, uri: str, scope: Mapping[str, str]) -> None:
        super().__init__(f"xhtml:{name}" if uri == XHTML and ":" not in name else name, parent)
        self._written = name
        self._uri = uri
        self._scope = scope
        self._spaces: tuple[Node, ...] | None = None

    @property
    def text(self) -> str:
        """The texts inside, without comments and processing instructions (XPath 1.0, 5.2)."""
        children = self.children
        if len(children) == 1 and children[0].kind is NodeKind.TEXT:
            return children[0].value
        return "".join(child.text for child in children if child.kind in _READ)

    @property
    def full_name(self) -> str:
        """The name as written."""
        return self._written

    @property
    def uri(self) -> str:
        """The namespace of the element."""
        return self._uri

    @property
    def namespaces(self) -> tuple[Node, ...]:
        """The namespaces in scope: the default first, the one of `xml` last."""
        if self._spaces is None:
            known = {"": self._scope.get("", ""), **self._scope, "xml": XML} if self.name else {}
            self._spaces = tuple(XmlNamespace(prefix, self, uri) for prefix, uri in known.items() if uri)
        return self._spaces


class XmlAttribute(Attribute):
    """An attribute with its namespace."""

    __slots__ = ("_uri",)

    def __init__(self, name: str, parent: Node, value: str, uri: str) -> None:
        super().__init__(name, parent, value)
        self._uri = uri

    @property
    def uri(self) -> str:
        """The namespace of the attribute; without prefix it has none."""
        return self._uri


class XmlText(Node):
    """A piece of text; a CDATA section is one of its own."""

    __slots__ = ()
    kind = NodeKind.TEXT

    @property
    def full_name(self) -> str:
        """A text has no name."""
        return ""


class XmlComment(XmlText):
    """A comment."""

    __slots__ = ()
    kind = NodeKind.COMMENT


class XmlInstruction(Node):
    """A processing instruction."""

    __slots__ = ()
    kind = NodeKind.INSTRUCTION

    @property
    def full_name(self) -> str:
        """Its target."""
        return self.name[1:]


class XmlNamespace(Node):
    """A namespace in scope of an element; its name is the prefix."""

    __slots__ = ()
    kind = NodeKind.NAMESPACE


_READ = frozenset([NodeKind.ELEMENT, NodeKind.TEXT])


class XmlDocument:
    """An XML text as nodes.

    Attributes:
        document: the document node.
        prefixes: every prefix the document declares, outermost first, and the usual ones.
        size: how many nodes it has, attributes included.
    """

    def __init__(self, document: Node, prefixes: Mapping[str, str], size: int) -> None:
        self.document = document
        self.prefixes = prefixes
        self.size = size

    def elements(self, local_name: str) -> Iterator[Node]:
        """Every element of a name in whatever namespace."""
        return (
            node
            for node in self.document.below()
            if node.kind is NodeKind.ELEMENT and node.name.rpartition(":")[2] == local_name
        )


def attribute(node: Node, name: str) -> str | None:
    """The value of an attribute by its name as written, None if there is none."""
    return next((each.value for each in node.attributes if each.name == name), None)


def read_xml(xml: str) -> XmlDocument:
    """Read a document; white space before it does not matter.

    Raises:
        UnreadableXmlError: no well-formed XML, entities, more than 16 million characters, 300,000 nodes or
            200 levels.
    """
    from xml.parsers import expat

    if len(xml) > _MOST_CHARACTERS:
        raise UnreadableXmlError("too_large")
    text = xml.lstrip(_BLANKS)
    grower = _Grower()
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = grower.start
    parser.EndElementHandler = grower.end
    parser.CharacterDataHandler = grower.characters
    parser.CommentHandler = grower.comment
    parser.ProcessingInstructionHandler = grower.instruction
    parser.StartCdataSectionHandler = grower.break_text
    parser.EndCdataSectionHandler = grower.break_text
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(text.rstrip(_BLANKS), True)
    except expat.ExpatError as error:
        before = _LINE_END.findall(xml[: len(xml) - len(text)])
        raise UnreadableXmlError("broken", len(before) + error.lineno) from error
    except UnicodeEncodeError as error:
        raise UnreadableXmlError("broken") from error
    return XmlDocument(grower.document, {**USUAL_PREFIXES, **grower.declared}, grower.size)


def _refuse(*_declaration: object) -> None:
    raise UnreadableXmlError("forbidden")


class _Grower:
    """Grows the nodes while the parser reads."""

    def __init__(self) -> None:
        self.declared: dict[str, str] = {}
        self.size = 0
        self._scopes: list[dict[str, str]] = [{}]
        self._here: Node = XmlElement("", None, "", {})
        self.document = self._here
        self._text: XmlText | None = None

    def start(self, name: str, attributes: list[str]) -> None:
        if len(self._scopes) > _DEEPEST:
            raise UnreadableXmlError("too_deep")
        scope = self._scopes[-1]
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        spaces = {key[6:]: value for key, value in pairs if key == "xmlns" or key.startswith("xmlns:")}
        if spaces:
            scope = {**scope, **spaces}
            for prefix, uri in spaces.items():
                if prefix:
                    self.declared.setdefault(prefix, uri)
        self._scopes.append(scope)
        element = XmlElement(name, self._here, _uri_of(name, scope, scope.get("", "")), scope)
        if len(pairs) > len(spaces):
            self.size += len(pairs) - len(spaces)
            element.attributes = tuple(
                XmlAttribute(key, element, value, _uri_of(key, scope, ""))
                for key, value in pairs
                if key != "xmlns" and not key.startswith("xmlns:")
            )
        self._add(element)
        self._here = element

    def end(self, _name: str) -> None:
        self._text = None
        self._scopes.pop()
        self._here = self._here.parent or self.document

    def characters(self, data: str) -> None:
        if self._text is None:
            text = XmlText("#text", self._here, data)
            self._add(text)
            self._text = text
        else:
            self._text.value += data

    def break_text(self) -> None:
        self._text = None

    def comment(self, data: str) -> None:
        self._add(XmlComment("#comment", self._here, data))

    def instruction(self, target: str, data: str) -> None:
        self._add(XmlInstruction(f"#{target}", self._here, data))

    def _add(self, node: Node) -> None:
        self.size += 1
        if self.size > _MOST_NODES:
            raise UnreadableXmlError("too_large")
        self._text = None
        self._here.children.append(node)


def _uri_of(name: str, scope: Mapping[str, str], usual: str) -> str:
    prefix, colon, _ = name.partition(":")
    if not colon:
        return usual
    return XML if prefix == "xml" else scope.get(prefix, "")


def positional_path(node: Node) -> str:
    """Where a node stands, every child counted: `/node()[1]/node()[3]/@id`, `/` for the document."""
    return _path(node, _positional_step)


def plain_path(node: Node) -> str:
    """Where a node stands, by names: `/data/rep[2]/a`; a number only where several have the name."""
    return _path(node, _plain_step)


def _path(node: Node, step: Callable[[Node, Node], str]) -> str:
    steps: list[str] = []
    while node.parent is not None:
        steps.append(step(node, node.parent))
        node = node.parent
    return "/" + "/".join(reversed(steps))


def _positional_step(node: Node, parent: Node) -> str:
    if node.kind is NodeKind.ATTRIBUTE:
        return f"@{node.name}"
    if node.kind is NodeKind.NAMESPACE:
        return f"@xmlns:{node.name}" if node.name else "@xmlns"
    place = next(number for number, each in enumerate(parent.children, 1) if each is node)
    return f"node()[{place}]"


_TESTS = {NodeKind.TEXT: "text()", NodeKind.COMMENT: "comment()"}


def _plain_step(node: Node, parent: Node) -> str:
    if node.kind is NodeKind.ATTRIBUTE:
        return f"@{node.name}"
    if node.kind is NodeKind.NAMESPACE:
        return f"namespace::{node.name}" if node.name else "namespace::*[1]"
    name = f"processing-instruction('{node.full_name}')" if node.kind is NodeKind.INSTRUCTION else node.name
    alike = [each for each in parent.children if each.name == node.name]
    number = f"[{next(i for i, each in enumerate(alike, 1) if each is node)}]" if len(alike) > 1 else ""
    return _TESTS.get(node.kind, name) + number
