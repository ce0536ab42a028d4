package dev.navarch.metrics.serving;

import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.machinery.selector.SelectorException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The group's paths. */
@RestController
class MetricsController {
    private static final String BASE = "/apis/metrics.k8s.io";
    private static final String VERSION = BASE + "/v1beta1";

    private final MetricsObjects objects;

    MetricsController(MetricsObjects objects) {
        this.objects = objects;
    }

    @GetMapping("/healthz")
    String health() {
        return "ok";
    }

    @GetMapping(BASE)
    ResponseEntity<String> group() {
        return json(200, Documents.group());
    }

    @GetMapping(VERSION)
    ResponseEntity<String> resources() {
        return json(200, Documents.resources());
    }

    @GetMapping(VERSION + "/nodes")
    ResponseEntity<String> nodes(@RequestParam(defaultValue = "") String labelSelector) {
        return json(200, Documents.list("NodeMetricsList", objects.nodes(LabelSelector.parse(labelSelector))));
    }

    @GetMapping(VERSION + "/nodes/{name}")
    ResponseEntity<String> node(@PathVariable String name) {
        if (!objects.knowsNode(name)) return notFound("nodes", name);
        var found = objects.findNode(name);
        return found == null ? notFound("nodemetrics.metrics.k8s.io", name) : json(200, found.toString());
    }

    @GetMapping(VERSION + "/pods")
    ResponseEntity<String> allPods(@RequestParam(defaultValue = "") String labelSelector) {
        return pods("", labelSelector);
    }

    @GetMapping(VERSION + "/namespaces/{namespace}/pods")
    ResponseEntity<String> pods(@PathVariable String namespace, @RequestParam(defaultValue = "") String labelSelector) {
        return json(200, Documents.list("PodMetricsList", objects.pods(namespace, LabelSelector.parse(labelSelector))));
    }

    @GetMapping(VERSION + "/namespaces/{namespace}/pods/{name}")
    ResponseEntity<String> pod(@PathVariable String namespace, @PathVariable String name) {
        if (!objects.knowsPod(namespace, name)) return notFound("pods", name);
        var found = objects.findPod(namespace, name);
        return found == null
                ? notFound("podmetrics.metrics.k8s.io", namespace + "/" + name)
                : json(200, found.toString());
    }

    @ExceptionHandler(SelectorException.class)
    ResponseEntity<String> badSelector(SelectorException e) {
        return json(400, Documents.status(400, "BadRequest", String.valueOf(e.getMessage())));
    }

    /** @param resource the object's own where there is no such object, that of its figures where these are missing */
    private static ResponseEntity<String> notFound(String resource, String name) {
        return json(404, Documents.status(404, "NotFound", resource + " \"" + name + "\" not found"));
    }

    private static ResponseEntity<String> json(int code, String body) {
        return ResponseEntity.status(code)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
