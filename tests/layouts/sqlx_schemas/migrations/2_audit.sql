CREATE TABLE audit.changes (id bigint PRIMARY KEY);
