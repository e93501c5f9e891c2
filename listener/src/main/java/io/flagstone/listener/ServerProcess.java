/*
 * Copyright 2026 The Flagstone authors. Licensed under the Apache License, Version 2.0.
 */
package io.flagstone.listener;

import io.flagstone.engine.ByteCache;
import io.flagstone.engine.ByteCacheBuilder;
import io.flagstone.engine.Restart;
import io.flagstone.listener.admin.AdminPortException;
import io.flagstone.listener.admin.AdminServer;
import io.flagstone.listener.log.StandardErrorLog;
import io.flagstone.listener.process.Account;
import io.flagstone.listener.process.CoreFiles;
import io.flagstone.listener.process.Daemon;
import io.flagstone.listener.process.InheritedSocket;
import io.flagstone.listener.process.LockedMemory;
import io.flagstone.listener.process.NotifySocket;
import io.flagstone.listener.process.OpenFileLimit;
import io.flagstone.listener.process.PidFile;
import io.flagstone.listener.process.PortFile;
import io.flagstone.listener.process.ProcessException;
import io.flagstone.listener.process.SpareHeap;
import io.flagstone.listener.process.StopSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The life of the standalone server: bind while still root, write the pid file, become the user, serve, wait for the
 * signal, clean up.
 *
 * <p>memcached becomes the user before it binds; here it is the other way round, so that ports below 1024 can be had.
 */
final class ServerProcess {

    private static final String ROOT = "root";
    private static final String IN_USE = "in use";
    /** How long a graceful stop waits for what was begun. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ServerConfig config;
    private final boolean root;
    private final boolean becomesUser;
    private final boolean leavesTerminal = Daemon.isChild();
    private final StopSignals signals = StopSignals.install();
    /** Whether the memory file is to be made only now, so that nothing could be in it. */
    private boolean firstStart;
    private PidFile pidFile;

    /**
     * Prepares the process; from here on a signal to stop is kept until the server can heed it.
     *
     * @param config to serve.
     * @param root   whether the process runs as root.
     */
    ServerProcess(final ServerConfig config, final boolean root) {
        this.config = config;
        this.root = root;
        becomesUser = root && !ROOT.equals(config.user());
        if (becomesUser || leavesTerminal) {
            Daemon.prepare();
        }
        StandardErrorLog.follow(config::verbosity);
        if (config.adminAddress() != null) {
            AdminServer.limitRequests();
        }
    }

    /**
     * Serves until a signal comes.
     *
     * @return the exit code.
     * @throws ProcessException if the operating system refuses what the process needs.
     */
    int run() throws ProcessException {
        OpenFileLimit.allow(config.maxConnections(), root);
        if (config.coreDumps()) {
            CoreFiles.enable();
        }
        final Account account = becomesUser ? Account.lookup(config.user()) : null;
        if (becomesUser && account == null) {
            System.err.println("can't find the user " + config.user() + " to switch to");
            return ExitCode.NO_USER;
        }
        if (config.memoryFile() != null && !canSave(account)) {
            System.err.println("-e must lie in a directory that " + (becomesUser ? "the user " + config.user()
                : "this user") + " can write to, or nothing could be saved: -e " + config.memoryFile());
            return ExitCode.OS_ERROR;
        }
        firstStart = config.memoryFile() != null && !Files.exists(config.memoryFile());
        try (MemcachedServer server = MemcachedServer.bind(config, InheritedSocket.take(), cacheMaker(account))) {
            return serve(server, account);
        } catch (final IOException e) {
            System.err.println(listenFailure(e));
            return ExitCode.OS_ERROR;
        } catch (final IllegalArgumentException e) {
            System.err.println(OptionTerms.translate(e.getMessage()));
            return ExitCode.USAGE;
        } catch (final UncheckedIOException e) {
            System.err.println(OptionTerms.translate(e.getMessage()) + ": " + e.getCause().getMessage());
            return ExitCode.OS_ERROR;
        } finally {
            if (pidFile != null) {
                pidFile.remove();
            }
        }
    }

    /** The memory file is opened with the rights of the user, who could have put a link to any file in its place. */
    private Function<ByteCacheBuilder, ByteCache> cacheMaker(final Account account) {
        if (account == null || config.memoryFile() == null) {
            return ByteCacheBuilder::build;
        }
        return builder -> {
            try {
                return account.act(builder::build);
            } catch (final ProcessException e) {
                throw new UncheckedIOException(new IOException(e.getMessage(), e));
            }
        };
    }

