package org.ankurah.benchmark;

import java.io.IOException;
import java.util.List;

/** Something that servers are put to, measured in rounds. */
interface Workload {

    /** Measures servers in turn, so that all of them meet the same machine. */
    void run(List<Subject> subjects, Options options, Report report) throws IOException, InterruptedException;
}
