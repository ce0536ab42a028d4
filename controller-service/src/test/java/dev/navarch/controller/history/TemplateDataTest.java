package dev.navarch.controller.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import org.junit.jupiter.api.Test;

class TemplateDataTest {
    @Test
    void namesATemplateAsKubernetesDoes() {
        var template = ModelJson.read(ModelJson.parse("""
                {"metadata":{"labels":{"app":"s"}},"spec":{"containers":[{"command":["sleep","100000"],
                  "image":"example.test/box:1","imagePullPolicy":"IfNotPresent","name":"c","resources":{},
                  "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"}],
                  "dnsPolicy":"ClusterFirst","restartPolicy":"Always","schedulerName":"default-scheduler",
                  "securityContext":{},"terminationGracePeriodSeconds":0}}"""), V1PodTemplateSpec.class);
        assertThat(TemplateData.hash(TemplateData.of(template), 0)).isEqualTo("9c65df89d");
        assertThat(TemplateData.hash(TemplateData.of(template), 1)).isNotEqualTo("9c65df89d");
    }
}
