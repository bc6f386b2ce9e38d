-- case: Columns of constraints and indexes by their numbers: LATERAL, WITH ORDINALITY, subscripts
-- covers: do/do
CREATE TABLE zone (a int, b int, PRIMARY KEY (b, a));
CREATE TABLE spot (
    id bigint CONSTRAINT spot_key PRIMARY KEY, x int, gone int, "Y" int, z int, label text,
    CONSTRAINT spot_place UNIQUE (z, x),
    CONSTRAINT spot_zone FOREIGN KEY ("Y", z) REFERENCES zone (b, a)
);
ALTER TABLE spot DROP COLUMN gone;
CREATE INDEX spot_label ON spot (lower(label), x) INCLUDE (z);
CREATE INDEX spot_some ON spot (x) WHERE z > 0;
DO $$
DECLARE
    c record;
    shown text;
BEGIN
    FOR c IN
        SELECT con.conname, array_agg(a.attname ORDER BY k.ord) AS columns, count(*) AS many,
            string_agg(a.attname || '#' || k.ord, ' ' ORDER BY k.ord DESC) AS back
        FROM pg_constraint con
        CROSS JOIN LATERAL unnest(con.conkey) WITH ORDINALITY AS k(attnum, ord)
        JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum
        WHERE con.conrelid = 'spot'::regclass AND con.conname IN ('spot_place', 'spot_key')
        GROUP BY con.conname HAVING count(*) > 1 ORDER BY con.conname
    LOOP
        EXECUTE format('COMMENT ON TABLE spot IS %L', concat_ws(' / ', c.conname, c.columns, c.many, c.back));
    END LOOP;
    FOR c IN
        SELECT con.conname, u.ordinality AS at, mine.attname AS here, theirs.attname AS there
        FROM pg_constraint con
        JOIN LATERAL unnest(con.conkey, con.confkey) WITH ORDINALITY AS u(mine, theirs) ON true
        JOIN pg_attribute mine ON mine.attrelid = con.conrelid AND mine.attnum = u.mine
        JOIN pg_attribute theirs ON theirs.attrelid = con.confrelid AND theirs.attnum = u.theirs
        WHERE con.contype = 'f' AND con.conrelid = 'spot'::regclass
    LOOP
        EXECUTE format('COMMENT ON COLUMN spot.%I IS %L', c.here, c.conname || c.at || c.there);
    END LOOP;
    FOR c IN
        SELECT i.indexrelid::regclass AS name, s.at, i.indkey[s.at] AS number, i.indnatts, i.indnkeyatts,
            i.indpred IS NULL AS whole, i.indexprs IS NULL AS plain, i.indkey::text AS all_of_it, array_lower(i.indkey, 1) AS first
        FROM pg_index i, generate_subscripts(i.indkey, 1) AS s(at)
        WHERE i.indrelid = 'spot'::regclass
    LOOP
        EXECUTE format('ALTER TABLE spot ADD COLUMN %I int', concat_ws(' ', c.name, c.at, c.number, c.indnatts, c.indnkeyatts, c.whole,
            c.plain, c.all_of_it, c.first));
    END LOOP;
    SELECT string_agg(a.attname, ', ' ORDER BY array_position(i.indkey::int2[], a.attnum)) INTO shown
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indexrelid = 'zone_pkey'::regclass;
    EXECUTE format('COMMENT ON TABLE zone IS %L', shown);
    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'zone'::regclass AND conkey @> ARRAY[1, 2]::int2[] AND conkey <@ '{1,2,3}'::int2[])
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'zone'::regclass AND contype = 'p' AND conkey && ARRAY[7]::int2[])
    THEN
        ALTER TABLE zone ADD COLUMN covered int;
    END IF;
    FOR c IN SELECT conname, col.name FROM pg_constraint con,
        LATERAL (SELECT attname AS name FROM pg_attribute WHERE attrelid = con.conrelid AND attnum = con.conkey[1]) col
        WHERE conrelid = 'spot'::regclass AND contype <> 'n'
    LOOP
        EXECUTE format('ALTER TABLE spot RENAME CONSTRAINT %I TO %I', c.conname, c.conname || ' of ' || c.name);
    END LOOP;
END $$;
