package dev.navarch.nodeagent.probe;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.runtime.ContainerRecord;

/** What the probes say of one pod's running containers. */
public interface ProbeVerdicts {
    /** True without a startup probe, or once it has succeeded. */
    boolean started(PodContainer container, ContainerRecord run);

    /** True without a readiness probe. */
    boolean ready(PodContainer container, ContainerRecord run);

    /** False once it shall be ended and started again. */
    boolean alive(PodContainer container, ContainerRecord run);

    /** False once its startup probe has given up. */
    boolean startable(PodContainer container, ContainerRecord run);

    ProbeVerdicts NO_PROBES = new ProbeVerdicts() {
        @Override
        public boolean started(PodContainer container, ContainerRecord run) {
            return true;
        }

        @Override
        public boolean ready(PodContainer container, ContainerRecord run) {
            return true;
        }

        @Override
        public boolean alive(PodContainer container, ContainerRecord run) {
            return true;
        }

        @Override
        public boolean startable(PodContainer container, ContainerRecord run) {
            return true;
        }
    };
}
