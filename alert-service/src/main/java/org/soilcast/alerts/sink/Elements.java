package org.soilcast.alerts.sink;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of text, and elements of elements. Characters that XML cannot hold become question marks. */
record Elements(XMLStreamWriter xml) {
    private static final String NOT_IN_XML =
            "[^\\x09\\x0A\\x0D\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    /** Writes what is inside of an element. */
    interface Content {
        void write() throws XMLStreamException;
    }

    void text(String name, String text) throws XMLStreamException {
        within(name, () -> xml.writeCharacters(text.replaceAll(NOT_IN_XML, "?")));
    }

    void within(String name, Content content) throws XMLStreamException {
        xml.writeStartElement(name);
        content.write();
        xml.writeEndElement();
    }
}
