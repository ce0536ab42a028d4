package dev.navarch.metrics.serving;

import com.google.gson.JsonObject;
import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.machinery.selector.SelectorException;
import org.jspecify.annotations.Nullable;
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
        return one(objects.findNode(name), "nodemetrics.metrics.k8s.io \"" + name + "\" not found");
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
        return one(
                objects.findPod(namespace, name),
                "podmetrics.metrics.k8s.io \"" + namespace + "/" + name + "\" not found");
    }

    @ExceptionHandler(SelectorException.class)
    ResponseEntity<String> badSelector(SelectorException e) {
        return json(400, Documents.status(400, "BadRequest", String.valueOf(e.getMessage())));
    }

    private static ResponseEntity<String> one(@Nullable JsonObject found, String missing) {
        return found == null ? json(404, Documents.status(404, "NotFound", missing)) : json(200, found.toString());
    }

    private static ResponseEntity<String> json(int code, String body) {
        return ResponseEntity.status(code)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
