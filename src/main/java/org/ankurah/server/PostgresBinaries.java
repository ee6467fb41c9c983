package org.ankurah.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs of this platform. They come as an archive on the class path and are unpacked once
 * per user into a cache, under a temporary name first, so that a cache entry is always whole.
 */
final class PostgresBinaries {

    private static final Set<String> PROGRAM_FOLDERS = Set.of("bin", "lib");
    private static final int BUFFER = 1 << 16;

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /**
     * Finds the programs, unpacking them if this is the first time.
     *
     * @throws IllegalStateException when the class path has no archive for this platform
     */
    static PostgresBinaries locate(Path cache) throws IOException {
        String archive = archiveName();
        URL resource = Thread.currentThread().getContextClassLoader().getResource(archive);
        if (resource == null) {
            throw new IllegalStateException("There is no embedded PostgreSQL for this platform (" + archive
                    + "). Set quarkus.datasource.reactive.url to use an external PostgreSQL.");
        }
        URLConnection connection = resource.openConnection();
        // The length tells versions apart well enough and costs nothing, unlike a digest of 15 MB.
        String name = archive.replace(".txz", "") + "-" + connection.getContentLengthLong();
        Path home = cache.resolve(name);
        if (!Files.isDirectory(home)) {
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, name + ".");
            try (InputStream in = connection.getInputStream()) {
                unpack(in, fresh);
            }
            putInPlace(fresh, home);
        }
        return new PostgresBinaries(home);
    }

    /** Where programs are unpacked unless configured otherwise. */
    static Path defaultCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        Path cache = base.resolve("ankurah");
        try {
            Files.createDirectories(cache);
            return cache;
        } catch (IOException e) {
            return Path.of(System.getProperty("java.io.tmpdir"), "ankurah-" + System.getProperty("user.name"));
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(isWindows() ? name + ".exe" : name);
    }

    private static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.contains("win") && !os.contains("darwin") ? "windows" : os.contains("mac") ? "darwin" : os;
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String machine = switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> arch;
        };
        return "postgres-" + system + "-" + machine + ".txz";
    }

    static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static void unpack(InputStream in, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, BUFFER)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("archive entry outside of the archive: " + entry.getName());
                }
                write(tar, entry, file, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file, Path target)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
        if (PROGRAM_FOLDERS.contains(target.relativize(file).getName(0).toString())) {
            file.toFile().setExecutable(true, false);
        }
    }

    /** Another server may have unpacked at the same time; then its copy is as good. */
    private static void putInPlace(Path fresh, Path home) throws IOException {
        // Temporary directories are private; a server that runs as another user inside needs to read this one.
        fresh.toFile().setReadable(true, false);
        fresh.toFile().setExecutable(true, false);
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Directories.deleteTree(fresh);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
            Directories.deleteTree(fresh);
        }
    }
}
