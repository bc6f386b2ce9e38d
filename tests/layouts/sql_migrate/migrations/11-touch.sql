-- +migrate Down
DROP FUNCTION touch();
-- +migrate Up
-- +migrate StatementBegin
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RETURN NEW;
END;
$$;
-- +migrate StatementEnd
