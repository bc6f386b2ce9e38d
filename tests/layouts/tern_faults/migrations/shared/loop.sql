SELECT 1;
{{ template "shared/loop.sql" . }}
