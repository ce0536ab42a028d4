package dev.navarch.apiserver.admission;

import java.util.List;
import java.util.function.Consumer;

/** The chain of admission plugins, in order. */
public final class Admission {
    private final List<AdmissionPlugin> plugins;

    public Admission(List<AdmissionPlugin> plugins) {
        this.plugins = List.copyOf(plugins);
    }

    public void mutate(AdmissionRequest request, Consumer<String> warnings) {
        for (var plugin : plugins) plugin.mutate(request, warnings);
    }

    public void validate(AdmissionRequest request, Consumer<String> warnings) {
        for (var plugin : plugins) plugin.validate(request, warnings);
    }
}
