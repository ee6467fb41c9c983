package org.ankurah.demo.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.ankurah.demo.transfer.Journal.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs of an import did, read from its journal into the keys of the file.
 *
 * @param done how many entities were created
 * @param lost the batch whose result is not known, or null
 */
record Resume(int done, Entry.@Nullable Intent lost) {

    /** How many of the journal's ids are looked up to see whether this is the store they came from. */
    private static final int SAMPLES = 8;

    /**
     * Reads the journal. Lines that were imported must still be the same; others may have changed, so that a
     * line that the server refused can be corrected.
     *
     * @throws TransferException when a line that was imported is gone or changed
     */
    static Resume read(Journal journal, KeyTable keys) throws TransferException {
        int done = 0;
        Entry.Intent open = null;
        for (Entry entry : journal.entries()) {
            if (entry instanceof Entry.Intent intent) {
                open = intent;
            } else if (entry instanceof Entry.Created created && open != null) {
                setIds(open, created.ids(), keys);
                done += created.ids().size();
                open = null;
            } else if (entry instanceof Entry.Linked linked) {
                for (String key : linked.keys()) {
                    keys.get(linked.collection(), key).linked = true;
                }
            } else {
                open = null;
            }
        }
        if (open != null) {
            for (int i = 0; i < open.keys().size(); i++) {
                unchanged(open, i, keys);
            }
        }
        return new Resume(done, open);
    }

    /** Whether the server holds anything of what the journal says was created on it. */
    static boolean isSameStore(Journal journal, GraphQlClient client) throws TransferException {
        List<String> ids = new ArrayList<>();
        for (Entry entry : journal.entries()) {
            if (entry instanceof Entry.Created created) {
                ids.addAll(created.ids());
            }
        }
        int step = Math.max(1, ids.size() / SAMPLES);
        for (int i = 0; i < ids.size(); i += step) {
            ObjectNode variables = Wire.object().put("id", ids.get(i));
            if (client.ask("query($id: ID!) { entity(id: $id) { id } }", variables)
                    .hasNonNull("entity")) {
                return true;
            }
        }
        return ids.isEmpty();
    }

    private static void setIds(Entry.Intent intent, List<String> ids, KeyTable keys) throws TransferException {
        for (int i = 0; i < ids.size(); i++) {
            unchanged(intent, i, keys).id = ids.get(i);
        }
    }

    private static KeyTable.Entry unchanged(Entry.Intent intent, int index, KeyTable keys) throws TransferException {
        String key = intent.keys().get(index);
        KeyTable.Entry entry = keys.find(intent.collection(), key);
        if (entry == null) {
            throw new TransferException("The file changed since it was imported: the " + intent.collection() + " \""
                    + key + "\" is gone." + advice());
        }
        if (entry.digest != intent.digests().get(index)) {
            throw new TransferException("The file changed since it was imported: line " + entry.line + ", the "
                    + intent.collection() + " \"" + key + "\"." + advice());
        }
        return entry;
    }

    private static String advice() {
        return " An import goes on where it stopped; it does not change what is there. Restore the line, or import the"
                + " changed file under another name, which creates all of it.";
    }
}
