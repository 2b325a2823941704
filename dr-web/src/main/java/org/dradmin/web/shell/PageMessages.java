package org.dradmin.web.shell;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.context.ResponseWriterWrapper;
import java.io.IOException;
import java.util.Set;
import org.primefaces.component.messages.Messages;
import org.primefaces.component.messages.MessagesRenderer;

/**
 * Leaves each message the list item it is. PrimeFaces gives it the role of an alert, which takes the list its items
 * (ARIA in HTML); the region around all messages is announced anyway. Registered in faces-config.xml.
 */
public class PageMessages extends MessagesRenderer {

    private static final Set<String> NOT_ON_AN_ITEM = Set.of("role", "aria-atomic");

    @Override
    protected void encodeMessage(ResponseWriter writer, Messages messages, FacesMessage message, String severity, boolean escape)
            throws IOException {
        super.encodeMessage(new ResponseWriterWrapper(writer) {
            @Override
            public void writeAttribute(String name, Object value, String property) throws IOException {
                if (!NOT_ON_AN_ITEM.contains(name)) {
                    super.writeAttribute(name, value, property);
                }
            }
        }, messages, message, severity, escape);
    }
}