    private int serve(final MemcachedServer server, final Account account) throws ProcessException, IOException {
        StandardErrorLog.follow(server::verbosity);
        // Before the directory is left, to which the path of the socket may be relative.
        if (account != null && config.unixSocket() != null) {
            account.own(config.unixSocket());
        }
        if (config.memoryFile() != null) {
            tellRestart(server.cache().restart());
        }
        // Also before the directory is left.
        final String portFile = System.getenv(PortFile.VARIABLE);
        if (portFile != null) {
            PortFile.write(Path.of(portFile).toAbsolutePath(), server.bound(), server.boundUdp(), System.err);
        }
        if (leavesTerminal) {
            Daemon.leaveTerminal(config.coreDumps());
        }
        if (config.pidFile() != null) {
            pidFile = PidFile.write(config.pidFile(), ProcessHandle.current().pid(), System.err);
        }
        tellPorts(server);
        if (config.shutdownCommand()) {
            server.onShutdown(signals::stop);
        }
        if (config.lockMemory()) {
            LockedMemory.lock(root, System.err);
        }
        if (account != null) {
            // The admin port may be one that only root can have.
            server.awaitAdmin();
            becomeUser(account);
            tellUnreadable();
        }
        server.serve().awaitAdmin();
        SpareHeap.keep();
        if (leavesTerminal) {
            Daemon.release(config.verbosity() > 0);
        }
        signals.insistOnInterrupt();
        heedSignals(server);
        return ExitCode.OK;
    }

    /** Does what signals ask for until one of them has stopped the server. */
    private void heedSignals(final MemcachedServer server) {
        final NotifySocket manager = NotifySocket.of(System.getenv(NotifySocket.VARIABLE), System.err);
        manager.ready();
        StopSignals.Word word = signals.await();
        while (word == StopSignals.Word.RELOAD) {
            manager.reloading();
            server.reload();
            manager.ready();
            word = signals.await();
        }
        manager.stopping();
        server.stop(word == StopSignals.Word.STOP ? MemcachedServer.QUICK_GRACE : GRACE);
    }

    /** A directory that does not exist is left to others to complain of. */
    private boolean canSave(final Account account) {
        final Path directory = config.memoryFile().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return true;
        }
        return account == null ? Files.isWritable(directory) : account.canMake(config.memoryFile());
    }

    private void tellRestart(final Restart restart) {
        if (firstStart) {
            System.err.println("-e is a new file, every clean stop will save the items to it: " + config.memoryFile());
        } else if (!restart.isRestored()) {
            System.err.println("-e starts with an empty cache: " + restart.reason()
                + "; what was saved before is given up: -e " + config.memoryFile());
        } else if (config.verbosity() > 0) {
            System.err.println("-e starts with " + restart.items() + " items: " + config.memoryFile());
        }
    }

    /** A port that the system chose is known to nobody yet. */
    private void tellPorts(final MemcachedServer server) throws IOException {
        if (config.port() == 0) {
            for (final InetSocketAddress address : server.bound()) {
                System.err.println("listening on TCP port " + address.getPort() + " of "
                    + (address.getAddress().isAnyLocalAddress() ? everywhere(address)
                        : address.getAddress().getHostAddress()));
            }
        }
        if (config.adminAddress() != null && config.adminAddress().port() == 0) {
            System.err.println("admin address on TCP port " + server.adminPort());
        }
    }

    private static String everywhere(final InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address ? "every IPv6 address" : "every IPv4 address";
    }

    private void becomeUser(final Account account) throws ProcessException {
        if (pidFile != null) {
            pidFile.keepRemovableBy(account);
        }
        account.become();
        if (config.coreDumps()) {
            CoreFiles.keepForNewUser();
        }
    }

    /** What root has read, the user may be refused at SIGHUP. */
    private void tellUnreadable() {
        tellUnreadable("-Y ", config.authFile());
        tellUnreadable("--sasl-file ", config.sasl() ? config.saslFile() : null);
        final TlsConfig tls = config.tls();
        if (tls != null) {
            tellUnreadable("-o ssl_chain_cert=", tls.certificate());
            tellUnreadable("-o ssl_key=", tls.key());
            tellUnreadable("-o ssl_ca_cert=", tls.authorities());
        }
    }

    private void tellUnreadable(final String option, final Path file) {
        if (file != null && !Files.isReadable(file)) {
            System.err.println("WARNING: the user " + config.user() + " cannot read a file, so that SIGHUP could not "
                + "have it read again: " + option + file);
        }
    }

    /** memcached's words where the port says it all; otherwise those of the server, which name the address. */
    private String listenFailure(final IOException e) {
        if (e instanceof AdminPortException) {
            return OptionTerms.translate(e.getMessage());
        }
        final String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        if (config.unixSocket() != null) {
            return "failed to listen on UNIX socket " + config.unixSocket() + ": " + reason;
        }
        final List<ListenAddress> addresses = config.listenAddresses();
        if (addresses.size() > 1 || addresses.stream().anyMatch(a -> a.port() != ListenAddress.DEFAULT_PORT)
                || !addresses.isEmpty() && !String.valueOf(reason).contains(IN_USE)) {
            return "failed to listen: " + e.getMessage();
        }
        return "failed to listen on TCP port " + config.port() + ": " + reason;
    }
}
