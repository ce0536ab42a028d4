package dev.navarch.gateway.route;

/**
 * A port of a Service.
 *
 * @param portName as EndpointSlices call the port; empty for a Service's only port without a name
 */
public record Backend(String namespace, String service, String portName, int port) {
    @Override
    public String toString() {
        return namespace + "/" + service + ":" + port;
    }
}
