-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE FUNCTION domain_of(email text) RETURNS text LANGUAGE sql IMMUTABLE
    AS $$ SELECT split_part($2, '@', 2) $$;
