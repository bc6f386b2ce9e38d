-- case: Casts have types that can be read off
-- covers: create-view/view
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a::bigint AS x, CAST(b AS varchar(7)) AS y, b::date AS z, a::numeric(9,3) AS w, '{}'::jsonb AS j, NULL::uuid AS u FROM t;
