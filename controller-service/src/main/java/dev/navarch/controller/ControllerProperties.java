package dev.navarch.controller;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param installationId holds the lease; the same after a restart. Empty: a new one each time
 * @param clusterCidr where nodes get the addresses of their pods from; empty: nodes get none
 * @param rootCaFile the certificate that kube-root-ca.crt publishes; without it nothing is published
 * @param clusterSigningCertFile the authority that signs certificate requests, and {@code clusterSigningKeyFile} its key; without both
 *     nothing is signed
 * @param clusterSigningDuration how long a signed certificate is good that asks for no less
 * @param nodeMonitorPeriod how often nodes are looked at
 * @param nodeMonitorGracePeriod how long a node may be silent
 * @param nodeStartupGracePeriod how long a node may be silent that was never heard of
 * @param podGcPeriod how often lost pods are looked for
 * @param podGcQuarantine how long a node must be missing before its pods are given up
 * @param terminatedPodThreshold how many ended pods may lie about
 */
@ConfigurationProperties("navarch.controller")
public record ControllerProperties(
        @DefaultValue("") String installationId,
        @DefaultValue("10.244.0.0/16") String clusterCidr,
        @Nullable Path rootCaFile,
        @Nullable Path clusterSigningCertFile,
        @Nullable Path clusterSigningKeyFile,
        @DefaultValue("8760h") Duration clusterSigningDuration,
        @DefaultValue("5s") Duration nodeMonitorPeriod,
        @DefaultValue("50s") Duration nodeMonitorGracePeriod,
        @DefaultValue("60s") Duration nodeStartupGracePeriod,
        @DefaultValue("20s") Duration podGcPeriod,
        @DefaultValue("40s") Duration podGcQuarantine,
        @DefaultValue("12500") int terminatedPodThreshold) {}
