-- case: Operators that exist, by exact types, implicit casts, literals and polymorphic types
-- covers: create-table/check, create-table/default, create-index/expression
CREATE TYPE mood AS ENUM ('ok', 'bad');
CREATE TYPE pair AS (x int, y text);
CREATE DOMAIN cents AS bigint CHECK (VALUE >= 0 AND VALUE % 5 = 0);
CREATE DOMAIN email AS text CHECK (VALUE ~ '^[^@]+@[^@]+$' AND length(VALUE) < 200);
CREATE TABLE t (
    i2 smallint, i4 int, i8 bigint, n numeric(10, 2), f real, d double precision, c char(3), v varchar(10), x text,
    b boolean, da date, ti time, ts timestamp, tz timestamptz, iv interval, u uuid, j jsonb, js json, ar int[], ta text[],
    r int4range, tr tstzrange, m mood, ma mood[], p pair, ce cents, em email, ip inet, ma2 macaddr, by bytea, tv tsvector,
    bi bit(3), pt point, o oid, na name, mo money,
    CHECK (i2 < i4 AND i4 <= i8 AND i8 > n AND n <> f AND f = d AND i2 + i4 * i8 - n / 2 > 0 AND -i4 < 0 AND i4 % 2 = 1),
    CHECK (c = v OR v = x OR x LIKE c OR x ILIKE 'a%' OR v NOT LIKE 'b' OR x ~* 'y' OR c || v || x = 'z' OR x || i4 = 'q'),
    CHECK (da < ts AND ts < tz AND da + 1 > da AND da - da > 3 AND da + iv > ts AND ts - ts > iv AND iv * 2 > iv AND ti + iv > ti),
    CHECK (da BETWEEN '2020-01-01' AND '2030-01-01' AND i4 NOT BETWEEN 1 AND 5.5 AND tz > now() - interval '1 day'),
    CHECK (m = 'ok' OR m IN ('ok', 'bad') OR m <> 'bad' OR m > 'ok' OR m IS NULL OR m = ANY (ma)),
    CHECK (j -> 'a' = '1' AND j ->> 'a' = 'x' AND j ? 'k' AND j @> '{}' AND j #>> '{a,b}' = 'y' AND js ->> 'a' IS NOT NULL),
    CHECK (ar @> ARRAY[1] AND ar && '{1,2}' AND ar || 1 = ar AND ta = '{}' AND ar[1] = 3 AND array_length(ar, 1) < 4),
    CHECK (r @> 5 AND r && '[1,2)' AND r << r AND tr @> now() AND lower(r) < 5 AND NOT isempty(r)),
    CHECK (ce > 0 AND ce + 1 < 100 AND em <> '' AND em = x AND em LIKE '%@%'),
    CHECK (ip << '10.0.0.0/8' AND ip = '::1' AND by <> '' AND u = '00000000-0000-0000-0000-000000000000' AND tv @@ 'a'),
    CHECK (b AND NOT b OR b = true OR b IS TRUE OR (b)::int = 1),
    CHECK (p IS NOT NULL AND p = ROW(1, 'a')::pair AND (p).x > 0 AND (p).y = 'a'),
    CHECK (bi = B'101' AND bi & bi = bi AND o = 5 AND na = 'n' AND na = x AND mo > '1' AND pt <-> pt < 3),
    CHECK (CASE WHEN b THEN i4 > 0 ELSE true END),
    CHECK (coalesce(i4, 0) > 0 AND greatest(i4, 5) < 10 AND nullif(x, '') IS NOT NULL),
    CHECK (num_nonnulls(i4, i8) = 1 AND char_length(x) <= 10 AND x <> upper(x) AND i4 = length(x) AND x ~ '^a' COLLATE "C"),
    CHECK ((x IS NULL) = (v IS NULL) AND (b IS NOT NULL) <> (i4 IS NULL) AND i4 = i8::int AND x = i4::text),
    CHECK (i4::text || '-' || x <> '' AND date_part('year', ts) > 2000 AND extract(year FROM da) > 2000)
);
CREATE INDEX ON t ((i4 + i8), (x || v), (m = 'ok'), (j ->> 'a'), lower(x)) WHERE b AND i4 > 0 OR x IS NULL;
CREATE TABLE d (
    a date DEFAULT now() + interval '1 day', b text DEFAULT 1 + 1, c int DEFAULT 1.5 + 1, e boolean DEFAULT 1 > 2,
    f timestamptz DEFAULT now() - interval '1 hour', g numeric DEFAULT 1 / 3.0, h bigint DEFAULT 2 * 3, i int[] DEFAULT '{1}'::int[] || 2,
    j varchar(3) DEFAULT 'a' || 'b', k jsonb DEFAULT '{}'::jsonb || '{}', l real DEFAULT -1, m interval DEFAULT interval '1 day' * 2
);
