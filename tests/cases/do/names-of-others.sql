-- case: EXECUTE of a text whose names begin or end as nothing does that the migrations made
-- covers: do/do
CREATE TABLE tenant (id int PRIMARY KEY, space text);
CREATE TABLE events (id int, tenant int, PRIMARY KEY (id, tenant));
CREATE VIEW events_view AS SELECT id FROM events;
DO $$
DECLARE
    t record;
BEGIN
    FOR t IN SELECT id, space FROM tenant LOOP
        EXECUTE format('DROP INDEX IF EXISTS tenant_%s_old_idx', t.id);
        EXECUTE format('ALTER INDEX IF EXISTS tenant_%s_idx RENAME TO tenant_%s_new_idx', t.id, t.id);
        EXECUTE format('CREATE UNIQUE INDEX IF NOT EXISTS tenant_%1$s_idx ON events_of_%1$s (id)', t.id);
        EXECUTE 'DROP SEQUENCE IF EXISTS tenant_seq_' || t.id;
        EXECUTE 'ALTER TABLE ' || quote_ident(t.space) || '.orders ADD COLUMN note text';
        EXECUTE 'DROP FOREIGN TABLE ' || t.space || '.events';
        EXECUTE format('DROP VIEW IF EXISTS %I.totals CASCADE', t.space);
    END LOOP;
END $$;
ALTER TABLE events ADD COLUMN after_it int;
CREATE INDEX events_tenant_idx ON events (tenant);
