-- case: the server's own tables are not emptied
-- error: 42501
TRUNCATE pg_enum;
