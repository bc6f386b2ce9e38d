CREATE TABLE {{ .schema }}.t (id bigint);
