{{- define "navarch.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- /* Labels of one part: dict "root" $ "part" "scheduler" */}}
{{- define "navarch.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "navarch.labels" -}}
{{ include "navarch.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "navarch.image" -}}
image: {{ printf "%s/%s:%s" .root.Values.image.registry .image .root.Values.image.tag | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- end }}

{{- /* What every pod of a role has in common. */}}
{{- define "navarch.pod" -}}
automountServiceAccountToken: false
{{- /* The outer cluster's variables for Services would read as settings of a role that is called as one of them. */}}
enableServiceLinks: false
serviceAccountName: {{ include "navarch.fullname" .root }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "navarch.locked" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{- define "navarch.probes" -}}
startupProbe:
  exec: {command: [navarch-health, liveness]}
  periodSeconds: 3
  timeoutSeconds: 5
  failureThreshold: 100
livenessProbe:
  exec: {command: [navarch-health, liveness]}
  periodSeconds: 20
  timeoutSeconds: 10
  failureThreshold: 6
readinessProbe:
  exec: {command: [navarch-health]}
  periodSeconds: 5
  timeoutSeconds: 5
{{- end }}

{{- /* Environment from a map; dict "root" $ "env" map */}}
{{- define "navarch.env" -}}
{{- range $name, $value := .env }}
- name: {{ $name }}
  value: {{ tpl (toString $value) $.root | quote }}
{{- end }}
{{- end }}

{{- /* A volume that is kept, or an emptyDir; dict "name" "data" "persistence" map */}}
{{- define "navarch.claim" -}}
- metadata:
    name: {{ .name }}
  spec:
    accessModes: [ReadWriteOnce]
    {{- with .persistence.storageClass }}
    storageClassName: {{ . }}
    {{- end }}
    resources:
      requests:
        storage: {{ .persistence.size }}
{{- end }}

{{- define "navarch.server" -}}
https://{{ include "navarch.fullname" . }}-api-server:{{ .Values.apiServer.service.port }}
{{- end }}

{{- define "navarch.redis" -}}
{{- if .Values.redis.externalUrl -}}
{{ .Values.redis.externalUrl }}{{ if .Values.redis.externalCaSecret }}?ca=/etc/navarch-redis/ca.crt{{ end }}
{{- else -}}
redis://:PASSWORD@{{ include "navarch.fullname" . }}-redis:6379
{{- end }}
{{- end }}

{{- /* Settings of a role that follow from the chart's values. */}}
{{- define "navarch.roleEnv" -}}
{{- if eq .part "controller-manager" }}
- {name: NAVARCH_CONTROLLER_CLUSTERCIDR, value: {{ .root.Values.network.podCidr | quote }}}
- {name: NAVARCH_CONTROLLER_ROOTCAFILE, value: /etc/navarch/ca.crt}
- {name: NAVARCH_CONTROLLER_CLUSTERSIGNINGCERTFILE, value: /etc/navarch/ca.crt}
- {name: NAVARCH_CONTROLLER_CLUSTERSIGNINGKEYFILE, value: /etc/navarch/ca.key}
{{- else if eq .part "cloud-controller-manager" }}
- {name: NAVARCH_CLOUD_CLUSTERCIDR, value: {{ .root.Values.network.podCidr | quote }}}
- {name: NAVARCH_CLOUD_LOCAL_LOADBALANCERADDRESSES, value: {{ join "," .root.Values.network.loadBalancerAddresses | quote }}}
{{- else if eq .part "dns" }}
- {name: NAVARCH_DNS_BINDADDRESS, value: 0.0.0.0}
- {name: NAVARCH_DNS_SERVICEADDRESS, value: {{ .root.Values.network.dnsAddress | quote }}}
- name: NAVARCH_DNS_ADVERTISEADDRESS
  valueFrom: {fieldRef: {fieldPath: status.podIP}}
- name: NAVARCH_DNS_INSTANCE
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
{{- else if eq .part "metrics-server" }}
- {name: NAVARCH_METRICS_SERVINGCERTIFICATE, value: /etc/navarch/serving.crt}
- {name: NAVARCH_METRICS_SERVINGKEY, value: /etc/navarch/serving.key}
- {name: NAVARCH_METRICS_CAFILE, value: /etc/navarch/ca.crt}
- name: NAVARCH_METRICS_ADVERTISEADDRESS
  valueFrom: {fieldRef: {fieldPath: status.podIP}}
- name: NAVARCH_METRICS_INSTANCE
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
{{- else if eq .part "simulated-nodes" }}
- {name: NAVARCH_SIMULATED_COUNT, value: {{ .root.Values.nodes.simulated | quote }}}
{{- end }}
{{- end }}
