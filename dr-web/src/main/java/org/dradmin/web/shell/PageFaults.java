package org.dradmin.web.shell;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;

/** Makes the {@link PageFaultHandler} of each request; registered in faces-config.xml. */
public class PageFaults extends ExceptionHandlerFactory {

    public PageFaults(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new PageFaultHandler(getWrapped().getExceptionHandler());
    }
}
