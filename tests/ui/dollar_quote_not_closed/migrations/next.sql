-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RETURN NEW;
END;
$Body$;
