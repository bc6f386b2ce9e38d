-- case: Patterns over names of the server's own
-- covers: do/do
-- Those begin with pg_, and its indexes end in _index: what a pattern leaves is known.
CREATE TABLE stock_deleted (stock_key bigint, CONSTRAINT first_name UNIQUE (stock_key));
CREATE TABLE stock_lot (lot bigint, place bigint, UNIQUE (place, lot));
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT r.relname AS of_table, c.conname AS old_name,
               r.relname || '_' || (
                   SELECT string_agg(part, '_')
                   FROM (
                       SELECT a.attname AS part
                       FROM pg_attribute a
                       WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                       ORDER BY a.attname
                   ) AS parts
               ) || '_uq' AS new_name
        FROM pg_constraint c
        JOIN pg_class r ON c.conrelid = r.oid
        WHERE r.relname NOT LIKE 'pg_%' AND c.contype = 'u'
        ORDER BY r.relname, c.conname
    LOOP
        EXECUTE format('ALTER TABLE %I RENAME CONSTRAINT %I TO %I', found.of_table, found.old_name, found.new_name);
    END LOOP;
    FOR found IN SELECT relname FROM pg_class WHERE relname LIKE '%\_deleted' ORDER BY relname LOOP
        EXECUTE format('CREATE INDEX %I_idx ON %I (stock_key)', found.relname, found.relname);
    END LOOP;
END
$$;
ALTER TABLE stock_lot DROP CONSTRAINT stock_lot_lot_place_uq;
DROP INDEX stock_deleted_idx;
ALTER TABLE stock_deleted RENAME CONSTRAINT stock_deleted_stock_key_uq TO second_name;
