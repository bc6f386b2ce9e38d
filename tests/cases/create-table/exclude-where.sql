-- case: A predicate and deferral
-- covers: create-table/exclude-where, create-table/deferrable
CREATE TABLE t (a int4range, live boolean, EXCLUDE USING gist (a WITH &&) WHERE (live) DEFERRABLE INITIALLY DEFERRED);
