{{ template "shared/loop.sql" . }}
SELECT {{ .other }};
