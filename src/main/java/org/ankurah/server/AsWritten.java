package org.ankurah.server;

import org.eclipse.microprofile.config.spi.Converter;

/** Takes a setting as it is written, also one that is empty: what is wrong with it is for us to say. */
public final class AsWritten implements Converter<String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String value) {
        return value;
    }
}
