package dev.navarch.client.rest;

import com.google.gson.JsonObject;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient.DeleteRequest;
import java.util.Map;

final class RestDeletion {
    private RestDeletion() {}

    static void delete(RestTransport transport, String path, DeleteRequest request) {
        try {
            transport.write("DELETE", path, Map.of(), RestTransport.JSON, options(request), _ -> true);
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private static String options(DeleteRequest request) {
        var options = new JsonObject();
        options.addProperty("apiVersion", "v1");
        options.addProperty("kind", "DeleteOptions");
        if (request.gracePeriodSeconds() != null) {
            options.addProperty("gracePeriodSeconds", request.gracePeriodSeconds());
        }
        if (request.propagationPolicy() != null) {
            options.addProperty("propagationPolicy", request.propagationPolicy());
        }
        if (request.uid() != null) {
            var preconditions = new JsonObject();
            preconditions.addProperty("uid", request.uid());
            options.add("preconditions", preconditions);
        }
        return options.toString();
    }
}
