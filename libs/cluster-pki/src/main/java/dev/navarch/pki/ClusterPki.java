package dev.navarch.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys and certificates of one cluster, kept in one directory. Every {@code ensure…} is idempotent: it keeps what is there
 * and still good, and makes it anew when it is missing, says something else than asked, is another authority's, or has less than
 * {@link #RENEW_BEFORE} to live. Files are readable by their owner only and replaced whole.
 *
 * <p>One process at a time may call {@code ensure…}; any number may read.
 */
public final class ClusterPki {
    public static final Duration RENEW_BEFORE = Duration.ofDays(90);
    /** Names every API server's certificate carries; the service address and the machine's own come with the call. */
    public static final List<String> API_SERVER_NAMES = List.of(
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
            "localhost");

    private static final String SERVER = "apiserver";

    private final Path directory;
    private final PrivateFiles files;
    private final FileOwner owner;
    private final Clock clock;
    private final CertificateAuthority authority;

    private ClusterPki(Path directory, FileOwner owner, Clock clock, String authorityFile, String authorityName) {
        this.directory = directory;
        this.owner = owner;
        this.clock = clock;
        files = new PrivateFiles(owner);
        files.createDirectory(directory);
        authority = loadOrCreate(
                directory.resolve(authorityFile + ".key"), directory.resolve(authorityFile + ".crt"), authorityName);
    }

    public static ClusterPki open(Path directory) {
        return open(directory, FileOwner.of(System.getenv(), System.getProperty("user.name", "")), Clock.systemUTC());
    }

    /** Loads the authority, or creates it when the directory has neither its key nor its certificate. */
    public static ClusterPki open(Path directory, FileOwner owner, Clock clock) {
        return new ClusterPki(directory, owner, clock, "ca", "navarch-ca");
    }

    /**
     * The authority of those who speak to aggregated API servers for others, {@code front-proxy-ca.crt} and {@code .key} of the same
     * directory; made when first asked for.
     */
    public FrontProxyPki frontProxy() {
        return DirectoryLock.holding(
                directory,
                () -> new FrontProxyPki(
                        new ClusterPki(directory, owner, clock, "front-proxy-ca", "navarch-front-proxy-ca")));
    }

    public Path directory() {
        return directory;
    }

    public CertificateAuthority authority() {
        return authority;
    }

    public String caPem() {
        return Pem.write(authority.certificate());
    }

    /** One that is good for more than asked is kept: servers that share it need not agree on the moment when one of them has come. */
    public KeyAndCertificate ensureServerCertificate(Collection<String> names, Collection<String> addresses) {
        var request = serverRequest(names, addresses);
        return DirectoryLock.holding(directory, () -> {
            var present = load(SERVER);
            return present != null && covers(present.certificate(), request) ? present : issue(SERVER, request);
        });
    }

    /** The same for a running server: what it shows already, while that will do. */
    public KeyAndCertificate renewServerCertificate(
            KeyAndCertificate shown, Collection<String> names, Collection<String> addresses) {
        return covers(shown.certificate(), serverRequest(names, addresses))
                ? shown
                : ensureServerCertificate(names, addresses);
    }

    private static CertificateRequest serverRequest(Collection<String> names, Collection<String> addresses) {
        var allNames = new TreeSet<>(API_SERVER_NAMES);
        allNames.addAll(names);
        var allAddresses = new TreeSet<>(addresses);
        allAddresses.add("127.0.0.1");
        return CertificateRequest.server("kube-apiserver", allNames, allAddresses);
    }

    /** What the API server shows to node agents. */
    public KeyAndCertificate ensureKubeletClientCertificate() {
        return ensure("kubelet-client", CertificateRequest.client("kube-apiserver-kubelet-client", List.of()));
    }

    /** What a node agent serves with; kept as {@code <directory>/node-<name>.crt} and {@code .key}. */
    public KeyAndCertificate ensureNodeServingCertificate(String node, Collection<String> addresses) {
        return ensure(
                "node-" + node,
                new CertificateRequest(
                        "system:node:" + node,
                        List.of("system:nodes"),
                        Set.of(node),
                        new TreeSet<>(addresses),
                        CertificateRequest.Usage.SERVER));
    }

    /** Of a server behind a Service of kube-system; kept as {@code <directory>/<name>.crt} and {@code .key}. */
    public KeyAndCertificate ensureServiceCertificate(String name) {
        return ensure(
                name,
                CertificateRequest.server(name, Set.of(name + ".kube-system.svc", "localhost"), Set.of("127.0.0.1")));
    }

    /** Signs service-account tokens (ES256). */
    public KeyPair ensureServiceAccountKey() {
        var keyFile = directory.resolve("sa.key");
        var publicFile = directory.resolve("sa.pub");
        if (!Files.exists(keyFile) || !Files.exists(publicFile)) {
            var fresh = CertificateAuthority.newKeyPair();
            files.write(publicFile, Pem.write(fresh.getPublic()));
            files.write(keyFile, Pem.write(fresh.getPrivate()));
        }
        PublicKey publicKey = Pem.publicKey(PrivateFiles.read(publicFile));
        return new KeyPair(publicKey, Pem.privateKey(PrivateFiles.read(keyFile)));
    }

    /** Issued and not kept. */
    public KeyAndCertificate issueClientCertificate(String user, List<String> groups) {
        return authority.issue(CertificateRequest.client(user, groups));
    }

    /**
     * A kubeconfig of one context, the client's certificate and key inside.
     *
     * @return what the file now says
     */
    public Kubeconfig ensureClientKubeconfig(Path file, String server, String user, List<String> groups) {
        return ensureKubeconfig(file, server, CertificateRequest.client(user, groups));
    }

    /**
     * The same for a part of the cluster, whose certificate is also what it serves its Actuator with, as
     * {@code INSTANCE.PART.navarch-system.svc}.
     *
     * @param addresses where it is called without a name, beside 127.0.0.1
     */
    public Kubeconfig ensurePartKubeconfig(
            Path file, String server, String user, String part, Collection<String> addresses) {
        var names = Set.of("*." + part + ".navarch-system.svc", "localhost");
        var allAddresses = new TreeSet<>(addresses);
        allAddresses.add("127.0.0.1");
        var usage = CertificateRequest.Usage.SERVER_AND_CLIENT;
        return ensureKubeconfig(file, server, new CertificateRequest(user, List.of(), names, allAddresses, usage));
    }

    private Kubeconfig ensureKubeconfig(Path file, String server, CertificateRequest request) {
        var present = Files.exists(file) ? Kubeconfig.parse(PrivateFiles.read(file)) : null;
        if (present != null && stillGood(present, server, request)) return present;
        var issued = authority.issue(request);
        var fresh = Kubeconfig.of(
                "navarch", server, request.commonName(), caPem(), issued.certificatePem(), issued.keyPem());
        files.write(file, fresh.toYaml());
        return fresh;
    }

    private boolean stillGood(Kubeconfig present, String server, CertificateRequest request) {
        if (!present.server().equals(server) || !present.certificateAuthority().equals(caPem())) return false;
        var certificate = Pem.certificate(present.clientCertificate());
        return stillGood(certificate, request)
                && Set.copyOf(CertificateNames.organizations(certificate)).equals(Set.copyOf(request.organizations()));
    }

    KeyAndCertificate ensure(String name, CertificateRequest request) {
        var present = load(name);
        if (present != null && stillGood(present.certificate(), request)) return present;
        return issue(name, request);
    }

    /** Not kept where nothing can be written, such as in a Secret. */
    private KeyAndCertificate issue(String name, CertificateRequest request) {
        var fresh = authority.issue(request);
        if (!Files.isWritable(directory)) return fresh;
        files.write(directory.resolve(name + ".key"), fresh.keyPem());
        files.write(directory.resolve(name + ".crt"), fresh.certificatePem());
        return fresh;
    }

    private boolean stillGood(X509Certificate certificate, CertificateRequest request) {
        try {
            return authority.vouchesFor(certificate, RENEW_BEFORE)
                    && CertificateNames.commonName(certificate).equals(request.commonName())
                    && CertificateNames.dnsNames(certificate).equals(request.dnsNames())
                    && CertificateNames.addresses(certificate).equals(CertificateNames.canonical(request.addresses()));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private boolean covers(X509Certificate certificate, CertificateRequest request) {
        try {
            return authority.vouchesFor(certificate, RENEW_BEFORE)
                    && CertificateNames.commonName(certificate).equals(request.commonName())
                    && CertificateNames.dnsNames(certificate).containsAll(request.dnsNames())
                    && CertificateNames.addresses(certificate)
                            .containsAll(CertificateNames.canonical(request.addresses()));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private @Nullable KeyAndCertificate load(String name) {
        var key = directory.resolve(name + ".key");
        var certificate = directory.resolve(name + ".crt");
        if (!Files.exists(key) || !Files.exists(certificate)) return null;
        var loaded = new KeyAndCertificate(
                Pem.privateKey(PrivateFiles.read(key)), Pem.certificate(PrivateFiles.read(certificate)));
        return KeyPairs.match(loaded) ? loaded : null;
    }

    private CertificateAuthority loadOrCreate(Path keyFile, Path certificateFile, String name) {
        if (Files.exists(keyFile) && Files.exists(certificateFile))
            return CertificateAuthority.load(keyFile, certificateFile, clock);
        if (Files.exists(certificateFile))
            throw new PkiException(
                    certificateFile + " is there but " + keyFile + " is not. Put the key back, or remove both to make a"
                            + " new authority, which every client must then learn.",
                    null);
        var fresh = CertificateAuthority.create(name, clock);
        files.write(keyFile, fresh.keyPem());
        files.write(certificateFile, Pem.write(fresh.certificate()));
        return fresh;
    }
}
