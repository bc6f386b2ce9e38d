-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE payments ADD COLUMN note text;
CREATE TABLE payments (
    id bigint PRIMARY KEY,
    kind payment_kind,
    method_id bigint CONSTRAINT payments_method_fkey REFERENCES methods (id)
);
CREATE TYPE payment_kind AS ENUM ('card');
CREATE TRIGGER touch BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION touch_updated();
CREATE FUNCTION touch_updated() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE notes (
    id bigint PRIMARY KEY,
    author_id bigint CONSTRAINT notes_author_fkey REFERENCES authors (id)
);
