-- case: A constraint is found by its definition, and by no other
-- covers: do/do
CREATE TABLE tenant (id int PRIMARY KEY, tenant text, provider text, label text, UNIQUE (tenant, provider));
ALTER TABLE tenant ADD UNIQUE (label, tenant);
ALTER TABLE tenant ADD CHECK (label <> '');
DO $$
DECLARE
    old text;
    other text;
BEGIN
    SELECT conname INTO old FROM pg_constraint
    WHERE conrelid = 'tenant'::regclass AND contype = 'u'
      AND pg_get_constraintdef(oid) LIKE 'UNIQUE (tenant, provider)%';
    IF old IS NOT NULL THEN
        EXECUTE format('ALTER TABLE tenant DROP CONSTRAINT %I', old);
    END IF;
    SELECT c.conname INTO other
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE t.relname = 'tenant' AND c.contype = 'u'
      AND pg_get_constraintdef(c.oid) = 'UNIQUE (tenant, label)';
    IF other IS NOT NULL THEN
        DROP TABLE tenant;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'tenant_label_check'
            AND pg_get_constraintdef(oid) IS NOT NULL) THEN
        ALTER TABLE tenant ADD COLUMN checked boolean;
    END IF;
END $$;
