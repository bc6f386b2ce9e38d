-- case: An aggregate gives its state, or what its final function gives, to views too
-- covers: create-aggregate/aggregate
CREATE TYPE weighed AS (weight int, value text);
CREATE TYPE best AS (weight int, value text);
CREATE FUNCTION heavier(a best, b weighed) RETURNS best LANGUAGE sql AS $$ SELECT a $$;
CREATE FUNCTION best_value(a best) RETURNS varchar LANGUAGE sql AS $$ SELECT a.value $$;
CREATE AGGREGATE heaviest(weighed) (SFUNC = heavier, STYPE = best);
CREATE AGGREGATE heaviest_value(weighed) (SFUNC = heavier, STYPE = best, FINALFUNC = best_value);
CREATE FUNCTION keep(a anyelement, b anyelement) RETURNS anyelement LANGUAGE sql AS $$ SELECT a $$;
CREATE AGGREGATE first_of(anyelement) (SFUNC = keep, STYPE = anyelement);
CREATE FUNCTION tail(a anyarray) RETURNS anyelement LANGUAGE sql AS $$ SELECT a[array_upper(a, 1)] $$;
CREATE FUNCTION append(a anyarray, b anyelement) RETURNS anyarray LANGUAGE sql AS $$ SELECT a || b $$;
CREATE AGGREGATE last_of(anyelement) (SFUNC = append, STYPE = anyarray, FINALFUNC = tail, INITCOND = '{}');
CREATE AGGREGATE gathered(anycompatible) (SFUNC = array_append, STYPE = anycompatiblearray, INITCOND = '{}');
CREATE FUNCTION shown(a int, b text) RETURNS text LANGUAGE sql AS $$ SELECT b $$;
CREATE FUNCTION add_length(a int, b text) RETURNS int LANGUAGE sql AS $$ SELECT a + length(b) $$;
CREATE AGGREGATE with_extra(text) (SFUNC = add_length, STYPE = int, FINALFUNC = shown, FINALFUNC_EXTRA, INITCOND = '0');
CREATE AGGREGATE old_form (BASETYPE = text, SFUNC1 = add_length, STYPE1 = int, INITCOND1 = '0');
CREATE AGGREGATE rows_of(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
CREATE FUNCTION share(a internal, b float8, c anyelement) RETURNS anyelement LANGUAGE internal AS 'percentile_disc_final';
CREATE AGGREGATE share_of(float8 ORDER BY anyelement) (
    SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = share, FINALFUNC_EXTRA, FINALFUNC_MODIFY = read_write
);
CREATE FUNCTION counted(a internal, b float8) RETURNS bigint LANGUAGE internal AS 'percentile_disc_final';
CREATE AGGREGATE count_of(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = counted);
CREATE TABLE parcel (id int, w weighed, label varchar(20), tags text[]);
CREATE VIEW summary AS
    SELECT heaviest(w) AS a, heaviest_value(w) AS b, first_of(label) AS c, first_of(id) AS d, last_of(id) AS e,
        gathered(id) AS f, with_extra(label) AS g, old_form(label) AS h, rows_of(*) AS i,
        first_of(tags) AS j, share_of(0.5) WITHIN GROUP (ORDER BY id) AS k, count_of(0.5) WITHIN GROUP (ORDER BY id) AS l
    FROM parcel;
CREATE TABLE kept AS SELECT last_of(label) AS a, heaviest(w) AS b FROM parcel;
