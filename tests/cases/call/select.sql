-- case: a function in PL/pgSQL that a SELECT calls changes the schema by its arguments
CREATE TABLE "Order" (id bigint PRIMARY KEY);
CREATE TABLE item (id bigint PRIMARY KEY);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at := now();
    RETURN NEW;
END $$;
CREATE FUNCTION add_times(of_table regclass, more text DEFAULT 'note') RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    base text := replace(of_table::text, '"', '');
BEGIN
    EXECUTE format('ALTER TABLE %s ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN changed_at timestamptz', of_table);
    EXECUTE format('ALTER TABLE %s ADD COLUMN %I text', of_table, more);
    EXECUTE format('CREATE INDEX %I ON %s (created_at)', lower(base) || '_created_idx', of_table);
    EXECUTE format('CREATE TRIGGER touched BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION touch()', of_table);
END $$;
SELECT add_times('"Order"');
SELECT add_times('item', more => 'remark');
ALTER TABLE item ALTER COLUMN remark SET NOT NULL;
