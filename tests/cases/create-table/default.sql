-- case: Defaults of many kinds
-- covers: create-table/default
CREATE TABLE t (
    a int DEFAULT 1, b text DEFAULT 'x', c text DEFAULT NULL, d timestamptz DEFAULT now(), e timestamptz DEFAULT CURRENT_TIMESTAMP,
    f uuid DEFAULT gen_random_uuid(), g int[] DEFAULT '{}', h jsonb DEFAULT '{}'::jsonb, i boolean DEFAULT true,
    j numeric DEFAULT -1.5, k text DEFAULT ('a' || 'b'), l date DEFAULT CURRENT_DATE, m text DEFAULT CURRENT_USER, n interval DEFAULT '1 day'
);
