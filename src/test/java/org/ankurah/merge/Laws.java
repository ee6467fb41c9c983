package org.ankurah.merge;

import java.util.List;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.ValueType;

/** Helps the subclasses of {@link BackendLaws}. */
final class Laws {

    private Laws() {}

    /** The property that laws are about. */
    static PropertyDescriptor property(ValueType type, Backend backend, boolean optional) {
        return new PropertyDescriptor(
                BackendLaws.NAME, List.of(), type, backend, optional, false, false, false, null, null);
    }
}
