package org.ankurah.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Starts the server, or a command-line tool if the first argument names one. */
@QuarkusMain
public final class Main {

    private static final int WRONG_ARGUMENTS = 2;

    /** How many parsed documents SmallRye keeps. One may take a megabyte, if somebody means harm. */
    private static final String PARSED_DOCUMENTS = "io.smallrye.graphql.execution.queryCacheMaxSize";

    private static final String MOST_PARSED_DOCUMENTS = "500";

    /** By name, because the server knows nothing of the demo: it is the demo that builds on the server. */
    private static final Map<String, String> COMMANDS = Map.of(
            "import", "org.ankurah.demo.transfer.ImportCommand",
            "export", "org.ankurah.demo.transfer.ExportCommand",
            "purge", "org.ankurah.demo.transfer.PurgeCommand");

    private static final String HELP = """
            Ankurah, a server that keeps everybody's view of your data current.

              java -jar quarkus-run.jar                  start the server
              java -jar quarkus-run.jar import FILE …    send the entities of a file to a running server
              java -jar quarkus-run.jar export FILE …    write all entities of a running server to a file
              java -jar quarkus-run.jar purge …          have a running server erase an entity for good
              java -jar quarkus-run.jar verify           check the whole store
              java -jar quarkus-run.jar rebuild          make the tables anew from the log
              java -jar quarkus-run.jar backup FILE      save the whole store to a file
              java -jar quarkus-run.jar restore FILE     put a saved store into an empty one
              java -jar quarkus-run.jar help             print this

            Settings go before -jar as -Dname=value, or into the environment:

              quarkus.http.port                 port of the server (8080)
              quarkus.http.host                 address it listens on (localhost)
              ankurah.storage                   where the data is kept: postgresql, rocksdb, tikv or memory (postgresql)
              ankurah.data-dir                  data of the embedded PostgreSQL, or of RocksDB (data)
              ankurah.sample-data               fill an empty store with the sample music store (true)
              ankurah.policy-file               who may do what
              ankurah.open                      whether others may come in without a policy (false)
              ankurah.admin-key                 what administrators send to have something erased for good
              ankurah.min-free-space            room to leave on the disk of the embedded PostgreSQL (128M)
              ankurah.follow                    how servers on one database hear of each other: notify or poll (notify)
              ankurah.follow-interval           how often a server asks besides (1S; 20MS with poll)
              quarkus.datasource.reactive.url   use this PostgreSQL instead, such as postgresql://db:5432/ankurah

            The README lists all of them.
            """;

    private Main() {}

    public static void main(String... args) {
        if (args.length == 0) {
            StartFailures.makeReadable();
            System.setProperty(PARSED_DOCUMENTS, MOST_PARSED_DOCUMENTS);
            Quarkus.run(args);
            return;
        }
        System.exit(runCommand(args[0], Arrays.asList(args).subList(1, args.length), System.out, System.err));
    }

    static int runCommand(String name, List<String> arguments, PrintStream out, PrintStream err) {
        if (List.of("help", "--help", "-h").contains(name)) {
            out.print(HELP);
            return 0;
        }
        if (StoreCommand.names().contains(name)) {
            return new StoreCommand(name).run(arguments);
        }
        String type = COMMANDS.get(name);
        if (type == null) {
            err.println("There is no command '" + name + "'.\n");
            err.print(HELP);
            return WRONG_ARGUMENTS;
        }
        try {
            return load(type).run(arguments);
        } catch (ReflectiveOperationException e) {
            err.println("The command '" + name + "' is not part of this build.");
            return WRONG_ARGUMENTS;
        }
    }

    private static Command load(String type) throws ReflectiveOperationException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return (Command) loader.loadClass(type).getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the command cannot be started", e.getCause());
        }
    }
}
