-- case: Literals that are cast and read, and one that is only read when the expression runs
-- covers: create-view/view
CREATE DOMAIN small AS int CHECK (VALUE < 100);
CREATE TABLE t (a int, b date DEFAULT date 'today', c text[] DEFAULT '{}'::text[], d jsonb DEFAULT jsonb '{"a": 1}');
CREATE VIEW v AS SELECT coalesce(a, ' 12 '::int) AS x, '{1, 2}'::int[] AS y, 'NaN'::numeric AS z, '200'::small AS w,
    'infinity'::timestamptz AS u, 'yes'::bool AS r, '[1:2]={1,2}'::int[] AS q FROM t;
CREATE VIEW later AS SELECT 'abc'::text::int AS x, coalesce(a, 'abc'::text::int) AS y FROM t;
CREATE TABLE kept (a int DEFAULT 'abc'::text::int);
CREATE FUNCTION unread() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 'abc'::int; END $$;
