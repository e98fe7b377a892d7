{{/* Labels that select the Pods of one service; called with (dict "root" $ "name" NAME). */}}
{{- define "shop.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{/* All labels of one service's objects. */}}
{{- define "shop.labels" -}}
{{ include "shop.selector" . }}
app.kubernetes.io/part-of: {{ .root.Chart.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* The image of one service; called with (dict "root" $ "name" NAME "service" SERVICE). */}}
{{- define "shop.image" -}}
{{ printf "%s/%s:%v" .root.Values.registry .name .service.tag }}
{{- end }}
