CREATE SCHEMA {{.schema}};
