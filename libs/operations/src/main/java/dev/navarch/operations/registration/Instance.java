package dev.navarch.operations.registration;

/**
 * One process' part in a role.
 *
 * @param name a DNS label, the same after a restart at the same place
 * @param address where others reach its Actuator
 */
public record Instance(String role, String name, String address, int port) {
    public static final String NAMESPACE = "navarch-system";

    /** Of its EndpointSlice and of its Lease. */
    String objectName() {
        return role + "-" + name;
    }

    String serviceSelector() {
        return "kubernetes.io/service-name=" + role;
    }
}
