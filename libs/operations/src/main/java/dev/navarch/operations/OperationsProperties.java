package dev.navarch.operations;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param tls whether the Actuator is served with the kubeconfig's certificate; false where the server has one of its own
 * @param register whether the service makes itself known in navarch-system
 * @param address where others reach its Actuator; empty for the address that it has on its way to the API server
 * @param instance tells it from others of its role; empty for the host's name and the port
 */
@ConfigurationProperties("navarch.operations")
public record OperationsProperties(
        @DefaultValue("true") boolean tls,
        @DefaultValue("true") boolean register,
        @DefaultValue("") String address,
        @DefaultValue("") String instance) {}
