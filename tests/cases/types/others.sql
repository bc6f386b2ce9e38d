-- case: Types of many families
-- covers: create-table/column
CREATE TABLE t (
    a uuid, b json, c jsonb, d jsonpath, e xml, f inet, g cidr, h macaddr, i macaddr8, j money, k point, l line, m lseg, n box, o path, p polygon, q circle,
    r tsvector, s tsquery, t int4range, u int8range, v numrange, w tsrange, x tstzrange, y daterange, z int4multirange, aa tstzmultirange,
    ab oid, ac regclass, ad regtype, ae pg_lsn, af txid_snapshot, ag pg_snapshot, ah xid8
);
